import type { SearchQuery } from '../domain/search/search-query.ts';
import type { Viewer } from '../domain/viewer.ts';
import type { SearchAnswer, SearchIndex } from '../ports/search-index.ts';

export type SearchRecords = ReturnType<typeof searchRecords>;

/** One answer of the index and nothing else; the scope is set here, where no page can widen it. */
export function searchRecords({ index }: { index: SearchIndex }) {
  return (viewer: Viewer, query: SearchQuery): Promise<SearchAnswer> => index.ask(query, { followers: viewer.kind === 'staff' });
}
