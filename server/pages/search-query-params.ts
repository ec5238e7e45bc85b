import { z } from 'zod';

import type { FindPlace } from '../actions/find-place.ts';
import type { Place } from '../domain/place.ts';
import { FACETS } from '../domain/search/facets.ts';
import { type Near, type Range, SORTS } from '../domain/search/search-query.ts';
import type { SearchParams } from '../view-models/search-params.ts';

const MAX_WORDS = 200;
const MAX_CODES = 30;
const MAX_KM = 1_000;
const AMOUNTS = ['populationMin', 'populationMax', 'costMin', 'costMax'];

// A public address never fails on odd parameters: what cannot be read counts as not said.
const first = (value: unknown): unknown => [value].flat(1)[0];
const text = z
  .preprocess(
    first,
    z.string().transform((said) =>
      said
        .toWellFormed()
        .replace(/\p{C}+/gu, ' ')
        .trim()
        .slice(0, MAX_WORDS),
    ),
  )
  .catch('');
const codes = z.preprocess((value) => [value].flat(1).slice(0, MAX_CODES), z.array(z.string().min(1).max(MAX_WORDS).catch(''))).catch([]);
// People write 10.000 and 10 000; both are ten thousand.
const amount = z.preprocess((value) => readAmount(first(value)), z.number().min(0).max(10_000_000_000).nullable()).catch(null);

const params = z.object({
  q: text,
  near: text,
  km: z.preprocess(first, z.coerce.number().positive().max(MAX_KM)).nullable().catch(null),
  sort: z.preprocess(first, z.enum(SORTS)).nullable().catch(null),
  page: z.preprocess(first, z.coerce.number().int().min(1).max(500)).catch(1),
  populationMin: amount,
  populationMax: amount,
  costMin: amount,
  costMax: amount,
});

/** Reads the parameters of /search, of its feed and of GET /api/v1/search. */
export function readSearchParams(query: Readonly<Record<string, unknown>>): SearchParams {
  const said = params.parse(query);
  const chosen = [...FACETS.keys()].flatMap((facet) => {
    const list = Object.hasOwn(query, facet) ? [...new Set(codes.parse(query[facet]).filter((code) => code !== ''))] : [];
    return list.length === 0 ? [] : [[facet, list] as const];
  });
  return {
    words: said.q,
    chosen: Object.fromEntries(chosen),
    population: ordered(said.populationMin, said.populationMax),
    cost: ordered(said.costMin, said.costMax),
    near: said.near,
    km: said.km,
    sort: said.sort,
    page: said.page,
  };
}

/** The amounts that were given and that nobody can read, by the names of their fields, as they were typed. */
export function unreadAmounts(query: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  const typed = AMOUNTS.map((name) => [name, text.parse(query[name])] as const);
  return Object.fromEntries(typed.filter(([name, said]) => said !== '' && amount.parse(query[name]) === null));
}

/** The circle around the place asked for, and the place itself; both null when none was asked for or it is not known. */
export async function findNear(findPlace: FindPlace, { near, km }: Pick<SearchParams, 'near' | 'km'>): Promise<{ near: Near | null; place: Place | null }> {
  if (near === '') return { near: null, place: null };
  const [, lat, lon] = /^(-?\d{1,2}(?:\.\d{1,8})?),\s*(-?\d{1,3}(?:\.\d{1,8})?)$/.exec(near) ?? [];
  if (lat !== undefined && lon !== undefined) {
    const isOnEarth = Math.abs(Number(lat)) <= 90 && Math.abs(Number(lon)) <= 180;
    return { near: isOnEarth ? { lat: Number(lat), lon: Number(lon), km } : null, place: null };
  }
  const place = (await findPlace(near)) ?? null;
  if (place === null || place.lat === null || place.lon === null) return { near: null, place };
  return { near: { lat: place.lat, lon: place.lon, km }, place };
}

/** Who fills in the two ends the wrong way round still means what lies between. */
function ordered(min: number | null, max: number | null): Range {
  return min !== null && max !== null && min > max ? { min: max, max: min } : { min, max };
}

function readAmount(value: unknown): number | null {
  if (typeof value !== 'string') return null;
  const digits = value.replace(/[\s.'\u00a0\u202f€]/g, '');
  return /^\d{1,11}$/.test(digits) ? Number(digits) : null;
}
