import { essenceOf } from '../domain/essence.ts';
import type { KnowledgeRecord } from '../domain/record.ts';
import { accept, type Result, refuse } from '../domain/result.ts';
import type { BaseStore } from '../ports/base-store.ts';
import type { Clock } from '../ports/clock.ts';
import type { InstanceStore } from '../ports/instance-store.ts';
import type { ReindexStore } from '../ports/reindex-store.ts';
import type { Secrets } from '../ports/secrets.ts';

interface Needs {
  bases: BaseStore;
  instance: InstanceStore;
  wishes: ReindexStore;
  secrets: Pick<Secrets, 'hashToken'>;
  clock: Clock;
  /** True once any other instance was told one of our addresses: from then on they are promises. */
  wasDelivered: () => Promise<boolean>;
}

export type Rebase = ReturnType<typeof rebase>;

/** Moves an instance to another base address: every address made from the old one is made anew. */
export function rebase({ bases, instance, wishes, secrets, clock, wasDelivered }: Needs) {
  // An import must not take the new addresses for a person's edit.
  const renew = (before: KnowledgeRecord, after: KnowledgeRecord): KnowledgeRecord => {
    const isAsImported = before.importedAs !== null && before.importedAs === secrets.hashToken(essenceOf(before, before.extra));
    return isAsImported ? { ...after, importedAs: secrets.hashToken(essenceOf(after, after.extra)) } : after;
  };

  const move = async (from: string, to: string, onProgress: (done: number) => void): Promise<number> => {
    await instance.change((before) => ({ ...before, movingTo: to }));
    const changed = await bases.rewrite(from, to, renew, onProgress);
    await wishes.wish(clock().toISOString());
    // Last: as long as it says that it moves, nothing starts, and asking again goes on with the work.
    await instance.change((before) => ({ ...before, baseUrl: to, movingTo: null }));
    return changed;
  };

  return async (to: string, onProgress: (done: number) => void): Promise<Result<{ from: string; changed: number }>> => {
    const found = await instance.find();
    if (found === undefined) return refuse({ kind: 'not-found' });
    if (await wasDelivered()) return refuse({ kind: 'not-allowed' });
    const { baseUrl: from, movingTo } = found;
    // What a move to elsewhere left is half old and half new: it is finished first.
    const isOther = movingTo !== null && movingTo !== to;
    const first = isOther ? await move(from, movingTo, onProgress) : 0;
    const here = isOther ? movingTo : from;
    const changed = here === to ? 0 : await move(here, to, onProgress);
    return accept({ from, changed: first + changed });
  };
}
