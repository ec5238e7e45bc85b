import { addresses } from '../../server/domain/addresses.ts';
import { CONTENT_TYPES, type RecordType } from '../../server/domain/content/content-types.ts';
import { emptyContent } from '../../server/domain/content/field.ts';
import { problem } from '../../server/domain/content/field-problem.ts';
import { ORGANISATION_FIELDS } from '../../server/domain/content/organisation.ts';
import { blank, written } from '../../server/domain/new-record.ts';
import type { Organisation } from '../../server/domain/organisation.ts';
import { placeFacts } from '../../server/domain/place-facts.ts';
import type { KnowledgeRecord, Lesson } from '../../server/domain/record.ts';
import type { SafeHtml } from '../../server/domain/safe-html.ts';
import type { SearchAnswer, SearchHit } from '../../server/ports/search-index.ts';
import { organisationView } from '../../server/view-models/organisation-view.ts';
import { organisationsView } from '../../server/view-models/organisations-view.ts';
import { problemView } from '../../server/view-models/problem-view.ts';
import { previewBar, type RecordBar, staffBar } from '../../server/view-models/record-form/record-bar.ts';
import { recordView } from '../../server/view-models/record-view.ts';
import { NO_PARAMS } from '../../server/view-models/search-params.ts';
import { searchView } from '../../server/view-models/search-view.ts';
import { setUpView } from '../../server/view-models/set-up-view.ts';
import { startView } from '../../server/view-models/start-view.ts';
import { termsView } from '../../server/view-models/terms-view.ts';
import type { Models } from '../../server/view-models/views.ts';
import type { Words } from '../../server/view-models/words.ts';
import { FULL_PROCESS, FULL_PROJECT, LESSONS } from '../browser/a-full-town.ts';
import { accountSamples } from './account-samples.ts';
import { adminSamples } from './admin-samples.ts';
import { filesSamples } from './files-samples.ts';
import { mySamples } from './my-samples.ts';
import { toolSamples } from './tool-samples.ts';
import { writingSamples } from './writing-samples.ts';

const NOW = new Date('2026-11-21T12:00:00Z');
const where = addresses('https://town.example');
const renderMarkdown = (markdown: string): SafeHtml => `<p>${markdown}</p>` as SafeHtml;

export const anOrganisation = (differently: Partial<Organisation['content']> = {}): Organisation => ({
  id: where.organisation('musterstadt'),
  handle: 'musterstadt',
  created: NOW.toISOString(),
  updated: NOW.toISOString(),
  revision: 1,
  content: { ...emptyContent(ORGANISATION_FIELDS), name: 'Musterstadt', orgType: 'town', state: 'DE-NW', population: 19_000, sizeType: '30', ...differently },
});

/** A record made by the rules of the house from what somebody would send. */
export function aRecord(type: RecordType, input: Readonly<Record<string, unknown>>, differently: Partial<KnowledgeRecord> = {}): KnowledgeRecord {
  const { value, problems } = written(type, blank(type, 'de'), { visibility: 'public', ...input });
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  const fixed = { id: where.record(type), type, slug: type, formerSlugs: [], publisher: where.organisation('musterstadt'), createdBy: 'x', replaces: null };
  const dates = { created: NOW.toISOString(), published: NOW.toISOString(), updated: NOW.toISOString(), lastConfirmedAt: NOW.toISOString() };
  const inside = { saves: 1, savedBy: 'x', working: null, review: null };
  return { ...fixed, ...dates, ...inside, revision: 1, importKey: null, extra: {}, ...value, ...differently } as KnowledgeRecord;
}

export function anAnswer(differently: Partial<SearchHit> = {}, total = 60): SearchAnswer {
  const place = { name: 'Musterstadt', state: 'DE-NW', sizeType: '30', population: 19_000 };
  const publisher = { id: where.organisation('musterstadt'), name: 'Musterstadt', handle: 'musterstadt' };
  const shown = {
    url: where.page('project', 'licht'),
    type: 'project',
    publisher,
    place,
    phase: 'pilot',
    costBand: '2',
    lessonKind: null,
    processLevel: null,
    topics: ['energy'],
    origin: 'own',
    lessons: 2,
  };
  const hit: SearchHit = {
    id: where.record('1'),
    title: 'Licht <b>an</b>',
    summary: 'Es leuchtet.',
    markedTitle: [
      { text: 'Licht', isMatch: true },
      { text: ' <b>an</b>', isMatch: false },
    ],
    markedText: [{ text: 'Es leuchtet.', isMatch: false }],
    freshness: 'check',
    confirmedAt: '2026-02-01T00:00:00Z',
    published: NOW.toISOString(),
    updated: NOW.toISOString(),
    distance: 12.4,
    shown,
    ...differently,
  };
  const many = Object.fromEntries(
    ['energy', 'waste', 'culture', 'health', 'staff', 'social', 'safety', 'weather', 'transport', 'tourism', 'nature', 'future-code'].map((code, n) => [
      code,
      n + 1,
    ]),
  );
  return {
    total,
    hits: total === 0 ? [] : [hit],
    counts: total === 0 ? {} : { topic: many, type: { project: 40, lesson: 20 }, state: { 'DE-NW': 3, 'DE-BY': 2 } },
    filling: total === 0 ? 0.4 : null,
  };
}

/** Every model, made by the real functions: filled and as empty as it can be. */
export function samples(words: Words): { readonly [Name in keyof Models]: readonly Models[Name][] } {
  const publisher = anOrganisation({
    vision: '**Weit**',
    roles: [{ role: 'cdo', mailbox: 'cdo@town.example' }],
    website: 'https://town.example',
    memberOf: ['Kreis'],
    imprint: '# Wir',
  });
  const lessons = LESSONS.map((lesson) => aRecord('lesson', lesson)) as Lesson[];
  const record = (found: KnowledgeRecord, about: KnowledgeRecord | null = null, bar: RecordBar | null = null) =>
    recordView(
      { record: found, publisher, place: placeFacts(found, publisher, undefined), lessons: found.type === 'project' ? lessons : [], about },
      { words, now: NOW, renderMarkdown },
      bar,
    );
  const source = {
    title: 'Aus der Zeitung',
    summary: 'Kurz.',
    origin: 'public-source',
    sources: [{ url: 'https://news.example/a' }],
    subject: { name: 'Anderswo' },
  };
  const params = {
    ...NO_PARAMS,
    words: 'licht',
    near: 'Kiel',
    km: 50,
    chosen: { topic: ['energy', 'waste'], state: ['DE-NW'] },
    population: { min: 5_000, max: null },
    page: 2,
  };
  const project = aRecord('project', FULL_PROJECT);
  return {
    'pages/start': [
      startView(anAnswer(), anAnswer(), words),
      startView(anAnswer({}, 0), anAnswer({}, 0), words),
      startView({ ...anAnswer({}, 0), filling: null }, anAnswer({}, 0), words),
    ],
    'pages/search': [
      searchView({ params, place: null, isPlaceFound: true, perPage: 20, unread: {}, maySave: false }, anAnswer(), words),
      searchView({ params, place: null, isPlaceFound: false, perPage: 20, unread: { costMin: '<b>viel' }, maySave: true }, anAnswer({}, 0), words),
      searchView(
        { params: NO_PARAMS, place: null, isPlaceFound: false, perPage: 20, unread: {}, maySave: false },
        anAnswer({ confirmedAt: null, freshness: 'stale' }, 1),
        words,
      ),
    ],
    'pages/record': [
      record(project),
      record(
        project,
        null,
        staffBar({ ...project, working: { ...project, savedAt: NOW.toISOString(), savedBy: 'x' } } as KnowledgeRecord, '/projects/x', words, {
          mayConfirm: true,
          trouble: 'refused',
          said: 'Gespeichert.',
        }),
      ),
      record(project, null, previewBar('/projects/x', words)),
      record(aRecord('project', source, { lastConfirmedAt: null, extra: { status: 'laufend', list: ['a', { b: 1 }] } })),
      record(aRecord('project', { title: 'Leer', language: 'nds' }, { visibility: 'draft', lastConfirmedAt: null, published: null })),
      record(aRecord('lesson', LESSONS[0] ?? {}), project),
      record(aRecord('process', FULL_PROCESS)),
    ],
    ...writingSamples(words, aRecord),
    'pages/record-files': filesSamples(words, aRecord),
    'pages/organisation': [
      organisationView(publisher, anAnswer(), words, renderMarkdown),
      organisationView(anOrganisation(), anAnswer({}, 0), words, renderMarkdown),
    ],
    'pages/organisations': [organisationsView([publisher], { musterstadt: 3 }, words), organisationsView([], {}, words)],
    'pages/set-up': [
      setUpView({}, [], words),
      setUpView(
        { name: '"><script>', population: '12' },
        [
          problem('code', 'wrong-code'),
          problem('name', 'required'),
          problem('coordinates.lat', 'not-a-number'),
          problem('vision', 'too-long', { limit: 3 }),
          problem('admin.password', 'too-short', { limit: 8 }),
        ],
        words,
      ),
    ],
    'pages/my-records': mySamples(project, publisher, words, NOW),
    'pages/not-set-up': [{}],
    ...adminSamples(words, publisher, project),
    ...accountSamples(words),
    ...toolSamples(
      {
        full: project,
        bare: aRecord('project', { title: 'Leer', language: 'nds' }, { slug: 'leer', visibility: 'draft', lastConfirmedAt: null, published: null }),
        process: aRecord('process', FULL_PROCESS),
        lessons,
        publisher,
        answer: anAnswer(),
        now: NOW,
      },
      words,
    ),
    'pages/terms': [termsView(words)],
    'pages/problem': [
      problemView(404, words, { reasons: [], text: null, path: '/projects/led-licht', requestId: null }),
      problemView(500, words, { reasons: ['Grund'], text: 'Anders', path: '/', requestId: 'abc' }),
    ],
  };
}

/** Every field of every table, filled with something of its kind. */
export const TYPES = Object.keys(CONTENT_TYPES) as RecordType[];
