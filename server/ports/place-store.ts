import type { Place } from '../domain/place.ts';

/** The register of places that the admin loads; without it, places are typed by hand. */
export interface PlaceStore {
  /** By AGS: 8 digits a municipality, 5 a county (summed up from its municipalities). */
  find(ags: string): Promise<Place | undefined>;
  /** Places of this name, bigger ones first; where none has it, those whose name begins with it. */
  findByName(name: string): Promise<Place[]>;
  /** Adds or replaces; places not among them stay. */
  put(places: readonly Place[]): Promise<void>;
  count(): Promise<number>;
}
