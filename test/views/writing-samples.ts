import { RECORD_TYPES, type RecordType } from '../../server/domain/content/content-types.ts';
import type { Content } from '../../server/domain/content/field.ts';
import { problem } from '../../server/domain/content/field-problem.ts';
import type { KnowledgeRecord } from '../../server/domain/record.ts';
import type { Rights } from '../../server/domain/record-rights.ts';
import { cardFormView } from '../../server/view-models/record-form/card-form-view.ts';
import { cardsOf } from '../../server/view-models/record-form/cards.ts';
import { newPath, newRecordView } from '../../server/view-models/record-form/new-record-view.ts';
import { removalView } from '../../server/view-models/record-form/removal-view.ts';
import { NOTHING_TYPED, typedFrom } from '../../server/view-models/record-form/typed.ts';
import { workshopView } from '../../server/view-models/record-form/workshop-view.ts';
import type { Models } from '../../server/view-models/views.ts';
import type { Words } from '../../server/view-models/words.ts';
import { FULL_PROCESS, FULL_PROJECT } from '../browser/a-full-town.ts';

type Make = (type: RecordType, input: Readonly<Record<string, unknown>>, differently?: Partial<KnowledgeRecord>) => KnowledgeRecord;
type Name = 'pages/new-record' | 'pages/edit-record' | 'pages/edit-card' | 'pages/removal';

const ALL: Rights = {
  mayEdit: true,
  mayPublish: true,
  maySubmit: true,
  maySendBack: true,
  mayComment: true,
  mayDiscard: true,
  mayWithdraw: true,
  mayDelete: true,
  mayConfirm: true,
};
const NONE: Rights = Object.fromEntries(Object.keys(ALL).map((name) => [name, false])) as unknown as Rights;
const AT = '2026-11-21T13:03:00Z';

/** The pages with which staff write: every card of every type, empty, full and with problems. */
export function writingSamples(words: Words, aRecord: Make): { readonly [N in Name]: readonly Models[N][] } {
  const records = [
    aRecord('project', FULL_PROJECT),
    aRecord('process', FULL_PROCESS),
    aRecord('lesson', { statement: 'Früh fragen' }),
    aRecord(
      'project',
      {},
      { visibility: 'draft', review: { state: 'submitted', by: 'x', at: AT, comments: [{ by: 'x', at: AT, text: 'Bitte <b>kürzer</b>' }] } },
    ),
  ];
  const publishers = ['a', 'b'].map((id) => ({ id, name: id.toUpperCase() }));
  const wrong = [
    problem('title', 'required'),
    problem('topics', 'too-many', { limit: 3 }),
    problem('contact.mailbox', 'not-an-email'),
    problem('publisher', 'required'),
  ];
  const writing = (type: RecordType) => ({
    type,
    action: newPath(type),
    once: '0mwqz4k9579098dcd82c945ea',
    typed: NOTHING_TYPED,
    problems: [],
    keptAt: null,
    about: null,
    publishers: [],
    mayPublish: true,
  });
  const theirs = new Map([['title', { said: 'Von Anna', field: null }]]);
  return {
    'pages/new-record': RECORD_TYPES.flatMap((type) => [
      newRecordView(writing(type), words),
      newRecordView(
        { ...writing(type), problems: wrong, keptAt: AT, publishers, mayPublish: false, about: { title: 'Licht', href: '/projects/licht', id: 'x' } },
        words,
      ),
    ]),
    'pages/edit-card': records.flatMap((record) =>
      cardsOf(record.type).flatMap((card) => {
        const typed = typedFrom(card.fields, { ...record.values, ...record.content } as Content, words);
        const form = { card, record, action: '/x', typed, problems: [], seen: 's', base: 'b', keptAt: null, focus: null, isSaved: true, conflict: null };
        const problems = card.fields.map(({ name }) => problem(name, 'required'));
        return [
          cardFormView(form, words),
          cardFormView({ ...form, problems, keptAt: AT, focus: 'outcomes.0.indicator', isSaved: false, conflict: { sentence: 'Anna', theirs } }, words),
        ];
      }),
    ),
    'pages/edit-record': records.flatMap((record) => {
      const workshop = {
        record,
        edited: record,
        missing: [],
        completeness: 40,
        rights: ALL,
        isFourEyes: false,
        nameOf: () => 'Anna',
        trouble: null,
        said: null,
        problems: [],
        typed: '',
      };
      const missing = [problem('title', 'required'), problem('contact.mailbox', 'required')];
      return [
        workshopView(workshop, words),
        workshopView(
          {
            ...workshop,
            missing,
            rights: NONE,
            isFourEyes: true,
            trouble: 'refused',
            said: 'Gespeichert.',
            problems: [problem('comment', 'required')],
            typed: 'Text',
          },
          words,
        ),
      ];
    }),
    'pages/removal': records.flatMap((record) => [
      removalView('withdraw', record, { lessons: 2, files: 1 }, words),
      removalView('delete', record, { lessons: 0, files: 2 }, words),
    ]),
  };
}
