import type { SearchQuery } from '../../server/domain/search/search-query.ts';
import type { Scope, SearchAnswer, SearchDocument, SearchIndex } from '../../server/ports/search-index.ts';
import { aQuery, inBatches } from '../fixtures/search-documents.ts';

/** The index under test, and short ways to ask it. A new one for every test. */
export interface Subject {
  index(): SearchIndex;
  put(...documents: SearchDocument[]): Promise<void>;
  ask(words: string, more?: Partial<SearchQuery>, scope?: Scope): Promise<SearchAnswer>;
  /** The last part of the id of every hit. */
  found(words: string, more?: Partial<SearchQuery>, scope?: Scope): Promise<string[]>;
}

/** The subject of a suite, over whatever index is open when it is asked. */
export function aSubject(index: () => SearchIndex): Subject {
  const ask: Subject['ask'] = (words, more = {}, scope = { followers: false }) => index().ask(aQuery(words, more), scope);
  return {
    index,
    put: (...documents) => index().put(documents),
    ask,
    found: async (words, more, scope) => (await ask(words, more, scope)).hits.map(({ id }) => short(id)),
  };
}

/** Rebuilds the index from these documents. */
export async function filled(index: SearchIndex, documents: readonly SearchDocument[]): Promise<void> {
  await index.rebuild({ documents: inBatches(documents), total: documents.length, onProgress: () => undefined });
}

/** The last part of an id. */
export function short(id: string): string {
  return id.slice(id.lastIndexOf('/') + 1);
}
