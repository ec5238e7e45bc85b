import type { FieldProblem } from '../domain/content/field-problem.ts';
import { DECISIONS, type Report } from '../domain/report.ts';
import { type AdminMenu, adminMenu } from './admin/menu.ts';
import { shortAddress } from './field-view.ts';
import { type PagerView, pagerView } from './pager-view.ts';
import { type AskedChoice, type AskedText, askedText, type SummaryLine } from './report-view.ts';
import type { Words } from './words.ts';

/** How the administration's menu lists the register. */
export const REPORTS_ADMIN_LINK = { href: '/admin/reports', label: 'reports.admin.heading' } as const;

export interface AdminReportsView {
  readonly menu: AdminMenu;
  readonly said: string | null;
  readonly tabs: readonly { readonly label: string; readonly href: string; readonly isCurrent: boolean }[];
  readonly reports: readonly {
    readonly number: string;
    readonly href: string;
    readonly what: string;
    readonly reason: string;
    readonly at: string;
    readonly decision: string | null;
  }[];
  readonly pager: PagerView | null;
}

export interface AdminReportView {
  readonly menu: AdminMenu;
  readonly heading: string;
  readonly summary: readonly SummaryLine[];
  readonly facts: readonly { readonly label: string; readonly text: string; readonly href: string | null }[];
  readonly explanation: string;
  readonly decided: { readonly heading: string; readonly by: string; readonly reasons: string } | null;
  /** Null once it is decided. */
  readonly form: {
    readonly action: string;
    readonly choices: readonly (AskedChoice & { readonly hint: string })[];
    readonly problem: string | null;
    readonly reasons: AskedText;
  } | null;
}

interface Listed {
  readonly found: readonly Report[];
  readonly open: number;
  readonly decided: number;
  readonly state: 'open' | 'decided';
  readonly page: number;
  readonly perPage: number;
  readonly isDecided: boolean;
}

/** The register: what waits, and what was decided. */
export function adminReportsView({ found, open, decided, state, page, perPage, isDecided }: Listed, words: Words): AdminReportsView {
  const path = (of: 'open' | 'decided') => (of === 'open' ? REPORTS_ADMIN_LINK.href : `${REPORTS_ADMIN_LINK.href}?state=decided`);
  const count = { open, decided };
  return {
    menu: adminMenu('reports', words),
    said: isDecided ? words.t('reports.admin.decided') : null,
    tabs: (['open', 'decided'] as const).map((one) => ({
      label: words.t(`reports.admin.state.${one}`, { count: count[one] }),
      href: path(one),
      isCurrent: one === state,
    })),
    reports: found.map((report) => ({
      number: report.id,
      href: `${REPORTS_ADMIN_LINK.href}/${report.id}`,
      what: report.record?.title ?? shortAddress(report.address),
      reason: words.t(`reports.reason.${report.reason}`),
      at: words.moment(report.at),
      decision: report.decision === null ? null : words.t(`reports.decided.${report.decision.kind}`),
    })),
    pager: pagerView(page, count[state], perPage, (to) => `${path(state)}${path(state).includes('?') ? '&' : '?'}page=${to}`, words),
  };
}

interface Shown {
  readonly report: Report;
  readonly names: ReadonlyMap<string, string>;
  readonly typed: { readonly kind: string; readonly reasons: string };
  readonly problems: readonly FieldProblem[];
}

/** One report and what was, or is to be, decided about it. */
export function adminReportView({ report, names, typed, problems }: Shown, words: Words): AdminReportView {
  const { id, at, address, record, reason, explanation, reporter, decision } = report;
  const fact = (label: string, text: string, href: string | null = null) => ({ label: words.t(`reports.admin.${label}`), text, href });
  const said = (field: string): string | null => {
    const found = problems.find((one) => one.field === field);
    return found === undefined ? null : words.problem(found, 'form');
  };
  const targets: Readonly<Record<string, string>> = { reportDecision: '#entscheidung-0', reportReasons: '#feld-reasons' };
  const who = reporter === null ? words.t('reports.admin.forgotten') : (reporter.name ?? words.t('reports.admin.anonymous'));
  return {
    menu: adminMenu('reports', words),
    heading: words.t('reports.admin.report', { number: id }),
    summary: problems.map((found) => ({ text: words.problem(found, 'form'), href: targets[found.field] ?? null })),
    facts: [
      fact('at', words.moment(at)),
      fact('reason', words.t(`reports.reason.${reason}`)),
      ...(record === null ? [] : [fact('record', record.title, record.id)]),
      // What strangers type is shown, but leads nowhere unless it is ours.
      fact('address', address),
      fact('reporter', who),
      ...(reporter?.email == null ? [] : [fact('email', reporter.email, `mailto:${reporter.email}`)]),
    ],
    explanation,
    decided:
      decision === null
        ? null
        : {
            heading: words.t(`reports.decided.${decision.kind}`),
            by: words.t('reports.admin.by', { who: names.get(decision.by) ?? words.t('history.formerColleague'), when: words.moment(decision.at) }),
            reasons: decision.reasons,
          },
    form:
      decision !== null
        ? null
        : {
            action: `${REPORTS_ADMIN_LINK.href}/${id}`,
            choices: DECISIONS.filter((kind) => record !== null || (kind !== 'withdraw' && kind !== 'delete')).map((code, n) => ({
              id: `entscheidung-${n}`,
              code,
              label: words.t(`reports.decision.${code}.label`),
              hint: words.t(`reports.decision.${code}.hint`),
              isChosen: typed.kind === code,
            })),
            problem: said('reportDecision'),
            reasons: askedText(typed.reasons, 'reasons', said('reportReasons')),
          },
  };
}
