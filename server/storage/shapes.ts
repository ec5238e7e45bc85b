import { type IndexOn, NewerSchema, type Shape, Unstorable } from './collection.ts';
import { assertPlainJson } from './plain-json.ts';

const NAME = /^[a-z][a-zA-Z0-9_-]{0,60}$/;
const FIELD = /^[a-zA-Z@][a-zA-Z0-9@_:-]*(\.[a-zA-Z@][a-zA-Z0-9@_:-]*)*$/;

export interface IndexedFields {
  readonly collection: string;
  readonly scalars: ReadonlySet<string>;
  readonly lists: ReadonlySet<string>;
  readonly uniques: readonly (readonly string[])[];
}

/** What of this shape may be asked for. Throws a TypeError when no engine could make its indexes. */
export function indexedFields<T>(shape: Shape<T>): IndexedFields {
  const wrong = (what: string) => new TypeError(`Shape ${shape.name}: ${what}`);
  if (!NAME.test(shape.name)) throw wrong('its name must be a short word');
  if (shape.schema > 1 && shape.upgrade === undefined) throw wrong(`schema ${shape.schema} needs an upgrade`);
  for (const index of shape.indexes) {
    if (index.fields.length === 0 || !index.fields.every((field) => FIELD.test(field))) throw wrong(`odd index fields ${index.fields.join(', ')}`);
    if (index.list && (index.unique || index.fields.length > 1))
      throw wrong(`the list index on ${index.fields.join(', ')} must have one field and not be unique`);
  }
  const fieldsOf = (wanted: (index: IndexOn) => boolean) => shape.indexes.filter(wanted).flatMap((index) => index.fields);
  const scalars = new Set(['id', ...fieldsOf((index) => !index.list)]);
  const lists = new Set(fieldsOf((index) => index.list === true));
  for (const field of lists) if (scalars.has(field)) throw wrong(`${field} is indexed both as a list and as one value`);
  const uniques = shape.indexes.filter((index) => index.unique).map((index) => index.fields);
  return { collection: shape.name, scalars, lists, uniques };
}

/** Throws unless both engines can store the document under these indexes. */
export function assertDocument(fields: IndexedFields, document: { readonly id: string }): void {
  assertPlainJson(document, fields.collection);
  if (typeof document.id !== 'string' || document.id === '') throw new Unstorable(`${fields.collection}.id`, 'must be text');
  for (const field of fields.scalars) {
    if (isComposite(scalarAt(document, field))) throw new Unstorable(`${fields.collection}.${field}`, 'is indexed and must be one plain value');
  }
  for (const field of fields.lists) {
    if (membersAt(document, field).some(isComposite)) throw new Unstorable(`${fields.collection}.${field}`, 'is indexed and must be a list of plain values');
  }
}

/** The members of the list at a dotted path; lists on the way are walked through. A missing or null field counts as one null. */
export function membersAt(document: unknown, field: string): unknown[] {
  return valuesAt(document, field).flatMap((value) => (Array.isArray(value) ? value : [value ?? null]));
}

/** The one value at a dotted path, null when missing; a list on the way is given back itself, as lists are not walked through here. */
export function scalarAt(document: unknown, field: string): unknown {
  let value: unknown = document;
  for (const key of field.split('.')) {
    if (Array.isArray(value)) return value;
    value = step(value, key)[0];
  }
  return value ?? null;
}

/** The document in the present shape. Throws NewerSchema rather than misreading one of a newer program. */
export function inPresentShape<T>(shape: Shape<T>, document: unknown, schema: number): T {
  if (schema > shape.schema) throw new NewerSchema(shape.name, schema, shape.schema);
  return schema < shape.schema && shape.upgrade ? shape.upgrade(document, schema) : (document as T);
}

function valuesAt(document: unknown, field: string): unknown[] {
  return field.split('.').reduce<unknown[]>((values, key) => values.flatMap((value) => step(value, key)), [document]);
}

function step(value: unknown, key: string): unknown[] {
  if (Array.isArray(value)) return value.flatMap((member) => step(member, key));
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? [(value as Record<string, unknown>)[key]] : [undefined];
}

function isComposite(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}
