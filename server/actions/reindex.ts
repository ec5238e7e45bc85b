import type { Clock } from '../ports/clock.ts';
import type { ReindexStore } from '../ports/reindex-store.ts';
import type { IndexRecords } from './index-records.ts';

interface Needs {
  wishes: ReindexStore;
  rebuild: IndexRecords['rebuild'];
  clock: Clock;
}

const TELL_EVERY_MS = 500;

/** A new index, wished for by anyone and made by the one process that carries the relay. */
export function reindex({ wishes, rebuild, clock }: Needs) {
  const now = (): string => clock().toISOString();

  /** Does it now, and keeps how far it got where others find it. */
  const run = async (onProgress: (done: number, total: number) => void): Promise<void> => {
    await wishes.begin(now());
    let told = 0;
    let last = { done: 0, total: 0 };
    // One after the other, so that no old figure comes after a newer one.
    let telling = Promise.resolve();
    const tell = (done: number, total: number): void => {
      onProgress(done, total);
      last = { done, total };
      if (clock().getTime() - told < TELL_EVERY_MS) return;
      told = clock().getTime();
      // It is only a picture: the rebuild goes on when a figure is not kept.
      telling = telling.then(() => wishes.reach(done, total)).catch(() => undefined);
    };
    try {
      await rebuild(tell);
      await telling;
      await wishes.reach(last.done, last.total);
      await wishes.finish(now(), null);
    } catch (err) {
      await telling;
      await wishes.finish(now(), err instanceof Error ? err.message : String(err));
      throw err;
    }
  };

  /** Whether somebody waits for a new index, also for one whose maker died in the middle. Only the holder of the relay asks. */
  const isWanted = async (): Promise<boolean> => {
    const { wantedAt, startedAt, finishedAt } = await wishes.find();
    return (wantedAt ?? '') > (startedAt ?? '') || (startedAt !== null && finishedAt === null);
  };
  return { run, isWanted };
}
