import { FACETS } from '../../../server/domain/search/facets.ts';
import type { Range, SearchQuery } from '../../../server/domain/search/search-query.ts';
import { distance } from '../distance.ts';
import type { Columns } from './columns.ts';

const FRESHNESS = ['current', 'check', 'stale'] as const;

/** The instants that part current from check and check from stale. */
export interface Bounds {
  readonly current: number;
  readonly check: number;
}

export interface Chosen {
  /** Positions in the list of candidates that pass everything. */
  readonly passing: Uint32Array;
  readonly counts: Record<string, Record<string, number>>;
}

/** 0 current, 1 check, 2 stale. A record nobody confirmed is stale. */
export function freshnessAt(confirmed: number, bounds: Bounds): 0 | 1 | 2 {
  return confirmed >= bounds.current ? 0 : confirmed >= bounds.check ? 1 : 2;
}

/** Filters the candidates and counts the facets, each under the choices in all others, in one walk. */
export function choose(candidates: Uint32Array, query: SearchQuery, columns: Columns, bounds: Bounds): Chosen {
  const { start, length, pool, values, numberOf } = columns.facets();
  const numbers = columns.numbers();
  const facetNames = Object.keys(query.chosen).filter((facet) => FACETS.has(facet) && (query.chosen[facet] ?? []).length > 0);
  const slotOfFreshness = facetNames.indexOf('freshness');
  const freshnessChosen = FRESHNESS.map((code) => (query.chosen['freshness'] ?? []).includes(code));

  // A choice is stored as the slot of its facet plus one; zero means nobody chose this code.
  const slotOfValue = new Uint8Array(values.length);
  for (const [slot, facet] of facetNames.entries()) {
    for (const code of query.chosen[facet] ?? []) {
      const value = numberOf(facet, code);
      if (value !== undefined) slotOfValue[value] = slot + 1;
    }
  }
  const slotOfFacet = new Map(facetNames.map((facet, slot) => [facet, slot]));
  const facetSlots = Int16Array.from(values, ({ facet }) => slotOfFacet.get(facet) ?? -1);

  const tally = new Uint32Array(values.length);
  const freshTally = new Uint32Array(FRESHNESS.length);
  const met = new Uint32Array(facetNames.length);
  const passing: number[] = [];
  for (let at = 0; at < candidates.length; at += 1) {
    const place = candidates[at] ?? 0;
    if (!within(numbers.population[place], query.population) || !within(numbers.cost[place], query.cost)) continue;
    if (query.near !== null && query.near.km !== null && !(distance(query.near, numbers.lat[place], numbers.lon[place]) <= query.near.km)) continue;
    const from = start[place] ?? 0;
    const to = from + (length[place] ?? 0);
    const fresh = freshnessAt(numbers.confirmed[place] ?? Number.NaN, bounds);

    let missing = facetNames.length;
    let missingSlot = -1;
    if (missing > 0) {
      const stamp = at + 1;
      for (let each = from; each < to; each += 1) {
        const slot = (slotOfValue[pool[each] ?? 0] ?? 0) - 1;
        if (slot >= 0 && met[slot] !== stamp) {
          met[slot] = stamp;
          missing -= 1;
        }
      }
      if (slotOfFreshness >= 0 && freshnessChosen[fresh] === true) {
        met[slotOfFreshness] = stamp;
        missing -= 1;
      }
      if (missing > 1) continue;
      if (missing === 1) missingSlot = met.findIndex((seen) => seen !== stamp);
    }

    // With one choice missing the record counts only for the facet of that choice: choosing its code there would show it.
    if (missing === 0) {
      passing.push(at);
      for (let each = from; each < to; each += 1) tally[pool[each] ?? 0] = (tally[pool[each] ?? 0] ?? 0) + 1;
    } else {
      for (let each = from; each < to; each += 1) {
        const value = pool[each] ?? 0;
        if (facetSlots[value] === missingSlot) tally[value] = (tally[value] ?? 0) + 1;
      }
    }
    if (missing === 0 || missingSlot === slotOfFreshness) freshTally[fresh] = (freshTally[fresh] ?? 0) + 1;
  }
  return { passing: Uint32Array.from(passing), counts: counted() };

  function counted(): Record<string, Record<string, number>> {
    const wanted = new Map<string, [string, number][]>(query.count.filter((facet) => FACETS.has(facet)).map((facet) => [facet, []]));
    for (let value = 0; value < values.length; value += 1) {
      const known = values[value];
      const many = tally[value] ?? 0;
      if (known !== undefined && many > 0 && known.facet !== 'freshness') wanted.get(known.facet)?.push([known.code, many]);
    }
    for (const [at, code] of FRESHNESS.entries()) if ((freshTally[at] ?? 0) > 0) wanted.get('freshness')?.push([code, freshTally[at] ?? 0]);
    return Object.fromEntries([...wanted].map(([facet, codes]) => [facet, Object.fromEntries(codes)]));
  }
}

function within(value = Number.NaN, { min, max }: Range): boolean {
  return (min === null || value >= min) && (max === null || value <= max);
}
