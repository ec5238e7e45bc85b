import { fieldsOf, RECORD_TYPES, type RecordType } from '../domain/content/content-types.ts';
import type { Field, Value } from '../domain/content/field.ts';
import { RECORD_FIELDS } from '../domain/content/record-fields.ts';
import { VOCABULARIES } from '../domain/content/vocabularies.ts';
import { writeCell } from './csv-cells.ts';
import { type ColumnWords, columnsOf, exportHeads, PAST_COLUMNS, resolverOf } from './record-columns.ts';

/** Whether a table speaks German or English; the first and the last word that ColumnWords knows. */
export type Tongue = 'de' | 'en';

/**
 * The heading of every column of an export in words, by its path. A label that could be read as another column, or that two columns share,
 * is followed by the path: what is written here, the import understands.
 */
export function peopleHeads(words: ColumnWords, tongue: Tongue): ReadonlyMap<string, string> {
  const resolvers = RECORD_TYPES.map((type) => ({ type, resolve: resolverOf(type, words), paths: new Set(columnsOf(type).map(({ path }) => path)) }));
  const taken = new Set<string>();
  return new Map(
    exportHeads().map((path) => {
      const isUnderstood = (head: string): boolean =>
        resolvers.every(({ resolve, paths }) => {
          const found = resolve(head);
          if (found !== null && 'meta' in found) return found.meta === path;
          if (tableOf(path) === 'form') return false;
          return paths.has(path) ? found?.path === path : found === null;
        });
      const label = labelOf(path, words, tongue);
      const named = label === '' ? [] : [label, `${label} (${path})`];
      const head = named.find((each) => isUnderstood(each) && !taken.has(each.toLowerCase())) ?? path;
      taken.add(head.toLowerCase());
      return [path, head];
    }),
  );
}

// What somebody looks for first in a table, and what only programs ask for; everything else stands between.
const FIRST = [
  'title',
  'summary',
  'export.place',
  'export.publisherName',
  'phase',
  'topics',
  'export.url',
  'export.freshness',
  'type',
  'statement',
  'name',
] as const;
const LAST = ['language', 'license', 'origin', 'visibility', 'extra', 'id', 'publisher', ...PAST_COLUMNS] as const;

/** The order of the columns for people; the import reads every order. */
export function inPeopleOrder<C extends { readonly path: string }>(columns: readonly C[]): C[] {
  const rank = new Map<string, number>([
    ...FIRST.map((path, at): [string, number] => [path, at - FIRST.length]),
    ...LAST.map((path, at): [string, number] => [path, at + 1]),
  ]);
  return [...columns].sort((one, other) => (rank.get(one.path) ?? 0) - (rank.get(other.path) ?? 0));
}

/** A cell with words instead of codes, as the import reads them back. */
export function peopleCell(field: Field, value: Value, words: ColumnWords, tongue: Tongue): string {
  switch (field.kind) {
    case 'choice':
    case 'term':
      return typeof value === 'string' ? codeWord(field.vocabulary, value) : '';
    case 'choices':
      return writeCell(
        { ...field, kind: 'texts', itemMax: 1_000 },
        (value as readonly string[]).map((code) => codeWord(field.vocabulary, code)),
      );
    case 'flag':
      return typeof value === 'boolean' ? spoken(words.codes('yesNo', value ? 'yes' : 'no'), tongue) : '';
    default:
      return writeCell(field, value);
  }

  function codeWord(vocabulary: keyof typeof VOCABULARIES, code: string): string {
    return (VOCABULARIES[vocabulary] as readonly string[]).includes(code) ? spoken(words.codes(vocabulary, code), tongue) : code;
  }
}

export function spoken(all: readonly string[], tongue: Tongue): string {
  return (tongue === 'de' ? all[0] : all.at(-1)) ?? '';
}

function labelOf(path: string, words: ColumnWords, tongue: Tongue): string {
  const table = tableOf(path);
  const label = (name: string): string => spoken(words.heads(table, name), tongue);
  const [group = '', member] = path.split('.');
  if (table === 'form') return label(path) === path ? '' : label(path);
  return member === undefined ? label(path) : `${label(group)}: ${label(path)}`;
}

function tableOf(path: string): RecordType | 'record' | 'form' {
  const name = path.split('.')[0];
  const has = (fields: readonly Field[]): boolean => fields.some((field) => field.name === name);
  if (has(RECORD_FIELDS)) return 'record';
  return RECORD_TYPES.find((type) => has(fieldsOf(type))) ?? 'form';
}
