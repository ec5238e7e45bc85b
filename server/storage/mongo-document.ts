import type { IndexOn } from './collection.ts';
import { scalarAt } from './shapes.ts';

/** How a document lies in MongoDB: its own fields beside ours, which begin with an underscore, as no escaped key of its own does. */
export interface Stored {
  readonly _id: string;
  readonly _schema: number;
  /** Another one with each write, so that a change notices that somebody was faster. */
  readonly _stamp: string;
  readonly [field: string]: unknown;
}

/** Takes the id and every other key apart from what MongoDB or its driver would read as something of theirs. */
export function toStored(document: { readonly id: string }, schema: number, stamp: string, indexes: readonly IndexOn[]): Stored {
  const { id, ...fields } = document;
  const places = indexes.filter((index) => index.unique).map((index) => [uniqueField(index), uniquePlace(index, id, (field) => scalarAt(document, field))]);
  return { _id: id, _schema: schema, _stamp: stamp, ...Object.fromEntries(places), ...(escaped(fields) as object) };
}

/** The document as it was given. */
export function fromStored(stored: Stored): unknown {
  const own = Object.entries(stored).filter(([key]) => !key.startsWith('_'));
  return { id: stored._id, ...(unescaped(Object.fromEntries(own)) as object) };
}

/** A field of the document as MongoDB knows it. */
export function pathOf(field: string): string {
  return field === 'id' ? '_id' : field.split('.').map(escapedKey).join('.');
}

/** The field whose unique index stands for this one. */
export function uniqueField(index: IndexOn): string {
  return `_unique-${escapedKey(index.fields.join('+'))}`;
}

/**
 * One text per place in the unique index. A document with a null takes a place of its own, because for MongoDB two nulls would be
 * duplicates; its partial indexes could leave them out, but could then not be used for finding.
 */
export function uniquePlace(index: IndexOn, id: string, valueAt: (field: string) => unknown): string {
  const values = index.fields.map(valueAt);
  return values.includes(null) ? JSON.stringify({ none: id }) : JSON.stringify(values);
}

function escaped(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(escaped);
  // JSON knows no minus zero, and MongoDB would give it back.
  if (value === 0) return 0;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [escapedKey(key), escaped(member)]));
}

function unescaped(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(unescaped);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [unescapedKey(key), unescaped(member)]));
}

// A leading $ is an operator to MongoDB, _bsontype a type to its driver, __proto__ a trap, a dot a path, a zero byte an end. Empty becomes %.
function escapedKey(key: string): string {
  if (key === '') return '%';
  return key.replace(/^[$_]|[.%\0]/g, (character) => `%${character.charCodeAt(0).toString(16).padStart(2, '0')}`);
}

function unescapedKey(key: string): string {
  return key === '%' ? '' : key.replace(/%([0-9a-f]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
