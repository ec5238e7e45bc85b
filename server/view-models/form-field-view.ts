import type { Field, ScalarField } from '../domain/content/field.ts';
import type { FieldProblem } from '../domain/content/field-problem.ts';
import { VOCABULARIES } from '../domain/content/vocabularies.ts';
import type { Table, Words } from './words.ts';

/** One field of a form, made from its line in a table; what was typed stands in it again. */
export interface FormFieldView {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly hint: string | null;
  readonly type: 'text' | 'email' | 'url' | 'password';
  readonly inputMode: 'text' | 'numeric' | 'decimal' | 'email' | 'url';
  readonly autocomplete: string;
  readonly maxLength: number;
  readonly value: string;
  readonly isRequired: boolean;
  readonly problem: string | null;
  /** Ids of hint and problem, for aria-describedby; null when there are none. */
  readonly describedBy: string | null;
  /** Null where people type; else what they choose from. */
  readonly options: readonly { readonly code: string; readonly label: string; readonly isChosen: boolean }[] | null;
}

export interface Form {
  readonly table: Table;
  readonly typed: Readonly<Record<string, string>>;
  readonly problems: readonly FieldProblem[];
  readonly words: Words;
}

/** What a form asks beyond a table. */
export type Extra = Partial<Pick<FormFieldView, 'type' | 'autocomplete' | 'isRequired' | 'maxLength'>> & { readonly path?: string };

export function formField(name: string, field: ScalarField, { table, typed, problems, words }: Form, extra: Extra = {}): FormFieldView {
  const id = `feld-${name.replaceAll('.', '-')}`;
  const { path = name, ...own } = extra;
  const { label, hint } = words.field(table, path);
  const found = problems.find((one) => one.field === path);
  const problem = found === undefined ? null : words.problem(found, table);
  const described = [...(hint === null ? [] : [`${id}-hinweis`]), ...(problem === null ? [] : [`${id}-fehler`])];
  return {
    id,
    name,
    label,
    hint,
    type: field.kind === 'email' || field.kind === 'url' ? field.kind : 'text',
    inputMode: inputMode(field),
    autocomplete: 'off',
    maxLength: 'max' in field && field.kind !== 'number' ? field.max : 254,
    value: typed[name] ?? '',
    isRequired: field.required === true,
    problem,
    describedBy: described.length === 0 ? null : described.join(' '),
    options:
      field.kind === 'choice'
        ? VOCABULARIES[field.vocabulary].map((code) => ({ code, label: words.label(field.vocabulary, code), isChosen: typed[name] === code }))
        : null,
    ...own,
  };
}

function inputMode(field: ScalarField): FormFieldView['inputMode'] {
  if (field.kind === 'number') return field.unit === 'degrees' ? 'decimal' : 'numeric';
  return field.kind === 'email' || field.kind === 'url' ? field.kind : 'text';
}

/** The field of a table under a dotted name. */
export function scalarIn(fields: readonly Field[], name: string): ScalarField {
  const [first, second] = name.split('.');
  const found = fields.find((field) => field.name === first);
  const scalar = found !== undefined && 'fields' in found ? found.fields.find((inner) => inner.name === second) : found;
  if (scalar === undefined || isManifold(scalar)) throw new Error(`${name} is no field that takes one value`);
  return scalar;
}

function isManifold(field: Field): field is Exclude<Field, ScalarField> {
  return ['choices', 'texts', 'group', 'list'].includes(field.kind);
}
