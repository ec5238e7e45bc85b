import type { Addresses } from '../domain/addresses.ts';
import { CONTENT_TYPES, fieldsOf, type RecordType } from '../domain/content/content-types.ts';
import type { Content } from '../domain/content/field.ts';
import { RECORD_FIELDS } from '../domain/content/record-fields.ts';
import type { KnowledgeRecord } from '../domain/record.ts';
import { COMPUTED, computedJson, HEAD, headJson, type RecordContext } from './api-record-head.ts';
import { INSTANT, listSchema, objectSchema, type Schema, TEXT, tableSchemas, URI } from './api-schema.ts';
import type { Words } from './words.ts';

/** A record as the API gives it out: flat, all of its fields, the computed values and who published it. */
export function recordJson(record: KnowledgeRecord, context: RecordContext): Record<string, unknown> {
  const extra = Object.keys(record.extra).length === 0 ? {} : { extra: record.extra };
  return { ...headJson(record, context), ...record.values, ...record.content, ...computedJson(record, context), ...extra };
}

/** The single record, with the lessons learned from it. */
export function wholeRecordJson(record: KnowledgeRecord, context: RecordContext, lessons: readonly KnowledgeRecord[]): Record<string, unknown> {
  return { ...recordJson(record, context), lessons: lessons.map((lesson) => linkJson(lesson, context.addresses)) };
}

/** Tells whoever sent a change, and nobody else, that it waits for a second person. */
export function submittedJson({ review }: KnowledgeRecord): Record<string, unknown> {
  return review?.state === 'submitted' ? { review: { state: review.state, at: review.at } } : {};
}

function linkJson(record: KnowledgeRecord, addresses: Addresses): Record<string, unknown> {
  const title = (record.content as Content)[CONTENT_TYPES[record.type].title] ?? null;
  return { id: record.id, url: addresses.page(record.type, record.slug), title };
}

/** What of a record is told but never sent: naming it is refused as read-only. */
export function isReadOnly(type: RecordType, name: string): boolean {
  return Object.hasOwn(HEAD, name) || Object.hasOwn(COMPUTED[type], name) || NEVER_SENT.has(name);
}

const NEVER_SENT = new Set(['extra', 'lessons', 'review', 'createdBy', 'formerSlugs', 'importKey', 'importedAs', 'deleted']);

/** The schema of recordJson, or of wholeRecordJson. */
export function recordSchema(words: Words, type: RecordType, isWhole: boolean): Schema {
  const fixed = Object.fromEntries([...Object.entries(HEAD), ...Object.entries(COMPUTED[type])].map(([name, { schema }]) => [name, schema]));
  const lessons = listSchema(objectSchema({ id: URI, url: URI, title: { type: ['string', 'null'] } }));
  const properties = {
    ...fixed,
    type: { const: type },
    ...tableSchemas(words, 'record', RECORD_FIELDS, 'answer'),
    ...tableSchemas(words, type, fieldsOf(type), 'answer'),
    extra: { type: 'object' },
    ...(isWhole ? { lessons, review: objectSchema({ state: { const: 'submitted' }, at: INSTANT }) } : {}),
  };
  return objectSchema(properties, 'answer', ['extra', 'review']);
}

/** What may be sent to make a record, or to change one. */
export function recordInputSchema(words: Words, type: RecordType, purpose: 'create' | 'change'): Schema {
  const own = purpose === 'create' ? { publisher: { ...TEXT, description: words.t('api.schema.publisher') } } : { slug: TEXT };
  const tables = { ...tableSchemas(words, 'record', RECORD_FIELDS, 'input'), ...tableSchemas(words, type, fieldsOf(type), 'input') };
  return objectSchema({ visibility: HEAD.visibility.schema, ...own, ...tables }, 'input');
}

/** An entry of the list of changes: the record as it is now, or that it is no longer public. */
export function changeJson(id: string, at: string): Record<string, unknown> {
  return { id, deleted: true, at };
}

export function changeSchema(): Schema {
  return objectSchema({ id: URI, deleted: { const: true }, at: INSTANT });
}
