import type { RecordWithContext } from '../../server/domain/described-record.ts';
import type { Organisation } from '../../server/domain/organisation.ts';
import { placeFacts } from '../../server/domain/place-facts.ts';
import type { KnowledgeRecord, Lesson, Project } from '../../server/domain/record.ts';
import { checkReport, type Report } from '../../server/domain/report.ts';
import type { SafeHtml } from '../../server/domain/safe-html.ts';
import type { SearchAnswer } from '../../server/ports/search-index.ts';
import { diffWords } from '../../server/text/diff-words.ts';
import { adminReportsView, adminReportView } from '../../server/view-models/admin-report-view.ts';
import { compareView } from '../../server/view-models/compare-view.ts';
import { type Entry, historyView } from '../../server/view-models/history-view.ts';
import { councilPaperView, steckbriefView } from '../../server/view-models/paper-view.ts';
import { reportView } from '../../server/view-models/report-view.ts';
import { mySearchesView, saveSearchView } from '../../server/view-models/saved-search-view.ts';
import { NO_PARAMS } from '../../server/view-models/search-params.ts';
import { versionView } from '../../server/view-models/version-view.ts';
import type { Models } from '../../server/view-models/views.ts';
import type { Words } from '../../server/view-models/words.ts';

type Own =
  | 'pages/compare'
  | 'pages/steckbrief'
  | 'pages/council-paper'
  | 'pages/history'
  | 'pages/version'
  | 'pages/my-searches'
  | 'pages/save-search'
  | 'pages/report'
  | 'pages/report-received'
  | 'pages/admin-reports'
  | 'pages/admin-report';

interface Ground {
  readonly full: KnowledgeRecord;
  readonly bare: KnowledgeRecord;
  readonly process: KnowledgeRecord;
  readonly lessons: readonly Lesson[];
  readonly publisher: Organisation;
  readonly answer: SearchAnswer;
  readonly now: Date;
}

export const NOTHING_SAID = { reason: '', explanation: '', address: '', name: '', email: '', goodFaith: false };
const A_REPORT: Report = {
  id: '2026-0A1B-2C3D',
  at: '2026-11-20T08:00:00.000Z',
  reason: 'privacy',
  explanation: 'Im zweiten Absatz steht ein Name.\nBitte entfernen.',
  address: 'https://town.example/projects/licht',
  record: { id: 'https://town.example/records/1', title: 'Licht', publisher: 'https://town.example/organisations/musterstadt', mailbox: 'a@town.example' },
  reporter: { name: 'Ada', email: 'ada@home.example', language: 'de' },
  decision: null,
};

/** The pages of compare, print, history, saved searches and reports, filled and as empty as they can be. */
export function toolSamples(
  { full, bare, process, lessons, publisher, answer, now }: Ground,
  words: Words,
): { readonly [Name in Own]: readonly Models[Name][] } {
  const renderMarkdown = (markdown: string): SafeHtml => `<p>${markdown}</p>` as SafeHtml;
  const reader = { words, now, renderMarkdown, addressOf: (path: string) => `https://town.example${path}` };
  const found = (record: KnowledgeRecord): RecordWithContext => ({
    record,
    publisher,
    place: placeFacts(record, publisher, undefined),
    lessons: record === full ? lessons : [],
    about: null,
  });
  const project = (record: KnowledgeRecord) => found(record) as RecordWithContext & { readonly record: Project };
  const compared = (records: readonly KnowledgeRecord[], asked = '', missing = 0) =>
    compareView({ records: records.map(found), missing, surplus: missing, words: asked, hits: asked === 'x' ? [] : answer.hits }, reader);
  const entry = (revision: number, differently: Partial<Entry> = {}): Entry => ({
    revision,
    at: now.toISOString(),
    by: 'ada',
    isWorking: false,
    visibility: 'public',
    isPresent: false,
    ...differently,
  });
  const names = new Map([['ada', 'Ada Licht']]);
  const past = (record: KnowledgeRecord, revision: number, isPresent = false) => ({ ...entry(revision, { isPresent }), record });
  const entries = [entry(3, { isWorking: true, isPresent: true }), entry(2, { by: 'operator' }), entry(1, { visibility: 'draft', by: 'gone' })];
  const version = (of: number, other: ReturnType<typeof past> | null, mayRestore: boolean) =>
    versionView({ record: full, version: past(full, of, of === 3), other, entries: other === null ? [] : entries, mayRestore }, { words, names, diffWords });
  const saved = { id: 's1', user: 'ada', name: 'Licht', query: 'q=licht', created: now.toISOString(), lookedAt: '2026-01-01T00:00:00.000Z' };
  const listed = { search: saved, params: { ...NO_PARAMS, words: 'licht' }, answer };
  const unnamed = { kind: 'invalid', problems: [{ field: 'savedSearchName', code: 'required', limit: null, allowed: [] }] } as const;
  const tooMany = { kind: 'invalid', problems: [{ field: 'savedSearch', code: 'too-many', limit: 30, allowed: [] }] } as const;
  const problems = checkReport(NOTHING_SAID).problems;
  const decided: Report = { ...A_REPORT, record: null, reporter: null, decision: { kind: 'none', reasons: 'Kein Name.', at: now.toISOString(), by: 'ada' } };
  const typed = { kind: '', reasons: '' };
  const register = { open: 40, decided: 1, page: 1, perPage: 30 };
  return {
    'pages/compare': [
      compared([]),
      compared([full], 'x', 1),
      compared([full, bare]),
      compared([full, bare, process], 'licht', 2),
      compared([full, bare, process, { ...bare, slug: 'vier' }]),
    ],
    'pages/steckbrief': [steckbriefView(project(full), reader), steckbriefView(project(bare), reader)],
    'pages/council-paper': [councilPaperView(project(full), reader), councilPaperView(project(bare), reader)],
    'pages/history': [
      historyView({ record: full, entries, next: 1, restored: 2 }, names, words),
      historyView({ record: bare, entries: [], next: null, restored: null }, names, words),
    ],
    'pages/version': [version(3, past(bare, 2), true), version(2, past(bare, 3), true), version(1, null, false)],
    'pages/my-searches': [
      mySearchesView([listed, { ...listed, answer: { hits: [], total: 0 } }], 'Licht', { id: 's1', typed: '', refusal: unnamed }, words),
      mySearchesView([], null, null, words),
    ],
    'pages/save-search': [
      saveSearchView({ ...NO_PARAMS, words: 'licht', chosen: { topic: ['energy'] }, near: 'Kiel' }, null, null, words),
      saveSearchView(NO_PARAMS, '', unnamed, words),
      saveSearchView(NO_PARAMS, 'x', tooMany, words),
    ],
    'pages/report': [
      reportView({ ...NOTHING_SAID, address: A_REPORT.address }, { about: A_REPORT.record, stamp: 'x', problems: [] }, words),
      reportView({ ...NOTHING_SAID, explanation: '</textarea><b>' }, { about: null, stamp: '', problems }, words),
    ],
    'pages/report-received': [{ number: A_REPORT.id }],
    'pages/admin-reports': [
      adminReportsView({ ...register, found: [A_REPORT, decided], state: 'open', isDecided: false }, words),
      adminReportsView({ ...register, found: [], state: 'decided', isDecided: true }, words),
    ],
    'pages/admin-report': [
      adminReportView({ report: A_REPORT, names, typed, problems: [] }, words),
      adminReportView(
        { report: { ...A_REPORT, record: null }, names, typed, problems: [{ field: 'reportReasons', code: 'required', limit: null, allowed: [] }] },
        words,
      ),
      adminReportView({ report: decided, names, typed, problems: [] }, words),
    ],
  };
}
