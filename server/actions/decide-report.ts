import { refusalToAdminister } from '../domain/administer.ts';
import { problem } from '../domain/content/field-problem.ts';
import type { Happening } from '../domain/happening.ts';
import type { MailLanguage } from '../domain/mail.ts';
import { checkDecision, isReporterDue, type Report, type ReportDecision, reporterKeptSince } from '../domain/report.ts';
import { accept, invalid, type Refusal, type Result, refuse } from '../domain/result.ts';
import type { Viewer } from '../domain/viewer.ts';
import type { Clock } from '../ports/clock.ts';
import type { OrganisationStore } from '../ports/organisation-store.ts';
import type { ReportStore } from '../ports/report-store.ts';
import type { UserStore } from '../ports/user-store.ts';
import type { DeleteRecord } from './delete-record.ts';
import type { QueueMail } from './queue-mail.ts';
import type { WithdrawRecord } from './withdraw-record.ts';

interface Needs {
  reports: ReportStore;
  organisations: Pick<OrganisationStore, 'find'>;
  users: Pick<UserStore, 'all'>;
  withdrawRecord: WithdrawRecord;
  deleteRecord: DeleteRecord;
  queueMail: QueueMail;
  /** The decision in words, paragraph by paragraph: to whoever reported, or to the organisation that published it. */
  sayDecision: (report: Report, to: 'reporter' | 'organisation', language: MailLanguage) => readonly string[];
  clock: Clock;
}

export const REPORTS_PER_PAGE = 30;
const AT_ONCE = 100;

export type DecideReport = ReturnType<typeof decideReport>;

/** The register of reports, for admins. A decision is told by the relay, so that it is told even if the process dies now. */
export function decideReport(needs: Needs) {
  const { reports, clock } = needs;

  const read = async (viewer: Viewer, id: string): Promise<Result<Report>> => {
    const refusal = refusalToAdminister(viewer);
    if (refusal !== null) return refuse(refusal);
    const found = await reports.find(id);
    return found === undefined ? refuse({ kind: 'not-found' }) : accept(found);
  };

  return {
    read,

    async list(
      viewer: Viewer,
      state: 'open' | 'decided',
      page: number,
    ): Promise<Result<{ readonly found: readonly Report[]; readonly open: number; readonly decided: number }>> {
      const refusal = refusalToAdminister(viewer);
      if (refusal !== null) return refuse(refusal);
      const [found, open, decided] = await Promise.all([
        reports.page(state, (page - 1) * REPORTS_PER_PAGE, REPORTS_PER_PAGE),
        reports.count('open'),
        reports.count('decided'),
      ]);
      return accept({ found, open, decided });
    },

    /** Does what was decided, then writes it down; what was taken away already stays so when it is tried again. */
    async decide(viewer: Viewer, id: string, input: { readonly kind: string; readonly reasons: string }): Promise<Result<Report>> {
      const found = await read(viewer, id);
      if (!found.ok || viewer.kind === 'visitor') return found;
      const { value, problems } = checkDecision(input.kind, input.reasons);
      if (value === null) return invalid(...problems);
      if (found.value.decision !== null) return refuse({ kind: 'outdated' });
      const refusal = await carriedOut(needs, viewer, found.value, value.kind);
      if (refusal !== null) return refuse(refusal);
      const decision: ReportDecision = { ...value, at: clock().toISOString(), by: viewer.user };
      const after = await reports.change(id, (before) =>
        before.decision === null ? { write: { ...before, decision }, happened: [decided(id, decision)] } : null,
      );
      if (after === undefined) return refuse({ kind: 'not-found' });
      // Somebody else's decision stands, also when it was taken in the same instant.
      return JSON.stringify(after.decision) === JSON.stringify(decision) ? accept(after) : refuse({ kind: 'outdated' });
    },

    /** Tells reporter and organisation what was decided, as the relay hears of it; telling twice is telling once. */
    async tell(happenings: readonly Happening[]): Promise<void> {
      for (const { act, subject } of happenings) {
        const report = act?.name === 'report-decided' ? await reports.find(subject) : undefined;
        if (report !== undefined) await toldAbout(needs, report);
      }
    },

    /** Takes out who reported, where that is no longer needed. */
    async forgetReporters(): Promise<void> {
      const now = clock();
      const due = reporterKeptSince(now);
      for (let after = ''; ; ) {
        const found = await reports.withReporterBefore(due, after, AT_ONCE);
        for (const { id } of found.filter((report) => isReporterDue(report, now))) {
          await reports.change(id, (before) => ({ write: { ...before, reporter: null }, happened: [] }));
        }
        const last = found.at(-1)?.at;
        if (last === undefined || found.length < AT_ONCE) return;
        after = last;
      }
    },
  };
}

/** Who keeps an instance answers for all that is published on it (Article 16), for organisations too to which he does not belong. */
async function carriedOut(
  { withdrawRecord, deleteRecord, organisations }: Needs,
  viewer: Extract<Viewer, { kind: 'staff' }>,
  { record }: Report,
  kind: ReportDecision['kind'],
): Promise<Refusal | null> {
  if (kind !== 'withdraw' && kind !== 'delete') return null;
  if (record === null) return { kind: 'invalid', problems: [problem('reportDecision', 'not-found')] };
  const isOurs = (await organisations.find(record.publisher)) !== undefined;
  const acting: Viewer = isOurs ? { ...viewer, organisations: [...viewer.organisations, record.publisher] } : viewer;
  const done = await (kind === 'withdraw' ? withdrawRecord(acting, record.id) : deleteRecord(acting, record.id));
  return done.ok || done.refusal.kind === 'gone' ? null : done.refusal;
}

function decided(id: string, { kind, at, by }: ReportDecision): Happening {
  return { kind: 'administered', subject: id, at, by, touches: [], version: null, act: { name: 'report-decided', detail: kind } };
}

async function toldAbout({ organisations, users, queueMail, sayDecision }: Needs, report: Report): Promise<void> {
  const { id, address, decision, record, reporter } = report;
  if (decision === null) return;
  const href = decision.kind === 'none' || decision.kind === 'correct' ? address : null;
  const letter = (about: 'reporter' | 'organisation', language: MailLanguage) =>
    ({ kind: 'report-decision', number: id, paragraphs: sayDecision(report, about, language), href, language }) as const;
  if (reporter?.email != null) await queueMail({ ...letter('reporter', reporter.language), to: reporter.email }, `report-decision ${id} ${reporter.email}`);
  if (record === null) return;
  const publisher = await organisations.find(record.publisher);
  const own = record.mailbox ?? publisher?.content.roles.find(({ mailbox }) => mailbox !== null)?.mailbox ?? null;
  const admins = (await users.all()).filter(
    ({ role, disabled, organisations: all }) => role === 'admin' && disabled === null && all.includes(record.publisher),
  );
  for (const { email: to, language } of own === null ? admins : [{ email: own, language: 'de' } as const])
    await queueMail({ ...letter('organisation', language), to }, `report-decision ${id} ${to}`);
}
