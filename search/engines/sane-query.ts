import type { SearchQuery } from '../../server/domain/search/search-query.ts';

/** Pages cannot be below one or endless, whatever was asked. */
export function saneQuery(query: SearchQuery): SearchQuery {
  return { ...query, page: whole(query.page, 1_000_000, 1), perPage: whole(query.perPage, 1_000, 20) };
}

function whole(value: number, most: number, otherwise: number): number {
  return Number.isFinite(value) ? Math.min(most, Math.max(1, Math.trunc(value))) : otherwise;
}
