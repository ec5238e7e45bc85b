import type { VocabularyName } from './vocabularies.ts';

/**
 * One field of a content type. The form, the check at every edge, the search document and its facets, the import column,
 * the export and the API schema are derived from it; nobody writes the field's name a second time.
 */
export type Field = ScalarField | ChoicesField | TextsField | GroupField | ListField;

interface Base {
  readonly name: string;
  /** Needed before a record may be published. */
  readonly required?: true;
  /** Asked in the short form. */
  readonly short?: true;
  /** What somebody answered last is offered for their next record, for it seldom changes. */
  readonly again?: true;
  /** The query parameter under which its values can be counted and chosen. */
  readonly facet?: string;
  /** How much a word found here counts: a title, a summary, or the rest. */
  readonly search?: 'title' | 'summary' | 'body';
  /** The card of the record's page on which it is shown and edited; a field without one takes the card before it. */
  readonly card?: string;
}

/** Kinds with one value. `prose` has line breaks, `when` is EDTF level 0 (2024, 2024-05 or 2024-05-31), `term` a code or own words. */
export type ScalarField =
  | (Base & { readonly kind: 'text' | 'prose' | 'markdown'; readonly max: number })
  | (Base & {
      readonly kind: 'number';
      readonly min: number;
      readonly max: number;
      readonly unit?: 'eur' | 'percent' | 'months' | 'minutes' | 'people' | 'fte' | 'degrees';
    })
  | (Base & { readonly kind: 'flag' })
  | (Base & { readonly kind: 'when' | 'iri' | 'email' })
  /** `file`: the address may be that of a file kept here, of this sort. */
  | (Base & { readonly kind: 'url'; readonly file?: 'any' | 'image' | 'bpmn' })
  | (Base & { readonly kind: 'choice' | 'term'; readonly vocabulary: VocabularyName });

export interface ChoicesField extends Base {
  readonly kind: 'choices';
  readonly vocabulary: VocabularyName;
  readonly max: number;
}

/** A list of free words or short lines. */
export interface TextsField extends Base {
  readonly kind: 'texts';
  readonly max: number;
  readonly itemMax: number;
}

export interface GroupField extends Base {
  readonly kind: 'group';
  readonly fields: readonly ScalarField[];
}

export interface ListField extends Base {
  readonly kind: 'list';
  readonly max: number;
  readonly fields: readonly ScalarField[];
}

type ScalarValue<F> = F extends { kind: 'number' } ? number | null : F extends { kind: 'flag' } ? boolean | null : string | null;

type ValueOf<F> = F extends { kind: 'choices' | 'texts' }
  ? readonly string[]
  : F extends { kind: 'group'; fields: infer G extends readonly ScalarField[] }
    ? { readonly [S in G[number] as S['name']]: ScalarValue<S> }
    : F extends { kind: 'list'; fields: infer G extends readonly ScalarField[] }
      ? readonly { readonly [S in G[number] as S['name']]: ScalarValue<S> }[]
      : ScalarValue<F>;

/** The value of a whole table: every field is there; an empty one is null or an empty list. */
export type ValuesOf<T extends readonly Field[]> = { readonly [F in T[number] as F['name']]: ValueOf<F> };

/** What stands in a field when the table is not known to the compiler. */
export type Scalar = string | number | boolean | null;
export type Group = Readonly<Record<string, Scalar>>;
export type Value = Scalar | readonly string[] | Group | readonly Group[];
export type Content = Readonly<Record<string, Value>>;

/** A table's record with nothing in it. */
export function emptyContent<T extends readonly Field[]>(fields: T): ValuesOf<T> {
  return Object.fromEntries(fields.map((field) => [field.name, emptyValue(field)])) as ValuesOf<T>;
}

export function emptyValue(field: Field): Value {
  switch (field.kind) {
    case 'choices':
    case 'texts':
    case 'list':
      return [];
    case 'group':
      return Object.fromEntries(field.fields.map(({ name }) => [name, null]));
    default:
      return null;
  }
}

export function isEmpty(value: Value): boolean {
  if (value === null || value === '') return true;
  if (Array.isArray(value)) return value.length === 0;
  return typeof value === 'object' && Object.values(value).every((inner) => inner === null || inner === '');
}

export function isGroup(value: Value | undefined): value is Group {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
