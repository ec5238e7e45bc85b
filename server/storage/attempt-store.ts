import type { AttemptStore } from '../ports/attempt-store.ts';
import type { Collections, Shape } from './collection.ts';

interface Attempts {
  readonly id: string;
  readonly count: number;
  readonly until: string;
}

const ATTEMPTS: Shape<Attempts> = { name: 'attempts', schema: 1, indexes: [{ fields: ['until'] }] };

const MOST = 1_000;

/** Counters over every process, since a guesser does not mind which one answers. */
export async function openAttemptStore(collections: Collections): Promise<AttemptStore> {
  const kept = await collections.open(ATTEMPTS);
  return {
    async count(key, now) {
      const found = await kept.get(key);
      return found === undefined || found.until <= now.toISOString() ? 0 : found.count;
    },
    async add(key, now, windowMs) {
      const after = await kept.change(key, (before) =>
        before === undefined || before.until <= now.toISOString()
          ? { id: key, count: 1, until: new Date(now.getTime() + windowMs).toISOString() }
          : { ...before, count: before.count + 1 },
      );
      return after?.count ?? 1;
    },
    forget: (key) => kept.delete(key),
    async sweep(now) {
      for (let isMore = true; isMore; ) {
        const ended = await kept.find({ until: { lt: now.toISOString() } }, { limit: MOST });
        for (const { id } of ended) await kept.delete(id);
        isMore = ended.length === MOST;
      }
    },
  };
}
