import { type CodeOf, VOCABULARIES } from './content/vocabularies.ts';

// The vocabulary begins with them in the order of the first two digits of the AGS, 01 to 16 (Destatis).
const GERMAN_STATES = 16;

/** A row of the register of places (a municipality, or a county summed up from its municipalities). */
export interface Place {
  /** 8 digits, or 5 for a county. */
  readonly ags: string;
  readonly name: string;
  readonly type: string;
  readonly state: string;
  readonly district: string;
  readonly population: number | null;
  readonly lat: number | null;
  readonly lon: number | null;
}

/** A municipality's key has 8 digits, a county's 5; both begin with the state. */
export function isAgs(text: string): boolean {
  return /^(\d{5}|\d{8})$/.test(text) && stateOfAgs(text) !== null;
}

export function stateOfAgs(ags: string): CodeOf<'state'> | null {
  const number = Number(ags.slice(0, 2));
  return number >= 1 && number <= GERMAN_STATES ? (VOCABULARIES.state[number - 1] ?? null) : null;
}

export function countyOfAgs(ags: string): string | null {
  return /^\d{5}/.test(ags) ? ags.slice(0, 5) : null;
}

/** The AGS lies in the ARS: digits 1 to 5 and 10 to 12 (domain.md: 145215115430 gives 14521430). */
export function agsOfArs(ars: string): string | null {
  return /^\d{12}$/.test(ars) ? ars.slice(0, 5) + ars.slice(9) : null;
}

const SIZES: readonly (readonly [from: number, code: CodeOf<'sizeType'>])[] = [
  [500_000, '11'],
  [100_000, '12'],
  [50_000, '21'],
  [20_000, '22'],
  [10_000, '30'],
  [5_000, '40'],
];

/** The BBSR type by inhabitants alone; central function can lift a place, so it is marked as derived where it is kept. */
export function sizeTypeOf(population: number | null): CodeOf<'sizeType'> | null {
  if (population === null) return null;
  return SIZES.find(([from]) => population >= from)?.[1] ?? '50';
}

/** What the register's own type says about the kind of organisation a place is. */
export function orgTypeOf(place: Place): CodeOf<'orgType'> {
  if (place.ags.length === 5) return 'county';
  if (place.type === 'Kreisfreie Stadt' || place.type === 'Stadtkreis') return 'city';
  return place.type.includes('Stadt') || place.type.includes('stadt') ? 'town' : 'municipality';
}

/** A county as the sum of its municipalities; its point is where its people live, not the middle of its area. */
export function countyFrom(ags: string, municipalities: readonly Place[]): Place | null {
  const [first] = municipalities;
  if (first === undefined) return null;
  const placed = municipalities.filter((place) => place.lat !== null && place.lon !== null);
  const weight = placed.reduce((sum, place) => sum + (place.population ?? 0), 0);
  const mean = (axis: 'lat' | 'lon') => (weight === 0 ? null : placed.reduce((sum, place) => sum + (place[axis] ?? 0) * (place.population ?? 0), 0) / weight);
  const population = municipalities.reduce((sum, place) => sum + (place.population ?? 0), 0);
  return { ags, name: first.district, type: 'Landkreis', state: first.state, district: first.district, population, lat: mean('lat'), lon: mean('lon') };
}
