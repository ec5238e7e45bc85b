import type { Content } from '../../server/domain/content/field.ts';
import { problem } from '../../server/domain/content/field-problem.ts';
import { ACTS } from '../../server/domain/happening.ts';
import { LEGAL_PAGES } from '../../server/domain/legal-text.ts';
import type { Organisation } from '../../server/domain/organisation.ts';
import type { KnowledgeRecord } from '../../server/domain/record.ts';
import type { SafeHtml } from '../../server/domain/safe-html.ts';
import { auditView } from '../../server/view-models/admin/audit-view.ts';
import { inviteView } from '../../server/view-models/admin/invite-view.ts';
import { letterPageView, mailsView } from '../../server/view-models/admin/mail-view.ts';
import { organisationFields, organisationFormView } from '../../server/view-models/admin/organisation-form-view.ts';
import { adminOrganisationsView } from '../../server/view-models/admin/organisations-view.ts';
import { overviewView } from '../../server/view-models/admin/overview-view.ts';
import { peopleView } from '../../server/view-models/admin/people-view.ts';
import { deletionView, personView } from '../../server/view-models/admin/person-view.ts';
import { settingsView } from '../../server/view-models/admin/settings-view.ts';
import { textsView, textView } from '../../server/view-models/admin/texts-view.ts';
import { legalTemplate } from '../../server/view-models/legal-template.ts';
import { legalView } from '../../server/view-models/legal-view.ts';
import { NOTHING_TYPED, typedFrom } from '../../server/view-models/record-form/typed.ts';
import type { Models } from '../../server/view-models/views.ts';
import type { Words } from '../../server/view-models/words.ts';

const NOW = '2026-11-21T12:00:00.000Z';
const render = (markdown: string): SafeHtml => `<p>${markdown}</p>` as SafeHtml;

type AdminModels = { readonly [Name in keyof Models as Name extends 'pages/legal' | `pages/admin-${string}` ? Name : never]: readonly Models[Name][] };

const PERSON = {
  id: 'p1',
  email: 'ada@town.example',
  name: 'Ada Licht',
  role: 'editor',
  created: NOW,
  disabled: null,
  lastSignIn: NOW,
  hasSecondFactor: true,
} as const;

/** The pages of the administration, filled and as empty as they can be. */
export function adminSamples(words: Words, town: Organisation, record: KnowledgeRecord): Omit<AdminModels, 'pages/admin-report' | 'pages/admin-reports'> {
  const ada = { ...PERSON, organisations: [town.id] };
  const bare = { ...PERSON, id: 'p2', name: null, disabled: NOW, lastSignIn: null, hasSecondFactor: false, organisations: [] };
  const counts = { reviews: 2, reports: 1, mailsFailed: 1, mailsWaiting: 3, withoutContact: 2, examples: [record], records: { published: 5, all: 7 } };
  const none = { reviews: 0, reports: 0, mailsFailed: 0, mailsWaiting: 0, withoutContact: 0, examples: [], records: { published: 0, all: 0 } };
  const people = { active: 2, closed: 1, admins: 1, adminsWithoutSecondFactor: 1 };
  const mail = { id: 'm', to: 'ada@town.example', kind: 'invitation', subject: 'Einladung <b>', created: NOW, attempts: 2 } as const;
  const entries = ACTS.map((name) => ({ at: NOW, by: 'operator', subject: 'p1', act: { name, detail: 'role: author → editor; quota: 1048576 → 2097152' } }));
  const text = { page: 'imprint', language: 'de', updated: NOW } as const;
  const shownText = { ...text, seen: '', problems: [], isOutdated: false, keptAt: null, said: null, preview: null };
  const form = { typed: NOTHING_TYPED, problems: [], isOutdated: false, keptAt: null, revision: '', focus: null, said: null, isAdmin: true };
  const person = { sessions: [], tokens: [], organisations: [town], isOwn: false, typed: null, problems: [], said: null };
  return {
    'pages/legal': LEGAL_PAGES.flatMap((page) => {
      const markdown = legalTemplate(page, town, 'https://town.example', words);
      const written = { page, language: words.language, markdown: 'Fertig', updated: NOW };
      return [
        legalView({ page, markdown, written: undefined, isAdmin: true }, words, render),
        legalView({ page, markdown: 'Fertig', written, isAdmin: false }, words, render),
      ];
    }),
    'pages/admin-overview': [
      overviewView(
        { ...counts, people, organisations: 1, textsOpen: 3, sendsMail: false, journal: { waiting: 1, shelved: 2 }, answers: { store: true, index: false } },
        words,
      ),
      overviewView(
        {
          ...none,
          people: { ...people, admins: 2, adminsWithoutSecondFactor: 0 },
          organisations: 1,
          textsOpen: 0,
          sendsMail: true,
          journal: { waiting: 0, shelved: 0 },
          answers: { store: true, index: true },
        },
        words,
      ),
    ],
    'pages/admin-people': [
      peopleView([ada, bare], [{ id: 'i', email: 'neu@town.example', role: 'author', organisations: [town.id], until: NOW }], [town], 'Gesagt', words),
      peopleView([], [], [], null, words),
    ],
    'pages/admin-invite': [
      inviteView(
        { email: '"><script>', role: '', organisations: [] },
        [problem('email', 'not-an-email'), problem('role', 'not-a-code'), problem('organisations', 'required')],
        [town],
        false,
        words,
      ),
      inviteView({ email: '', role: 'editor', organisations: [town.id] }, [], [town], true, words),
    ],
    'pages/admin-person': [
      personView(
        {
          ...person,
          person: ada,
          sessions: [{ created: NOW, seen: NOW, agent: '' }],
          tokens: [{ id: 'abcdef0123', scope: 'write', created: NOW, label: 'Fachverfahren' }],
          problems: [problem('isSure', 'required'), problem('role', 'last-admin'), problem('account', 'is-own')],
          typed: { role: 'reader', organisations: [] },
        },
        words,
      ),
      personView({ ...person, person: bare, isOwn: true }, words),
    ],
    'pages/admin-deletion': [deletionView(ada, 'x', [problem('email', 'not-the-same')], words), deletionView(bare, '', [], words)],
    'pages/admin-organisations': [
      adminOrganisationsView({ organisations: [town], people: [ada], own: [town.id], said: 'Gesagt' }, words),
      adminOrganisationsView({ organisations: [town], people: [], own: [], said: null }, words),
    ],
    'pages/admin-organisation': [
      organisationFormView({ ...form, present: null, problems: [problem('name', 'required')], keptAt: NOW }, words),
      organisationFormView(
        {
          ...form,
          present: { id: town.id, handle: town.handle, name: 'Musterstadt' },
          typed: typedFrom(organisationFields(false), town.content as Content, words),
          isOutdated: true,
          revision: '3',
          isAdmin: false,
        },
        words,
      ),
    ],
    'pages/admin-settings': [
      settingsView(
        { isFourEyes: true, secondFactor: 'x', quota: 'viel', reminds: true },
        [problem('quota', 'not-a-number'), problem('secondFactor', 'not-a-code')],
        { said: null, sendsMail: false },
        words,
      ),
      settingsView({ isFourEyes: false, secondFactor: 'optional', quota: '2048', reminds: false }, [], { said: 'Gesagt', sendsMail: true }, words),
    ],
    'pages/admin-texts': [
      textsView(
        [
          { ...text, markdown: 'Fertig' },
          { ...text, page: 'privacy', markdown: '[[offen]]' },
        ],
        () => '[[a]] [[b]]',
        words,
      ),
      textsView([], () => '', words),
    ],
    'pages/admin-text': [
      textView(
        { ...shownText, written: undefined, markdown: '[[offen]] <script>', problems: [problem('text', 'required')], keptAt: NOW, preview: render('x') },
        words,
      ),
      textView({ ...shownText, written: { ...text, markdown: 'Fertig' }, markdown: 'Fertig', isOutdated: true, said: 'Gesagt' }, words),
    ],
    'pages/admin-audit': [
      auditView({ entries, names: { p1: 'Ada' }, next: NOW, person: 'p1', people: [{ id: 'p1', name: 'Ada' }], isLater: true }, words),
      auditView({ entries: [], names: {}, next: null, person: null, people: [], isLater: false }, words),
    ],
    'pages/admin-mail': [
      mailsView(
        {
          items: [
            { ...mail, state: 'given-up', doneAt: NOW, fault: 'no' },
            { ...mail, state: 'waiting', doneAt: null, fault: null },
          ],
          next: 'm',
          sendsMail: false,
          said: 'Gesagt',
          isLater: true,
        },
        words,
      ),
      mailsView({ items: [], next: null, sendsMail: true, said: null, isLater: false }, words),
    ],
    'pages/admin-letter': [
      letterPageView({ mail: { ...mail, state: 'refused', doneAt: NOW, fault: '550', hasText: true }, sendsMail: true, text: null, said: null }, words),
      letterPageView(
        { mail: { ...mail, state: 'sent', doneAt: null, fault: null, hasText: false }, sendsMail: true, text: 'Guten Tag <b>', said: 'Gesagt' },
        words,
      ),
    ],
  };
}
