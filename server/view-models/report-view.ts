import type { FieldProblem } from '../domain/content/field-problem.ts';
import { mayBeAnonymous, REPORT_REASONS, type Report, type ReportInput } from '../domain/report.ts';
import { type FormFieldView, formField } from './form-field-view.ts';
import type { Words } from './words.ts';

/** A sentence of the summary above a form, and where it leads. */
export interface SummaryLine {
  readonly text: string;
  readonly href: string | null;
}

export interface AskedChoice {
  readonly id: string;
  readonly code: string;
  readonly label: string;
  readonly isChosen: boolean;
}

export interface AskedText {
  readonly value: string;
  readonly problem: string | null;
  readonly describedBy: string;
}

export interface ReportView {
  readonly summary: readonly SummaryLine[];
  /** The title of the record at the address, if it is one. */
  readonly about: string | null;
  readonly address: FormFieldView;
  readonly reasons: readonly AskedChoice[];
  readonly reasonProblem: string | null;
  readonly explanation: AskedText;
  readonly name: FormFieldView;
  readonly email: FormFieldView;
  readonly goodFaith: { readonly isChosen: boolean; readonly problem: string | null };
  readonly stamp: string;
}

const TARGETS: Readonly<Record<string, string>> = {
  reportAddress: 'feld-address',
  reportReason: 'grund-0',
  reportExplanation: 'feld-explanation',
  reportName: 'feld-name',
  reportEmail: 'feld-email',
  reportGoodFaith: 'feld-goodFaith',
};

/** The form of Article 16(2). What was typed stands in it again. */
export function reportView(
  typed: ReportInput,
  { about, stamp, problems }: { readonly about: Report['record']; readonly stamp: string; readonly problems: readonly FieldProblem[] },
  words: Words,
): ReportView {
  const form = { table: 'form', typed: { address: typed.address, name: typed.name, email: typed.email }, problems, words } as const;
  const isNamed = !mayBeAnonymous(typed.reason);
  const said = (field: string): string | null => {
    const found = problems.find((one) => one.field === field);
    return found === undefined ? null : sentence(found, words);
  };
  return {
    summary: problems.map((found) => ({ text: sentence(found, words), href: found.field in TARGETS ? `#${TARGETS[found.field] ?? ''}` : null })),
    about: about?.title ?? null,
    address: formField('address', { name: 'address', kind: 'url', required: true }, form, { path: 'reportAddress', maxLength: 2_000 }),
    reasons: REPORT_REASONS.map((code, n) => ({ id: `grund-${n}`, code, label: words.t(`reports.reason.${code}`), isChosen: typed.reason === code })),
    reasonProblem: said('reportReason'),
    explanation: askedText(typed.explanation, 'explanation', said('reportExplanation')),
    // Which reason is chosen is not known while the form is filled in, so the browser demands nothing; the check does.
    name: formField('name', { name: 'name', kind: 'text', max: 200 }, form, { path: 'reportName', autocomplete: 'name', isRequired: isNamed }),
    email: formField('email', { name: 'email', kind: 'email' }, form, { path: 'reportEmail', autocomplete: 'email', isRequired: isNamed }),
    goodFaith: { isChosen: typed.goodFaith, problem: said('reportGoodFaith') },
    stamp,
  };
}

export function askedText(value: string, name: string, problem: string | null): AskedText {
  return { value, problem, describedBy: [`feld-${name}-hinweis`, ...(problem === null ? [] : [`feld-${name}-fehler`])].join(' ') };
}

function sentence(found: FieldProblem, words: Words): string {
  switch (found.field) {
    case 'reportTrap':
      return words.t('reports.problem.trap');
    case 'reportForm':
      return words.t('reports.problem.tooFast');
    case 'reportGoodFaith':
      return words.t('reports.problem.goodFaith');
    default:
      return words.problem(found, 'form');
  }
}
