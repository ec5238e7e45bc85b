import { checkScalar, cleanText, isWebAddress } from './content/check-scalar.ts';
import { type FieldProblem, problem } from './content/field-problem.ts';

/** Why somebody says that content is illegal or wrong; see mayBeAnonymous. */
export const REPORT_REASONS = ['privacy', 'copyright', 'insult', 'hate', 'wrong', 'terrorism', 'child-abuse', 'other'] as const;
export type ReportReason = (typeof REPORT_REASONS)[number];

export const DECISIONS = ['none', 'correct', 'withdraw', 'delete'] as const;
export type DecisionKind = (typeof DECISIONS)[number];

export interface Reporter {
  readonly name: string | null;
  readonly email: string | null;
  readonly language: 'de' | 'en';
}

export interface ReportDecision {
  readonly kind: DecisionKind;
  /** Told to the reporter and to the organisation (Articles 16(5) and 17). */
  readonly reasons: string;
  readonly at: string;
  readonly by: string;
}

/** A notice under Article 16 of the Digital Services Act, kept for the register. */
export interface Report {
  /** The number that everybody is told; nobody can guess one. */
  readonly id: string;
  readonly at: string;
  readonly reason: ReportReason;
  readonly explanation: string;
  /** The exact address as it was given. */
  readonly address: string;
  /** What stands at that address: a record of ours and who published it; null for anything else. */
  readonly record: { readonly id: string; readonly title: string; readonly publisher: string; readonly mailbox: string | null } | null;
  /** Null once it is no longer needed. */
  readonly reporter: Reporter | null;
  readonly decision: ReportDecision | null;
}

export interface ReportInput {
  readonly reason: string;
  readonly explanation: string;
  readonly address: string;
  readonly name: string;
  readonly email: string;
  readonly goodFaith: boolean;
}

export type CheckedReport = Pick<Report, 'reason' | 'explanation' | 'address'> & Pick<Reporter, 'name' | 'email'>;

const LONGEST = { explanation: 10_000, name: 200, address: 2_000, reasons: 10_000 } as const;
const SHORTEST_EXPLANATION = 10;
const MONTHS_KEPT = 12;
const MONTHS_OPEN = 24;

/** Article 16(2)(c): offences of Directive 2011/93/EU are reported without a name if people wish. */
export function mayBeAnonymous(reason: string): boolean {
  return reason === 'child-abuse';
}

/** What Article 16(2) asks of a notice. Problems are named `report…`. */
export function checkReport(input: ReportInput): { readonly value: CheckedReport | null; readonly problems: readonly FieldProblem[] } {
  const reason = REPORT_REASONS.find((known) => known === input.reason) ?? null;
  const explanation = cleanText(input.explanation, true);
  const address = cleanText(input.address, false);
  const name = cleanText(input.name, false);
  const typedEmail = cleanText(input.email, false).toLowerCase();
  const email = checkScalar({ name: 'email', kind: 'email' }, typedEmail, 'reportEmail');
  const mustSay = !mayBeAnonymous(input.reason);
  const when = (wrong: boolean, found: FieldProblem): FieldProblem[] => (wrong ? [found] : []);
  const problems = [
    ...when(reason === null, problem('reportReason', 'required')),
    ...when(explanation === '', problem('reportExplanation', 'required')),
    ...when(explanation !== '' && explanation.length < SHORTEST_EXPLANATION, problem('reportExplanation', 'too-short', { limit: SHORTEST_EXPLANATION })),
    ...when(explanation.length > LONGEST.explanation, problem('reportExplanation', 'too-long', { limit: LONGEST.explanation })),
    ...when(address === '', problem('reportAddress', 'required')),
    ...when(address !== '' && !isWebAddress(address), problem('reportAddress', 'not-a-url')),
    ...when(mustSay && name === '', problem('reportName', 'required')),
    ...when(name.length > LONGEST.name, problem('reportName', 'too-long', { limit: LONGEST.name })),
    ...when(mustSay && typedEmail === '', problem('reportEmail', 'required')),
    ...email.problems,
    ...when(!input.goodFaith, problem('reportGoodFaith', 'required')),
  ];
  if (problems.length > 0 || reason === null) return { value: null, problems };
  return {
    value: { reason, explanation, address, name: name === '' ? null : name, email: typeof email.value === 'string' ? email.value : null },
    problems,
  };
}

export function checkDecision(
  kind: string,
  reasons: string,
): { readonly value: Pick<ReportDecision, 'kind' | 'reasons'> | null; readonly problems: readonly FieldProblem[] } {
  const known = DECISIONS.find((one) => one === kind) ?? null;
  const text = cleanText(reasons, true);
  const problems = [
    ...(known === null ? [problem('reportDecision', 'required')] : []),
    ...(text === '' ? [problem('reportReasons', 'required')] : []),
    ...(text.length > LONGEST.reasons ? [problem('reportReasons', 'too-long', { limit: LONGEST.reasons })] : []),
  ];
  return { value: known === null || problems.length > 0 ? null : { kind: known, reasons: text }, problems };
}

/** The register stays; who reported is nobody's business a year after the decision, or two years after an arrival that nobody decided on. */
export function isReporterDue({ at, reporter, decision }: Report, now: Date): boolean {
  if (reporter === null || (reporter.name === null && reporter.email === null)) return false;
  return decision === null ? at < monthsBefore(now, MONTHS_OPEN) : decision.at < monthsBefore(now, MONTHS_KEPT);
}

/** The instant before which a report must be looked at for that. */
export function reporterKeptSince(now: Date): string {
  return monthsBefore(now, MONTHS_KEPT);
}

function monthsBefore(now: Date, months: number): string {
  const then = new Date(now);
  then.setUTCMonth(then.getUTCMonth() - months);
  return then.toISOString();
}
