import { CONTENT_TYPES, RECORD_TYPES } from '../domain/content/content-types.ts';
import type { Field } from '../domain/content/field.ts';
import { ORGANISATION_FIELDS } from '../domain/content/organisation.ts';
import { RECORD_FIELDS } from '../domain/content/record-fields.ts';
import { VOCABULARIES, type VocabularyName } from '../domain/content/vocabularies.ts';
import type { Table, Words } from './words.ts';

interface LinkedTerm {
  readonly text: string;
  readonly href: string;
}

/** A place in a table where a field of this name stands. */
interface UseView {
  readonly where: string;
  readonly label: string;
  readonly hint: string | null;
  readonly kind: string;
  /** The vocabulary its codes come from; null where it has none. */
  readonly vocabulary: LinkedTerm | null;
}

interface TermView {
  readonly id: string;
  readonly name: string;
  readonly uses: readonly UseView[];
}

interface VocabularyView {
  readonly id: string;
  readonly label: string;
  readonly codes: readonly { readonly id: string | null; readonly code: string; readonly label: string }[];
}

export interface TermsView {
  readonly fields: readonly TermView[];
  readonly vocabularies: readonly VocabularyView[];
}

/** What an export says of every record besides its fields. */
const FIXED = [
  'slug',
  'formerSlugs',
  'publisher',
  'created',
  'published',
  'updated',
  'lastConfirmedAt',
  'replaces',
  'importKey',
  'importedAs',
  'extra',
] as const;

const TABLES: readonly (readonly [Table, readonly Field[]])[] = [
  ['record', RECORD_FIELDS],
  ...RECORD_TYPES.map((type) => [type, CONTENT_TYPES[type].fields] as const),
  ['organisation', ORGANISATION_FIELDS],
];
const NAMES = Object.keys(VOCABULARIES) as VocabularyName[];

/** Every term of ours under the anchor by which feeds and exports name it; all of it follows from the tables. */
export function termsView(words: Words): TermsView {
  const uses = new Map<string, UseView[]>();
  const note = (name: string, use: UseView): void => void uses.set(name, [...(uses.get(name) ?? []), use]);
  for (const name of FIXED) note(name, { ...fixedUse(words), label: words.t(`terms.fixed.${name}`) });
  for (const [table, fields] of TABLES) {
    for (const field of fields) {
      note(field.name, useOf(field, table, '', words));
      for (const inner of 'fields' in field ? field.fields : []) note(inner.name, useOf(inner, table, field.name, words));
    }
  }
  const fields = [...uses].map(([name, found]) => ({ id: anchorOf(name), name, uses: found }));
  return {
    fields: fields.sort((a, b) => a.name.localeCompare(b.name, 'en')),
    vocabularies: NAMES.map((name) => ({
      id: name,
      label: words.t(`vocabularies._name.${name}`),
      // The kinds of record are named by address too, in exports.
      codes: VOCABULARIES[name].map((code) => ({ id: name === 'type' ? code : null, code, label: words.label(name, code) })),
    })),
  };
}

/** A name that is also a vocabulary's belongs to the vocabulary, which leads to the field's codes. */
function anchorOf(name: string): string {
  return Object.hasOwn(VOCABULARIES, name) ? `feld-${name}` : name;
}

function fixedUse(words: Words): Omit<UseView, 'label'> {
  return { where: words.t('terms.table.record'), hint: null, kind: words.t('terms.kind.fixed'), vocabulary: null };
}

function useOf(field: Field, table: Table, parent: string, words: Words): UseView {
  const holder = words.t(`terms.table.${table}`);
  const { label, hint } = words.field(table, parent === '' ? field.name : `${parent}.${field.name}`);
  const vocabulary = 'vocabulary' in field ? field.vocabulary : null;
  return {
    where: parent === '' ? holder : words.t('terms.within', { table: holder, field: words.field(table, parent).label }),
    label,
    hint,
    kind: words.t(`terms.kind.${field.kind}`),
    vocabulary: vocabulary === null ? null : { text: words.t(`vocabularies._name.${vocabulary}`), href: `#${vocabulary}` },
  };
}
