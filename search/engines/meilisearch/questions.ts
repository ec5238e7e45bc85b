import type { MultiSearchQuery, MultiSearchResult } from 'meilisearch';
import { FACETS } from '../../../server/domain/search/facets.ts';
import type { SearchQuery } from '../../../server/domain/search/search-query.ts';
import type { Scope } from '../../../server/ports/search-index.ts';
import { type Bounds, chosenFacets, FRESHNESS, filterOf, freshnessFilter } from './filters.ts';
import { CLOSE_MARK, type KeptRecord, OPEN_MARK } from './kept-record.ts';

/** The engine looks at no more than ten words. */
const LONGEST_QUESTION = 1_000;

type Counted = { readonly facet: string } | { readonly freshness: (typeof FRESHNESS)[number] };

/** Everything one answer needs, to be asked in one request: hits with the facets without choices, then each facet with choices alone. */
export interface Questions {
  readonly queries: MultiSearchQuery[];
  /** What each query after the first counts. */
  readonly counted: readonly Counted[];
  /** The facets that the first query counts. */
  readonly free: readonly string[];
}

export function questionsOf(query: SearchQuery, scope: Scope, bounds: Bounds, indexUid: string, matchingStrategy: 'all' | 'last'): Questions {
  const wanted = [...new Set(query.count)].filter((facet) => FACETS.has(facet));
  const chosen = chosenFacets(query);
  const free = wanted.filter((facet) => facet !== 'freshness' && !chosen.includes(facet));
  const counted: Counted[] = [
    ...wanted.filter((facet) => facet !== 'freshness' && chosen.includes(facet)).map((facet) => ({ facet })),
    ...(wanted.includes('freshness') ? FRESHNESS.map((freshness) => ({ freshness })) : []),
  ];
  const asked = { indexUid, q: words(query.words), locales: ['deu'], matchingStrategy };
  const hits: MultiSearchQuery = {
    ...asked,
    filter: filterOf(query, scope, bounds, null),
    facets: free.map((facet) => `facets.${facet}`),
    sort: sortOf(query),
    page: query.page,
    hitsPerPage: query.perPage,
    attributesToHighlight: ['title', 'summary', 'tags', 'body', 'spellings'],
    highlightPreTag: OPEN_MARK,
    highlightPostTag: CLOSE_MARK,
  };
  // Page 0 asks for no hits but for exact numbers.
  const counts = counted.map((what) => {
    const alone = { ...asked, page: 0, hitsPerPage: 1, attributesToRetrieve: ['key'] };
    if ('facet' in what) return { ...alone, filter: filterOf(query, scope, bounds, what.facet), facets: [`facets.${what.facet}`] };
    return { ...alone, filter: [...filterOf(query, scope, bounds, 'freshness'), freshnessFilter([what.freshness], bounds)] };
  });
  return { queries: [hits, ...counts], counted, free };
}

/** The counts of all facets asked for, put together from the answers. */
export function countsFrom({ counted, free }: Questions, results: readonly MultiSearchResult<KeptRecord>[]): Record<string, Record<string, number>> {
  const counts = new Map<string, Record<string, number>>(free.map((facet) => [facet, results[0]?.facetDistribution?.[`facets.${facet}`] ?? {}]));
  const freshness: [string, number][] = [];
  for (const [at, what] of counted.entries()) {
    const result = results[at + 1];
    if ('facet' in what) counts.set(what.facet, result?.facetDistribution?.[`facets.${what.facet}`] ?? {});
    else if ((result?.totalHits ?? 0) > 0) freshness.push([what.freshness, result?.totalHits ?? 0]);
  }
  if (counted.some((what) => 'freshness' in what)) counts.set('freshness', Object.fromEntries(freshness));
  return Object.fromEntries(counts);
}

function sortOf({ sort, near, words: asked }: SearchQuery): string[] {
  if (sort === 'nearest' && near !== null) return [`_geoPoint(${near.lat}, ${near.lon}):asc`];
  if (sort === 'freshest') return ['confirmed:desc'];
  return sort === 'newest' || asked.trim() === '' ? ['published:desc'] : [];
}

/** Quotes would ask for exact phrases and a minus would forbid words; our words are only words. */
function words(asked: string): string {
  return asked
    .slice(0, LONGEST_QUESTION)
    .replaceAll(/["\p{Cc}\p{Cs}\ue000\ue001]/gu, ' ')
    .replaceAll(/(^|\s)-+/g, '$1')
    .trim();
}
