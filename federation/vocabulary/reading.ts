import { isPlainObject } from '../../server/domain/content/check-content.ts';
import { cleanJson } from './clean-json.ts';
import type { JsonObject } from './context.ts';

export const REASONS = [
  'not-an-object',
  'too-deep',
  'too-large',
  'no-id',
  'unknown-type',
  'no-actor',
  'no-object',
  'no-author',
  'foreign-author',
  'no-name',
  'no-inbox',
  'foreign-inbox',
] as const;

/** What others send and we have no use for. An answer, not an error: most of what travels is of this kind. */
export interface NotForUs {
  readonly kind: 'not-for-us';
  readonly why: (typeof REASONS)[number];
}

export function notForUs(why: NotForUs['why']): NotForUs {
  return { kind: 'not-for-us', why };
}

export function isNotForUs(read: { readonly kind: string }): read is NotForUs {
  return read.kind === 'not-for-us';
}

/** Somebody's document as a plain object within bounds, or why not. */
export function readDocument(json: unknown): { readonly kind: 'document'; readonly json: JsonObject } | NotForUs {
  const cleaned = cleanJson(json);
  if (!cleaned.ok) return notForUs(cleaned.why);
  return isPlainObject(cleaned.value) ? { kind: 'document', json: cleaned.value } : notForUs('not-an-object');
}
