import { FACETS } from '../../../server/domain/search/facets.ts';
import type { Range, SearchQuery } from '../../../server/domain/search/search-query.ts';
import type { Scope } from '../../../server/ports/search-index.ts';

/** The instants that part current from check and check from stale, in milliseconds. */
export interface Bounds {
  readonly current: number;
  readonly check: number;
}

export const FRESHNESS = ['current', 'check', 'stale'] as const;

/** A value as the filter language reads it back unchanged: nothing in it can end the quotes. */
export function quoted(value: string): string {
  return `"${value
    .replaceAll(/\p{Cs}/gu, '')
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')}"`;
}

/** The facets with choices that we know; others are left aside. */
export function chosenFacets(query: SearchQuery): string[] {
  return Object.keys(query.chosen).filter((facet) => FACETS.has(facet) && (query.chosen[facet] ?? []).length > 0);
}

/** Every condition of a question, except the choices in one facet: all of them must hold. */
export function filterOf(query: SearchQuery, scope: Scope, bounds: Bounds, except: string | null): string[] {
  const choices = chosenFacets(query).filter((facet) => facet !== except);
  return [
    ...(scope.followers ? [] : ['visibility = "public"']),
    ...choices.map((facet) => (facet === 'freshness' ? freshnessFilter(query.chosen[facet] ?? [], bounds) : facetFilter(facet, query.chosen[facet] ?? []))),
    ...rangeFilter('population', query.population),
    ...rangeFilter('cost', query.cost),
    ...(query.near === null || query.near.km === null
      ? []
      : [`_geoRadius(${decimal(query.near.lat)}, ${decimal(query.near.lon)}, ${decimal(query.near.km * 1_000)})`]),
  ];
}

/** Any of these states of freshness; what nobody confirmed is kept as confirmed at 0. */
export function freshnessFilter(codes: readonly string[], { current, check }: Bounds): string {
  const ranges = { current: `confirmed >= ${current}`, check: `(confirmed >= ${check} AND confirmed < ${current})`, stale: `confirmed < ${check}` };
  const wanted = FRESHNESS.filter((code) => codes.includes(code)).map((code) => ranges[code]);
  return wanted.length === 0 ? 'confirmed < 0' : `(${wanted.join(' OR ')})`;
}

function facetFilter(facet: string, codes: readonly string[]): string {
  return `facets.${facet} IN [${codes.map(quoted).join(', ')}]`;
}

function rangeFilter(field: string, { min, max }: Range): string[] {
  return [...(min === null ? [] : [`${field} >= ${decimal(min)}`]), ...(max === null ? [] : [`${field} <= ${decimal(max)}`])];
}

/** Never in the form 1e21, which the filter language does not read. */
function decimal(value: number): string {
  return Number.isFinite(value) ? value.toLocaleString('en-US', { useGrouping: false, maximumFractionDigits: 8 }) : '0';
}
