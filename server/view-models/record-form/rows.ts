import type { Field, ListField } from '../../domain/content/field.ts';
import { rowName, type Typed } from './typed.ts';

/** What a button of a list asks for; `row` is where it stands, counted from 0. */
export type RowOrder =
  | { readonly kind: 'add'; readonly list: string }
  | { readonly kind: 'remove' | 'up' | 'down'; readonly list: string; readonly row: number };

/** How many rows of a list stand in the form. */
export function rowsTyped(list: ListField, typed: Typed): number {
  const numbers = [...typed.keys()].flatMap((name) => rowIn(list, name) ?? []);
  return numbers.length === 0 ? 0 : Math.min(Math.max(...numbers) + 1, list.max + 1);
}

/** `add:outcomes`, `remove:outcomes.2`, `up:steps.3`; null for anything else. */
export function rowOrder(fields: readonly Field[], asked: string): RowOrder | null {
  const [, kind, list = '', number] = /^(add|remove|up|down):([a-zA-Z]{1,60})(?:\.(\d{1,4}))?$/.exec(asked) ?? [];
  if (!fields.some((field) => field.kind === 'list' && field.name === list)) return null;
  if (kind === 'add') return { kind, list };
  if (kind === undefined || number === undefined) return null;
  return { kind: kind as 'remove' | 'up' | 'down', list, row: Number(number) };
}

/** The form after the button was pressed: everything typed is still there, the rows in their new order. */
export function afterOrder(fields: readonly Field[], typed: Typed, order: RowOrder): Typed {
  const list = listCalled(fields, order.list);
  if (list === null) return typed;
  const rows = Array.from({ length: rowsTyped(list, typed) }, (_, row) => row);
  if (order.kind === 'add') return rows.length >= list.max ? typed : arranged(list, typed, [...rows, rows.length]);
  const { row } = order;
  if (order.kind === 'remove')
    return arranged(
      list,
      typed,
      rows.filter((other) => other !== row),
    );
  const other = order.kind === 'up' ? row - 1 : row + 1;
  if (row >= rows.length || other < 0 || other >= rows.length) return typed;
  return arranged(
    list,
    typed,
    rows.map((one) => (one === row ? other : one === other ? row : one)),
  );
}

/** The name of the first control in a list's last row, which is where one writes after adding it. */
export function newestRow(fields: readonly Field[], typed: Typed, name: string): string | null {
  const list = listCalled(fields, name);
  const [first] = list?.fields ?? [];
  return list === null || first === undefined ? null : `${rowName(name, Math.max(rowsTyped(list, typed), 1) - 1)}.${first.name}`;
}

/** Without the rows in which nothing stands, so that the numbers in a problem are those of the rows shown. */
export function withoutEmptyRows(fields: readonly Field[], typed: Typed): Typed {
  return fields.reduce((before, field) => {
    if (field.kind !== 'list') return before;
    const rows = Array.from({ length: rowsTyped(field, before) }, (_, row) => row);
    const isFilled = (row: number) => field.fields.some(({ name }) => before.get(`${rowName(field.name, row)}.${name}`)?.some((text) => text.trim() !== ''));
    return arranged(field, before, rows.filter(isFilled));
  }, typed);
}

/** The list's rows in this order; a number that no row has yet makes an empty one. */
function arranged(list: ListField, typed: Typed, order: readonly number[]): Typed {
  const others = [...typed].filter(([name]) => rowIn(list, name) === null);
  const rows = order.flatMap((from, to) =>
    list.fields.map(({ name }): [string, readonly string[]] => [`${rowName(list.name, to)}.${name}`, typed.get(`${rowName(list.name, from)}.${name}`) ?? ['']]),
  );
  return new Map([...others, ...rows]);
}

function rowIn(list: ListField, name: string): number | null {
  const [first, row = '', inner] = name.split('.');
  return first === list.name && inner !== undefined && /^\d{1,4}$/.test(row) ? Number(row) : null;
}

function listCalled(fields: readonly Field[], name: string): ListField | null {
  return fields.find((field): field is ListField => field.kind === 'list' && field.name === name) ?? null;
}
