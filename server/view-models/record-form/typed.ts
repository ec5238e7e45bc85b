import { type Content, type Field, type Group, isGroup, type Scalar, type ScalarField, type Value } from '../../domain/content/field.ts';
import type { Words } from '../words.ts';

/** What stands in a form: every value by the dotted name of its control, as text; a name with several boxes has several. */
export type Typed = ReadonlyMap<string, readonly string[]>;

export const NOTHING_TYPED: Typed = new Map();

/** The name of a list's row, and of a field within it. */
export function rowName(list: string, row: number): string {
  return `${list}.${row}`;
}

/** What a form shows of a record before anybody types; `bodyToInput` reads it back as the same. */
export function typedFrom(fields: readonly Field[], content: Content, words: Words): Typed {
  return new Map(fields.flatMap((field) => written(field, content[field.name] ?? null, words)));
}

function written(field: Field, value: Value, words: Words): [string, readonly string[]][] {
  switch (field.kind) {
    case 'choices':
      return [[field.name, value as readonly string[]]];
    case 'texts':
      return [[field.name, [(value as readonly string[]).join('\n')]]];
    case 'group':
      return members(field.fields, isGroup(value) ? value : {}, field.name, words);
    case 'list':
      return (value as readonly Group[]).flatMap((member, n) => members(field.fields, member, rowName(field.name, n), words));
    default:
      return [[field.name, [scalarText(field, value as Scalar, words)]]];
  }
}

function members(fields: readonly ScalarField[], group: Group, path: string, words: Words): [string, readonly string[]][] {
  return fields.map((field) => [`${path}.${field.name}`, [scalarText(field, group[field.name] ?? null, words)]]);
}

/** A value as people would type it. */
function scalarText(field: ScalarField, value: Scalar, words: Words): string {
  if (value === null) return '';
  switch (field.kind) {
    case 'number':
      return words.language === 'de' ? String(value).replace('.', ',') : String(value);
    case 'flag':
      return value === true ? 'yes' : '';
    case 'term':
      return words.label(field.vocabulary, String(value));
    default:
      return String(value);
  }
}

/** The one value typed under a name. */
export function textOf(typed: Typed, name: string): string {
  return typed.get(name)?.[0] ?? '';
}
