import { accept, type Result, refuse } from '../domain/result.ts';
import type { Clock } from '../ports/clock.ts';
import type { Reindex, ReindexStore } from '../ports/reindex-store.ts';
import type { IndexRecords } from './index-records.ts';

interface Needs {
  wishes: ReindexStore;
  rebuild: IndexRecords['rebuild'];
  clock: Clock;
}

const TELL_EVERY_MS = 500;

export type ReindexAction = ReturnType<typeof reindex>;

/** A new index, wished for by anyone and made by the one process that carries the relay. */
export function reindex({ wishes, rebuild, clock }: Needs) {
  const ask = async (): Promise<Result<Reindex>> => {
    const before = await wishes.find();
    if (before?.state === 'running') return refuse({ kind: 'already', what: 'reindex-running' });
    const wish: Reindex = { wantedAt: clock().toISOString(), state: 'wanted', done: 0, total: 0, reason: null };
    await wishes.put(wish);
    return accept(wish);
  };

  /** Does it now, and keeps how far it got where `progress` finds it. */
  const run = async (onProgress: (done: number, total: number) => void): Promise<void> => {
    const wantedAt = clock().toISOString();
    let reached = { done: 0, total: 0 };
    let told = 0;
    const tell = (state: Reindex['state'], reason: string | null = null): Promise<void> => wishes.put({ wantedAt, state, ...reached, reason });
    await tell('running');
    try {
      await rebuild((done, total) => {
        reached = { done, total };
        onProgress(done, total);
        if (clock().getTime() - told < TELL_EVERY_MS) return;
        told = clock().getTime();
        // How far it got is only a picture; the rebuild goes on when one of them is not kept.
        tell('running').catch(() => undefined);
      });
      await tell('done');
    } catch (err) {
      await tell('failed', err instanceof Error ? err.message : String(err));
      throw err;
    }
  };

  /** Whether somebody waits for a new index, also for one whose maker died in the middle. Only the holder of the relay asks. */
  const isWanted = async (): Promise<boolean> => {
    const wish = await wishes.find();
    return wish?.state === 'wanted' || wish?.state === 'running';
  };
  return { ask, run, isWanted, progress: () => wishes.find() };
}
