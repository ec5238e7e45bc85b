import type { Key } from './collection.ts';
import type { Asked, Order } from './conditions.ts';
import type { Value } from './embedded-file.ts';
import type { IndexedFields } from './shapes.ts';

export interface Query {
  readonly sql: string;
  readonly values: readonly Value[];
}

// One order for everything: null, numbers, text, and booleans as blobs behind them. Without the blobs `true` would equal 1.
const TRUE = "x'01'";
const FALSE = "x'00'";
/** In the table of list members, whose key cannot hold null. */
const NO_VALUE = "x''";
const BEFORE_ALL_TEXT = "''";
const BEHIND_ALL_TEXT = "x''";
const OPERATORS = { gt: '>', gte: '>=', lt: '<', lte: '<=' } as const;

export const quoted = (name: string): string => `"${name}"`;
export const listTable = (collection: string): string => quoted(`${collection}.list`);

/** A field of the document as SQL; the same words in index and query, or SQLite would not use the index. */
export function fieldSql(field: string): string {
  if (field === 'id') return 'id';
  const path = `'$${field
    .split('.')
    .map((key) => `."${key}"`)
    .join('')}'`;
  return `CASE json_type(doc, ${path}) WHEN 'true' THEN ${TRUE} WHEN 'false' THEN ${FALSE} ELSE json_extract(doc, ${path}) END`;
}

/** A value of a list, as the side table keeps it. */
export function memberSql(value: Key): { readonly sql: string; readonly values: readonly Value[] } {
  if (value === null) return { sql: NO_VALUE, values: [] };
  return typeof value === 'boolean' ? { sql: value ? TRUE : FALSE, values: [] } : { sql: '?', values: [value] };
}

/** WHERE, ORDER BY and LIMIT for what was asked. */
export function toSql(fields: IndexedFields, asked: readonly Asked[], order?: Order): Query {
  const conditions = asked.map((one) => (fields.lists.has(one.field) ? listCondition(fields.collection, one) : condition(fieldSql(one.field), one, false)));
  const where = conditions.length === 0 ? '' : ` WHERE ${conditions.map(({ sql }) => sql).join(' AND ')}`;
  const values = conditions.flatMap((one) => one.values);
  if (order === undefined) return { sql: where, values };
  const sort = order.sort.map(([field, direction]) => `${fieldSql(field)}${direction === -1 ? ' DESC' : ''}`).join(', ');
  return { sql: `${where}${sort === '' ? '' : ` ORDER BY ${sort}`} LIMIT ? OFFSET ?`, values: [...values, order.limit ?? -1, order.skip] };
}

function listCondition(collection: string, asked: Asked): Query {
  const { sql, values } = condition('value', asked, true);
  return { sql: `id IN (SELECT id FROM ${listTable(collection)} WHERE field = ? AND ${sql})`, values: [asked.field, ...values] };
}

function condition(sql: string, asked: Asked, isMember: boolean): Query {
  switch (asked.kind) {
    case 'equals':
      return among(sql, [asked.value], isMember);
    case 'in':
      return among(sql, asked.values, isMember);
    case 'range':
      return range(sql, asked.bounds);
  }
}

function among(sql: string, keys: readonly Key[], isMember: boolean): Query {
  const isNullAsked = keys.includes(null);
  const nullSql = isMember ? `${sql} = ${NO_VALUE}` : `${sql} IS NULL`;
  const others = keys.filter((key) => key !== null);
  const [only] = others;
  if (only === undefined) return { sql: isNullAsked ? nullSql : 'FALSE', values: [] };
  const one = memberSql(only);
  // As one JSON text, because SQLite takes only so many single values.
  const query: Query =
    others.length === 1
      ? { sql: `${sql} = ${one.sql}`, values: one.values }
      : {
          sql: `${sql} IN (SELECT CASE type WHEN 'true' THEN ${TRUE} WHEN 'false' THEN ${FALSE} ELSE value END FROM json_each(?))`,
          values: [JSON.stringify(others)],
        };
  return isNullAsked ? { sql: `(${query.sql} OR ${nullSql})`, values: query.values } : query;
}

// The bound that was not asked for keeps the range within its own kind: text does not lie behind every number.
function range(sql: string, bounds: Extract<Asked, { kind: 'range' }>['bounds']): Query {
  const asked = bounds.map(([operator]) => `${sql} ${OPERATORS[operator]} ?`);
  const isText = typeof bounds[0]?.[1] === 'string';
  const hasLower = bounds.some(([operator]) => operator.startsWith('g'));
  const hasUpper = bounds.some(([operator]) => operator.startsWith('l'));
  if (isText && !hasLower) asked.push(`${sql} >= ${BEFORE_ALL_TEXT}`);
  if (!hasUpper) asked.push(`${sql} < ${isText ? BEHIND_ALL_TEXT : BEFORE_ALL_TEXT}`);
  return { sql: asked.join(' AND '), values: bounds.map(([, value]) => value) };
}
