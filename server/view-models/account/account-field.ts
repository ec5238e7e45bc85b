import type { FieldProblem } from '../../domain/content/field-problem.ts';
import { type Extra, type FormFieldView, formField } from '../form-field-view.ts';
import type { Words } from '../words.ts';

export interface AccountForm {
  /** Never a password. */
  readonly typed: Readonly<Record<string, string>>;
  /** As the action names them. */
  readonly problems: readonly FieldProblem[];
  readonly words: Words;
}

export type Summary = readonly { readonly text: string; readonly href: string | null }[];

const PASSWORD = 1_000;
const LINE = 100;

/** A field of a form about an account; its label stands below `form.account` in fields.json under `label`, or its own name. */
export function accountField(name: string, { typed, problems, words }: AccountForm, extra: Extra & { readonly label?: string } = {}): FormFieldView {
  const { label = name, ...own } = extra;
  const path = `account.${label}`;
  const max = own.type === 'password' ? PASSWORD : LINE;
  const kind = own.type === 'email' ? ({ kind: 'email' } as const) : ({ kind: 'text', max } as const);
  const made = formField(name, { name, required: true, ...kind }, { table: 'form', typed, problems: [], words }, { ...own, path });
  const found = problems.find(({ field }) => field === name);
  if (found === undefined) return made;
  const problem = problemOf(found, made.label, words);
  return { ...made, problem, describedBy: [made.describedBy, `${made.id}-fehler`].filter((id) => id !== null).join(' ') };
}

/** Above the form: what is wrong, and where. */
export function summaryOf(fields: readonly FormFieldView[], { problems, words }: AccountForm): Summary {
  const elsewhere = problems.filter(({ field }) => !fields.some(({ name }) => name === field));
  return [
    ...fields.flatMap(({ id, problem }) => (problem === null ? [] : [{ text: problem, href: `#${id}` }])),
    ...elsewhere.map((found) => ({ text: problemOf(found, found.field, words), href: null })),
  ];
}

/** The sentences name a field by its label; ours stand under another name than the problem has. */
function problemOf(found: FieldProblem, label: string, words: Words): string {
  return words.problem({ ...found, field: label }, 'form');
}
