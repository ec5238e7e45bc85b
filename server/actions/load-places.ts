import type { Place } from '../domain/place.ts';
import type { Clock } from '../ports/clock.ts';
import type { PlaceStore } from '../ports/place-store.ts';
import type { ReindexStore } from '../ports/reindex-store.ts';

interface Needs {
  places: Pick<PlaceStore, 'put'>;
  wishes: ReindexStore;
  clock: Clock;
}

const AT_ONCE = 500;

export type LoadPlaces = ReturnType<typeof loadPlaces>;

/** Adds or replaces places of the register, and wishes for a new index: state, size and map position of records come from them. */
export function loadPlaces({ places, wishes, clock }: Needs) {
  return async (rows: readonly Place[], onProgress: (done: number, total: number) => void): Promise<void> => {
    for (let from = 0; from < rows.length; from += AT_ONCE) {
      const chunk = rows.slice(from, from + AT_ONCE);
      await places.put(chunk);
      onProgress(from + chunk.length, rows.length);
    }
    await wishes.wish(clock().toISOString());
  };
}
