import type { Condition, Find, Key, Where } from './collection.ts';
import type { IndexedFields } from './shapes.ts';

export type Bound = readonly [operator: 'gt' | 'gte' | 'lt' | 'lte', value: string | number];

/** A condition that was read and found good; engines translate this and nothing else. */
export type Asked = { readonly field: string } & (
  | { readonly kind: 'equals'; readonly value: Key }
  | { readonly kind: 'in'; readonly values: readonly Key[] }
  | { readonly kind: 'range'; readonly bounds: readonly Bound[] }
);

export interface Order {
  readonly sort: readonly (readonly [field: string, direction: 1 | -1])[];
  readonly limit: number | undefined;
  readonly skip: number;
}

const BOUNDS: readonly string[] = ['gt', 'gte', 'lt', 'lte'];

/** Reads conditions. Throws a TypeError on a field without an index and on whatever is not a condition of the port. */
export function readWhere(fields: IndexedFields, where: Where): Asked[] {
  return Object.entries(where).map(([field, condition]) => {
    if (!fields.scalars.has(field) && !fields.lists.has(field)) throw new TypeError(`${fields.collection}.${field} is not indexed and cannot be asked for`);
    return readCondition(`${fields.collection}.${field}`, field, condition);
  });
}

/** Reads sort, limit and skip. Ties are broken by id, so that pages neither repeat nor skip a document. */
export function readOrder(fields: IndexedFields, how: Find): Order {
  const sort = how.sort ?? [];
  for (const [field, direction] of sort) {
    if (!fields.scalars.has(field)) throw new TypeError(`${fields.collection}.${field} is not indexed for sorting`);
    if (direction !== 1 && direction !== -1) throw new TypeError(`${fields.collection}.${field} can be sorted by 1 or -1 only`);
  }
  for (const count of [how.limit, how.skip]) {
    if (count !== undefined && !(Number.isSafeInteger(count) && count >= 0)) throw new TypeError('limit and skip must be whole numbers from 0');
  }
  const last = sort.at(-1);
  const sorted = new Set(sort.map(([field]) => field));
  const hasNoTies = [['id'], ...fields.uniques].some((unique) => unique.every((field) => sorted.has(field)));
  return { sort: last === undefined || hasNoTies ? sort : [...sort, ['id', last[1]]], limit: how.limit, skip: how.skip ?? 0 };
}

function readCondition(path: string, field: string, condition: Condition): Asked {
  if (isKey(condition)) return { field, kind: 'equals', value: condition };
  const wrong = () => new TypeError(`${path}: no condition of this port`);
  if (typeof condition !== 'object' || condition === null || Array.isArray(condition)) throw wrong();
  const parts: [string, unknown][] = Object.entries(condition);
  const [first] = parts;
  if (first === undefined) throw wrong();
  if (first[0] === 'in') {
    if (parts.length > 1 || !Array.isArray(first[1]) || !first[1].every(isKey)) throw wrong();
    return { field, kind: 'in', values: first[1] };
  }
  if (!parts.every((part) => isBound(part) && typeof part[1] === typeof first[1])) throw wrong();
  return { field, kind: 'range', bounds: parts.filter(isBound) };
}

function isBound(part: readonly [string, unknown]): part is [...Bound] {
  return BOUNDS.includes(part[0]) && isKey(part[1]) && (typeof part[1] === 'string' || typeof part[1] === 'number');
}

function isKey(value: unknown): value is Key {
  return value === null || typeof value === 'string' || typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value));
}
