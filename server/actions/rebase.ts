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

  return async (to: string, onProgress: (done: number) => void): Promise<Result<{ from: string; changed: number }>> => {
    const found = await instance.find();
    if (found === undefined) return refuse({ kind: 'not-found' });
    if (await wasDelivered()) return refuse({ kind: 'not-allowed' });
    const from = found.baseUrl;
    if (from === to) return accept({ from, changed: 0 });
    const changed = await bases.rewrite(from, to, renew, onProgress);
    // Last: as long as it says the old address, asking again goes on with the work.
    await instance.change((before) => ({ ...before, baseUrl: to }));
    await wishes.wish(clock().toISOString());
    return accept({ from, changed });
  };
}
