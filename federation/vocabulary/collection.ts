import { type JsonObject, said } from './context.ts';

interface Pages {
  readonly id: string;
  readonly total: number;
  /** Null where its members are nobody's business. */
  readonly first: string | null;
  readonly attributedTo: string | null;
}

/** A collection by its number of members and its first page. */
export function collectionOf({ id, total, first, attributedTo }: Pages): JsonObject {
  return { id, type: 'OrderedCollection', ...said({ attributedTo, totalItems: total, first }) };
}

interface Page {
  readonly id: string;
  readonly partOf: string;
  readonly total: number;
  readonly next: string | null;
  readonly prev: string | null;
  /** Whole things of our own, or ids; newest first. */
  readonly items: readonly (JsonObject | string)[];
}

export function collectionPageOf({ id, partOf, total, next, prev, items }: Page): JsonObject {
  return { id, type: 'OrderedCollectionPage', partOf, totalItems: total, ...said({ next, prev }), orderedItems: items };
}
