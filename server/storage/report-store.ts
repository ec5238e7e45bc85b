import type { Report } from '../domain/report.ts';
import type { ReportStore } from '../ports/report-store.ts';
import { type Collection, type Collections, Duplicate, type Shape } from './collection.ts';
import { type Journalled, noted, WAITING_INDEX } from './journalled.ts';

interface Kept extends Journalled {
  readonly report: Report;
  readonly state: 'open' | 'decided';
  readonly at: string;
  readonly hasReporter: boolean;
}

const MOST = 10_000;

export const REPORTS: Shape<Kept> = {
  name: 'reports',
  schema: 1,
  indexes: [WAITING_INDEX, { fields: ['state', 'at'] }, { fields: ['hasReporter', 'at'] }, { fields: ['report.reporter.email'] }],
};

/** The register of reports; the decision and its line for the audit log are one write. */
export async function openReportStore(collections: Collections, onHappened: () => void): Promise<{ reports: ReportStore; journalled: Collection<Journalled> }> {
  const kept = await collections.open(REPORTS);
  const reports: ReportStore = {
    find: async (id) => (await kept.get(id))?.report,
    async add(report) {
      try {
        await kept.insert({ ...toKept(report), ...noted(undefined, []) });
        return true;
      } catch (err) {
        if (err instanceof Duplicate) return false;
        throw err;
      }
    },
    async change(id, next) {
      const after = await kept.change(id, (before) => {
        const decided = before === undefined ? null : next(before.report);
        return decided === null ? null : { ...toKept(decided.write), ...noted(before, decided.happened) };
      });
      onHappened();
      return after?.report;
    },
    page: async (state, skip, limit) => (await kept.find({ state }, { sort: [['at', -1]], skip, limit })).map(({ report }) => report),
    from: async (email) => (await kept.find({ 'report.reporter.email': email }, { limit: MOST })).map(({ report }) => report),
    count: (state) => kept.count({ state }),
    async withReporterBefore(instant, after, limit) {
      const found = await kept.find({ hasReporter: true, at: { gt: after, lt: instant } }, { sort: [['at', 1]], limit });
      return found.map(({ report }) => report);
    },
  };
  return { reports, journalled: kept as unknown as Collection<Journalled> };
}

function toKept(report: Report): Omit<Kept, keyof Omit<Journalled, 'id'>> {
  const { id, at, reporter, decision } = report;
  return { id, report, state: decision === null ? 'open' : 'decided', at, hasReporter: reporter !== null };
}
