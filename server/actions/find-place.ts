import type { Place } from '../domain/place.ts';
import type { PlaceStore } from '../ports/place-store.ts';

export type FindPlace = ReturnType<typeof findPlace>;

/** A place by AGS or by name (the biggest of that name), as far as the register is loaded. */
export function findPlace({ places }: { places: PlaceStore }) {
  return async (text: string): Promise<Place | undefined> => {
    if (/^\d{5}(\d{3})?$/.test(text)) return places.find(text);
    return text === '' ? undefined : (await places.findByName(text))[0];
  };
}
