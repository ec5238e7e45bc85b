import type { FieldProblem } from '../domain/content/field-problem.ts';
import { ORGANISATION_FIELDS } from '../domain/content/organisation.ts';
import { type Form, type FormFieldView, formField, scalarIn } from './form-field-view.ts';
import type { Words } from './words.ts';

export interface SetUpView {
  readonly summary: readonly { readonly text: string; readonly href: string | null }[];
  readonly code: FormFieldView;
  readonly organisation: readonly FormFieldView[];
  /** What follows from the key and the number of inhabitants, and may stay empty. */
  readonly place: readonly FormFieldView[];
  readonly isPlaceOpen: boolean;
  readonly account: readonly FormFieldView[];
}

const ORGANISATION = ['name', 'handle', 'orgType', 'ags', 'population'] as const;
const PLACE = ['state', 'sizeType', 'county', 'coordinates.lat', 'coordinates.lon', 'key'] as const;
// People copy the key with blanks in it: 05 9 70 004.
const AGS_TYPED = 20;
/** The names of the organisation's fields on the form. */
export const ASKED: readonly string[] = [...ORGANISATION, ...PLACE];

/** `typed` by the names of the fields; never the password. */
export function setUpView(typed: Readonly<Record<string, string>>, problems: readonly FieldProblem[], words: Words): SetUpView {
  const form: Form = { table: 'organisation', typed, problems, words };
  const own: Form = { ...form, table: 'form' };
  const fields = (names: readonly string[]) =>
    names.map((name) => formField(name, scalarIn(ORGANISATION_FIELDS, name), form, name === 'ags' ? { maxLength: AGS_TYPED } : {}));
  const code = formField('code', { name: 'code', kind: 'text', max: 100, required: true }, own);
  const place = fields(PLACE);
  const account = [
    formField('email', { name: 'email', kind: 'email', required: true }, own, { path: 'admin.email', autocomplete: 'username' }),
    formField('password', { name: 'password', kind: 'text', max: 1_000, required: true }, own, {
      path: 'admin.password',
      type: 'password',
      autocomplete: 'new-password',
    }),
  ];
  const organisation = fields(ORGANISATION);
  const all = [code, ...organisation, ...place, ...account];
  const elsewhere = problems.filter(({ field }) => !['code', ...ASKED, 'admin.email', 'admin.password'].includes(field));
  return {
    summary: [
      ...all.flatMap(({ id, problem }) => (problem === null ? [] : [{ text: problem, href: `#${id}` }])),
      ...elsewhere.map((found) => ({ text: words.problem(found, 'organisation'), href: null })),
    ],
    code,
    organisation,
    place,
    isPlaceOpen: place.some(({ problem, value }) => problem !== null || value !== ''),
    account,
  };
}
