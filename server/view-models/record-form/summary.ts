import type { FieldProblem } from '../../domain/content/field-problem.ts';
import type { Table, Words } from '../words.ts';
import type { ControlView } from './control.ts';

export interface SummaryLine {
  readonly text: string;
  /** Where the field stands on this page; null where it does not. */
  readonly href: string | null;
}

/** Every problem once, in the order of the form, each leading to its field; then those that belong to none. */
export function summaryOf(controls: readonly ControlView[], problems: readonly FieldProblem[], table: Table, words: Words): SummaryLine[] {
  const all = everyControl(controls);
  const shown = all.flatMap(({ id, problem }) => (problem === null ? [] : [{ text: problem, href: `#${id}` }]));
  const texts = new Set(shown.map(({ text }) => text));
  const rest = problems.map((problem) => words.problem(problem, table)).filter((text) => !texts.has(text));
  return [...shown, ...[...new Set(rest)].map((text) => ({ text, href: null }))];
}

function everyControl(controls: readonly ControlView[]): ControlView[] {
  return controls.flatMap((control) => [
    control,
    ...everyControl(control.group ?? []),
    ...everyControl((control.list?.rows ?? []).flatMap(({ controls: inner }) => inner)),
  ]);
}
