import { VOCABULARIES } from '../domain/content/vocabularies.ts';
import { FACETS } from '../domain/search/facets.ts';
import type { SearchQuery } from '../domain/search/search-query.ts';
import type { SearchAnswer, SearchHit } from '../ports/search-index.ts';
import { INSTANT, listSchema, objectSchema, orNull, type Schema, TEXT, URI } from './api-schema.ts';
import type { Words } from './words.ts';

const MOST_CODES = 100;

const count: Schema = { type: 'integer', minimum: 0 };
const code = orNull(TEXT);

/** What a result line says, member by member; interface.md's shape, and what helps besides. */
const HIT: Readonly<Record<string, { readonly schema: Schema; of(hit: SearchHit): unknown }>> = {
  id: { schema: URI, of: ({ id }) => id },
  url: { schema: URI, of: ({ shown }) => shown.url },
  type: { schema: TEXT, of: ({ shown }) => shown.type },
  title: { schema: TEXT, of: ({ title }) => title },
  summary: { schema: TEXT, of: ({ summary }) => summary },
  publisher: { schema: objectSchema({ id: URI, name: TEXT, handle: TEXT }), of: ({ shown }) => shown.publisher },
  place: { schema: orNull(objectSchema({ name: code, state: code, sizeType: code, population: orNull(count) })), of: ({ shown }) => shown.place },
  phase: { schema: code, of: ({ shown }) => shown.phase },
  topics: { schema: listSchema(TEXT), of: ({ shown }) => shown.topics },
  costBand: { schema: code, of: ({ shown }) => shown.costBand },
  lessonKind: { schema: code, of: ({ shown }) => shown.lessonKind },
  processLevel: { schema: code, of: ({ shown }) => shown.processLevel },
  origin: { schema: TEXT, of: ({ shown }) => shown.origin },
  lessons: { schema: count, of: ({ shown }) => shown.lessons },
  freshness: { schema: { enum: VOCABULARIES.freshness }, of: ({ freshness }) => freshness },
  lastConfirmedAt: { schema: orNull(INSTANT), of: ({ confirmedAt }) => confirmedAt },
  published: { schema: INSTANT, of: ({ published }) => published },
  updated: { schema: INSTANT, of: ({ updated }) => updated },
  distance: { schema: orNull({ type: 'number', minimum: 0 }), of: ({ distance }) => distance },
};

/** An answer of the index as the API gives it out; `next` is the address of the next page, or null. */
export function searchJson({ page }: SearchQuery, { total, hits, counts, filling }: SearchAnswer, next: string | null): Record<string, unknown> {
  const hitJson = (hit: SearchHit) => Object.fromEntries(Object.entries(HIT).map(([name, { of }]) => [name, of(hit)]));
  const facets = Object.fromEntries(Object.entries(counts).map(([name, codes]) => [name, mostFrequent(codes)]));
  return { total, page, hits: hits.map(hitJson), facets, next, filling };
}

/** Free words go on without end; whoever looks for a rare one asks for it. */
function mostFrequent(codes: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  const all = Object.entries(codes);
  return all.length <= MOST_CODES ? codes : Object.fromEntries(all.sort(([, a], [, b]) => b - a).slice(0, MOST_CODES));
}

export function searchSchema(words: Words): Schema {
  const hit = objectSchema(Object.fromEntries(Object.entries(HIT).map(([name, { schema }]) => [name, schema])));
  const facets = Object.fromEntries([...FACETS.keys()].map((name) => [name, { type: 'object', maxProperties: MOST_CODES, additionalProperties: count }]));
  return objectSchema({
    total: count,
    page: { type: 'integer', minimum: 1 },
    hits: listSchema(hit),
    facets: { description: words.t('api.schema.facets', { count: MOST_CODES }), ...objectSchema(facets, 'input') },
    next: orNull(URI),
    filling: orNull({ type: 'number', minimum: 0, maximum: 1 }),
  });
}
