import { z } from 'zod';

import { isPlainObject } from '../../server/domain/content/check-content.ts';
import { sameOrigin } from '../../server/domain/origin.ts';
import type { JsonObject } from './context.ts';
import type { Told } from './read-activity.ts';
import { type NotForUs, notForUs, readDocument } from './reading.ts';
import { Iri, many, maybe, Ref } from './shapes.ts';

export interface ReadCollection {
  readonly kind: 'collection';
  readonly id: string;
  readonly total: number | null;
  /** Where its members begin, and where they go on; of its own instance, else null. */
  readonly first: string | null;
  readonly next: string | null;
  /** Null where nobody says. */
  readonly attributedTo: string | null;
  readonly items: readonly Told[];
}

const TYPES = ['Collection', 'OrderedCollection', 'CollectionPage', 'OrderedCollectionPage'];

const CollectionShape = z.looseObject({
  id: Iri,
  type: z.string().refine((type) => TYPES.includes(type)),
  totalItems: maybe(z.number().int().min(0).max(1e9)),
  attributedTo: maybe(Ref),
  next: maybe(Ref),
  items: many(z.unknown()),
  orderedItems: many(z.unknown()),
});

/** Reads a collection or one page of it; a first page that is told whole counts as read. Never throws. */
export function readCollectionPage(json: unknown): ReadCollection | NotForUs {
  const document = readDocument(json);
  if (document.kind === 'not-for-us') return document;
  const read = CollectionShape.safeParse(document.json);
  if (!read.success) return notForUs(TYPES.some((type) => type === document.json['type']) ? 'no-id' : 'unknown-type');
  const { id, totalItems, attributedTo, next, items, orderedItems } = read.data;
  const first = document.json['first'];
  const page = isPlainObject(first) ? CollectionShape.safeParse({ id, ...first }).data : undefined;
  const own = (iri: string | null): string | null => (iri !== null && iri !== id && sameOrigin(iri, id) ? iri : null);
  const told = [...orderedItems, ...items, ...(page?.orderedItems ?? []), ...(page?.items ?? [])];
  return {
    kind: 'collection',
    id,
    total: totalItems,
    first: page === undefined ? own(Ref.safeParse(first).data ?? null) : null,
    next: own(next ?? page?.next ?? null),
    attributedTo,
    items: told.flatMap(itemFrom),
  };
}

function itemFrom(item: unknown): Told[] {
  const read = Ref.safeParse(item);
  return read.success ? [{ object: read.data, json: isPlainObject(item) ? (item as JsonObject) : null }] : [];
}
