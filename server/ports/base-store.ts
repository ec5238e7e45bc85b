import type { KnowledgeRecord } from '../domain/record.ts';

/** All that an instance keeps, as far as addresses made from its base stand in it. */
export interface BaseStore {
  /**
   * Turns every address of a record or organisation below `from` into one below `to`, in all stores; `renew` sets right what else in a
   * record depends on them. Only while no server runs. Interrupted, it goes on where it was when asked again; done twice is done once.
   */
  rewrite(
    from: string,
    to: string,
    renew: (before: KnowledgeRecord, after: KnowledgeRecord) => KnowledgeRecord,
    onProgress: (done: number) => void,
  ): Promise<number>;
}
