import { z } from 'zod';

import { isPlainObject } from '../../server/domain/content/check-content.ts';
import type { JsonObject } from './context.ts';
import { type NotForUs, notForUs, readDocument } from './reading.ts';
import { remoteHtml, textOfHtml } from './remote-html.ts';
import { Audience, Instant, Iri, many, maybe, Ref, single } from './shapes.ts';

/** A thing told whole, or null where only its id was. */
export interface Told {
  readonly object: string;
  readonly json: JsonObject | null;
}

interface Head {
  readonly id: string;
  readonly actor: string;
  readonly audience: readonly string[];
  readonly published: string | null;
}

/** What somebody else's activity says that an answer embeds: enough to know it again, never enough to believe it. */
export interface Embedded {
  readonly type: string;
  readonly id: string | null;
  readonly actor: string | null;
  readonly object: string | null;
}

export type Activity = Head &
  (
    | ({ readonly kind: 'create' | 'update' } & Told)
    | { readonly kind: 'delete' | 'follow' | 'like'; readonly object: string }
    | { readonly kind: 'announce'; readonly object: string; readonly embedded: Embedded | null }
    | { readonly kind: 'accept' | 'reject' | 'undo'; readonly object: string | null; readonly embedded: Embedded | null }
    | { readonly kind: 'add' | 'remove'; readonly object: string; readonly target: string }
    | { readonly kind: 'move'; readonly object: string; readonly target: string }
    | { readonly kind: 'flag'; readonly objects: readonly string[]; readonly content: string }
  );

export const ACTIVITY_KINDS = {
  Create: 'create',
  Update: 'update',
  Delete: 'delete',
  Follow: 'follow',
  Accept: 'accept',
  Reject: 'reject',
  Undo: 'undo',
  Like: 'like',
  Announce: 'announce',
  Add: 'add',
  Remove: 'remove',
  Flag: 'flag',
  Move: 'move',
} as const;

const LONGEST_REPORT = 5_000;

// A list of types, even of one, is two activities to two readers.
const HeadShape = z.looseObject({ id: Iri, type: z.string(), actor: Ref, to: Audience, cc: Audience, audience: Audience, published: Instant });
const EmbeddedShape = z.looseObject({ type: z.string().max(100), id: maybe(Iri), actor: maybe(Ref), object: maybe(Ref) });
const Refs = many(Ref);

/** Reads an activity without fetching or believing anything: whether its sender may do this, `refusalOf` says. Never throws. */
export function readActivity(json: unknown): Activity | NotForUs {
  const document = readDocument(json);
  if (document.kind === 'not-for-us') return document;
  const type = document.json['type'];
  const kind = typeof type === 'string' && Object.hasOwn(ACTIVITY_KINDS, type) ? ACTIVITY_KINDS[type as keyof typeof ACTIVITY_KINDS] : null;
  if (kind === null) return notForUs('unknown-type');
  if (!Iri.safeParse(document.json['id']).success) return notForUs('no-id');
  const read = HeadShape.safeParse(document.json);
  if (!read.success) return notForUs('no-actor');
  const { id, actor, to, cc, audience, published } = read.data;
  return activityFrom(kind, { id, actor, audience: [...new Set([...to, ...cc, ...audience])], published }, document.json) ?? notForUs('no-object');
}

function activityFrom(kind: Activity['kind'], head: Head, json: JsonObject): Activity | null {
  const sent = onlyOne(json['object']);
  const object = refIn(sent);
  const target = refIn(onlyOne(json['target']));
  switch (kind) {
    case 'create':
    case 'update':
      return object === null ? null : { ...head, kind, object, json: isPlainObject(sent) && isWhole(sent) ? sent : null };
    case 'delete':
    case 'follow':
    case 'like':
      return object === null ? null : { ...head, kind, object };
    case 'announce':
      return object === null ? null : { ...head, kind, object, embedded: embeddedIn(sent) };
    case 'accept':
    case 'reject':
    case 'undo': {
      const embedded = embeddedIn(sent);
      return object === null && embedded === null ? null : { ...head, kind, object, embedded };
    }
    case 'add':
    case 'remove':
    case 'move':
      return object === null || target === null ? null : { ...head, kind, object, target };
    case 'flag': {
      const objects = Refs.parse(json['object']);
      return objects.length === 0 ? null : { ...head, kind, objects: [...new Set(objects)], content: reportIn(json['content']) };
    }
  }
}

/** More than one object is more than one activity; nobody we know sends that. */
function onlyOne(value: unknown): unknown {
  return single(z.unknown()).parse(value);
}

function refIn(value: unknown): string | null {
  const read = Ref.safeParse(value);
  return read.success ? read.data : null;
}

/** Some send `{ id, type }` where they mean the id. */
function isWhole(json: JsonObject): boolean {
  return Object.keys(json).some((key) => key !== 'id' && key !== 'type');
}

function embeddedIn(value: unknown): Embedded | null {
  const read = EmbeddedShape.safeParse(value);
  if (!read.success) return null;
  const { type, id, actor, object } = read.data;
  return { type, id, actor, object };
}

function reportIn(content: unknown): string {
  return typeof content === 'string' ? textOfHtml(remoteHtml(content)).slice(0, LONGEST_REPORT).toWellFormed() : '';
}
