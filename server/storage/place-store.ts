import { countyFrom, countyOfAgs, type Place } from '../domain/place.ts';
import type { PlaceStore } from '../ports/place-store.ts';
import type { Collections, Shape } from './collection.ts';

interface Kept extends Place {
  readonly id: string;
  readonly county: string | null;
  readonly spelling: string;
}

const PLACES: Shape<Kept> = { name: 'places', schema: 1, indexes: [{ fields: ['county'] }, { fields: ['spelling'] }] };
const AT_ONCE = 500;
const IN_A_COUNTY = 1_000;

/** The register of places. Counties are not rows of it: they are summed up when asked for. */
export async function openPlaceStore(collections: Collections): Promise<PlaceStore> {
  const places = await collections.open(PLACES);
  return {
    async find(ags) {
      if (ags.length !== 5) return toPlace(await places.get(ags));
      const inside = await places.find({ county: ags }, { limit: IN_A_COUNTY });
      const [only] = inside;
      // A city that is its own county keeps its own name and type.
      return (inside.length === 1 ? toPlace(only) : countyFrom(ags, inside)) ?? undefined;
    },
    async findByName(name) {
      const spelling = spellingOf(name);
      const exact = await places.find({ spelling }, { limit: 50 });
      // „Neustadt“ is how people call Neustadt an der Weinstraße.
      const found =
        exact.length > 0 || spelling.length < 3 ? exact : await places.find({ spelling: { gt: spelling, lt: `${spelling}\u{10ffff}` } }, { limit: 200 });
      return found.flatMap((place) => toPlace(place) ?? []).sort((a, b) => (b.population ?? 0) - (a.population ?? 0));
    },
    async put(rows) {
      for (let from = 0; from < rows.length; from += AT_ONCE) {
        const chunk = rows.slice(from, from + AT_ONCE);
        await Promise.all(
          chunk.map((place) => places.change(place.ags, () => ({ ...place, id: place.ags, county: countyOfAgs(place.ags), spelling: spellingOf(place.name) }))),
        );
      }
    },
    count: () => places.count({}),
  };
}

function toPlace(kept: Kept | undefined): Place | undefined {
  if (kept === undefined) return undefined;
  const { id: _id, county: _county, spelling: _spelling, ...place } = kept;
  return place;
}

function spellingOf(name: string): string {
  return name.trim().toLowerCase().normalize('NFC');
}
