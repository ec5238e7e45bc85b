import { fieldsOf, RECORD_TYPES, type RecordType } from '../domain/content/content-types.ts';
import type { Field, ScalarField } from '../domain/content/field.ts';
import { RECORD_FIELDS } from '../domain/content/record-fields.ts';
import type { VocabularyName } from '../domain/content/vocabularies.ts';

/** What a record carries besides its fields, as columns; all of it is text but for the list of former addresses and the rest. */
export const PAST_COLUMNS = ['slug', 'formerSlugs', 'created', 'published', 'updated', 'lastConfirmedAt', 'replaces', 'importKey', 'importedAs'] as const;
/** What a table for people says besides; it follows from the rest, so an import passes it over. Their labels stand under `form.export`. */
const COMPUTED_COLUMNS = ['url', 'place', 'publisherName', 'freshness'] as const;
const META_COLUMNS = ['id', 'type', 'publisher', 'visibility', ...PAST_COLUMNS] as const;

/** One column of a type's table: a field, or the member of a group under a dotted path. */
export interface Column {
  readonly path: string;
  readonly field: Field;
}

/** The names people know columns and codes by, in every language of the interface. */
export interface ColumnWords {
  /** `path` as in a FieldProblem; what stands in no table of fields is asked for under `form`. */
  heads(table: RecordType | 'record' | 'form', path: string): readonly string[];
  codes(vocabulary: VocabularyName, code: string): readonly string[];
}

/** All columns of a type, those every record has first. */
export function columnsOf(type: RecordType): Column[] {
  return [...RECORD_FIELDS, ...fieldsOf(type)].flatMap(columnsOfField);
}

function columnsOfField(field: Field): Column[] {
  if (field.kind !== 'group') return [{ path: field.name, field }];
  return field.fields.map((member: ScalarField) => ({ path: `${field.name}.${member.name}`, field: member }));
}

/** The heading of an export that holds records of every type. */
export function exportHeads(): string[] {
  const paths = RECORD_TYPES.flatMap((type) => columnsOf(type).map(({ path }) => path));
  return [...new Set([...META_COLUMNS, ...paths, 'extra'])];
}

export type Resolve = (head: string) => Column | { readonly meta: string } | null;

/** Finds the column a heading means for records of this type: by its name or its label, in capitals or not. */
export function resolverOf(type: RecordType, words: ColumnWords): Resolve {
  const found = new Map<string, Column | { readonly meta: string }>();
  const know = (name: string, column: Column | { readonly meta: string }): void => {
    const key = keyOf(name);
    if (key !== '' && !found.has(key)) found.set(key, column);
  };
  const columns = columnsOf(type);
  for (const meta of [...META_COLUMNS, 'extra']) know(meta, { meta });
  for (const column of columns) know(column.path, column);
  const common = new Set<string>(RECORD_FIELDS.map(({ name }) => name));
  for (const column of columns) {
    const [group = '', member] = column.path.split('.');
    const table = common.has(group) ? 'record' : type;
    for (const label of words.heads(table, column.path)) {
      if (member === undefined) know(label, column);
      else for (const name of words.heads(table, group)) know(`${name}: ${label}`, column);
    }
  }
  for (const meta of [...META_COLUMNS, 'extra']) for (const label of words.heads('form', meta)) know(label, { meta });
  for (const meta of COMPUTED_COLUMNS) for (const label of words.heads('form', `export.${meta}`)) know(label, { meta });
  // An export adds the path where a label alone would not tell which column is meant.
  const named = new Map(columns.map((column) => [keyOf(column.path), column]));
  return (head) => found.get(keyOf(head)) ?? named.get(keyOf(/\(([\w.]+)\)\s*$/.exec(head)?.[1] ?? '')) ?? null;
}

function keyOf(head: string): string {
  return head.trim().toLowerCase().normalize('NFC').replace(/\s+/g, ' ');
}

/** Finds the code a cell means: the code itself or its label, also without the number before it ("P3 Pilotphase"). Null leaves the cell to the check. */
export function codeReader(words: ColumnWords): (vocabulary: VocabularyName, codes: readonly string[], text: string) => string | null {
  return (vocabulary, codes, text) => {
    const wanted = keyOf(text);
    const means = (label: string): boolean => keyOf(label) === wanted || keyOf(label).replace(/^p\d /, '') === wanted;
    return codes.find((code) => keyOf(code) === wanted) ?? codes.find((code) => words.codes(vocabulary, code).some(means)) ?? null;
  };
}
