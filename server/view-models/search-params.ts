import { FACETS } from '../domain/search/facets.ts';
import type { Chosen, Near, Range, SearchQuery, Sort } from '../domain/search/search-query.ts';

/** What the address of a search says, already cleaned; the page and the API turn it into a query once the place is found. */
export interface SearchParams {
  readonly words: string;
  readonly chosen: Chosen;
  readonly population: Range;
  readonly cost: Range;
  /** A place by name or key, or "lat,lon". */
  readonly near: string;
  readonly km: number | null;
  /** Null: what fits the rest of the question. */
  readonly sort: Sort | null;
  readonly page: number;
}

export const NO_PARAMS: SearchParams = {
  words: '',
  chosen: {},
  population: { min: null, max: null },
  cost: { min: null, max: null },
  near: '',
  km: null,
  sort: null,
  page: 1,
};

/** The order the results really have: by words if there are any, else around the place, else the newest first. */
export function sortOf({ sort, words, near }: Pick<SearchParams, 'sort' | 'words' | 'near'>, isPlaceFound: boolean): Sort {
  if (sort !== null && (sort !== 'nearest' || isPlaceFound) && (sort !== 'relevance' || words !== '')) return sort;
  if (words !== '') return 'relevance';
  return near !== '' && isPlaceFound ? 'nearest' : 'newest';
}

export function queryOf(params: SearchParams, near: Near | null, options: { perPage: number; count: readonly string[] }): SearchQuery {
  const { words, chosen, population, cost, page } = params;
  return { words, chosen, population, cost, near, sort: sortOf(params, near !== null), page, ...options };
}

/** The address of a search; parameters in one fixed order, so that one search has one address. */
export function searchHref(params: SearchParams, path = '/search'): string {
  const query = new URLSearchParams();
  if (params.words !== '') query.append('q', params.words);
  for (const facet of FACETS.keys()) for (const code of params.chosen[facet] ?? []) query.append(facet, code);
  for (const [name, value] of fixedParams(params)) if (value !== null) query.append(name, String(value));
  if (params.page > 1) query.append('page', String(params.page));
  const text = query.toString();
  return text === '' ? path : `${path}?${text}`;
}

function fixedParams({ population, cost, near, km, sort }: SearchParams): [string, string | number | null][] {
  return [
    ['populationMin', population.min],
    ['populationMax', population.max],
    ['costMin', cost.min],
    ['costMax', cost.max],
    ['near', near === '' ? null : near],
    ['km', near === '' ? null : km],
    ['sort', sort],
  ];
}

/** The same search without one choice, from its first page. */
export function without(params: SearchParams, facet: string, code: string): SearchParams {
  const left = (params.chosen[facet] ?? []).filter((chosen) => chosen !== code);
  return { ...params, page: 1, chosen: { ...params.chosen, [facet]: left } };
}

/** The search for one choice alone: what searchHref makes of it, for pages that lead to very many. */
export function facetHref(facet: string, code: string): string {
  // Most are codes, which stand in an address as they are.
  return `/search?${facet}=${/^[\w-]+$/.test(code) ? code : new URLSearchParams([['', code]]).toString().slice(1)}`;
}
