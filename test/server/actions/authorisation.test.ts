import { expect } from 'chai';

import type { KnowledgeRecord } from '../../../server/domain/record.ts';
import type { Result } from '../../../server/domain/result.ts';
import type { Viewer } from '../../../server/domain/viewer.ts';
import { aDesk, type Desk, outcome, value } from './a-desk.ts';

type Do = (desk: Desk, viewer: Viewer, id: string) => Promise<Result<unknown>>;

const WHO = ['visitor', 'stranger', 'reader', 'colleague', 'author', 'editor', 'admin', 'readToken'] as const;
const VISIBILITIES = ['draft', 'followers', 'public'] as const;

// Written down, not computed: + done, S not signed in, 0 as if it were not there, - not allowed.
const MEANS: Readonly<Record<string, string>> = { '+': 'ok', S: 'not-signed-in', '0': 'not-found', '-': 'not-allowed' };
const WRITES = { draft: 'S 0 - - + + + -', followers: 'S - - - + + + -', public: 'S - - - + + + -' };
const GOVERNS = { draft: 'S 0 - - + + + -', followers: 'S - - - - + + -', public: 'S - - - - + + -' };
// Nobody reads a draft yet, so there is nothing to confirm.
const CONFIRMS = { ...GOVERNS, draft: 'S 0 - - - - - -' };
const PUBLISHES = { draft: 'S 0 - - - + + -', followers: 'S - - - - + + -', public: 'S - - - - + + -' };
const SAYS = { draft: 'S 0 - + + + + -', followers: 'S - - + + + + -', public: 'S - - + + + + -' };
const LOOKS_INSIDE = { draft: 'S 0 + + + + + +', followers: 'S - + + + + + +', public: 'S - + + + + + +' };
const READS = { draft: '0 0 + + + + + +', followers: '0 + + + + + + +', public: '+ + + + + + + +' };

interface Row {
  readonly name: string;
  readonly act: Do;
  readonly rule: Readonly<Record<(typeof VISIBILITIES)[number], string>>;
  /** Brings a record to where the action makes sense. */
  readonly prepare?: Do;
}

const save: Do = ({ actions }, viewer, id) => actions.saveRecord(viewer, id, { summary: 'Neu gefasst.' }, null);
const submit: Do = ({ actions }, viewer, id) => actions.submitRecord(viewer, id, '');
const byAuthor =
  (...steps: readonly Do[]): Do =>
  async (desk, _viewer, id) => {
    for (const step of steps) value(await step(desk, desk.people.author, id));
    return { ok: true, value: null };
  };

const ROWS: readonly Row[] = [
  { name: 'readRecord', act: ({ actions }, viewer, id) => actions.readRecord.byId(viewer, id), rule: READS },
  { name: 'readForEdit', act: ({ actions }, viewer, id) => actions.readForEdit.byId(viewer, id), rule: LOOKS_INSIDE },
  { name: 'readHistory', act: ({ actions }, viewer, id) => actions.readHistory(viewer, id), rule: LOOKS_INSIDE },
  { name: 'readVersion', act: ({ actions }, viewer, id) => actions.readVersion(viewer, id, 1), rule: LOOKS_INSIDE },
  { name: 'saveRecord', act: save, rule: WRITES },
  { name: 'restoreVersion', act: ({ actions }, viewer, id) => actions.restoreVersion(viewer, id, 1), rule: WRITES, prepare: byAuthor(save) },
  { name: 'discardWorkingCopy', act: ({ actions }, viewer, id) => actions.discardWorkingCopy(viewer, id), rule: WRITES, prepare: byAuthor(save) },
  { name: 'submitRecord', act: submit, rule: WRITES, prepare: byAuthor(save) },
  { name: 'commentRecord', act: ({ actions }, viewer, id) => actions.commentRecord(viewer, id, 'Schön.'), rule: SAYS },
  { name: 'sendBack', act: ({ actions }, viewer, id) => actions.sendBack(viewer, id, 'Bitte kürzer.'), rule: PUBLISHES, prepare: byAuthor(save, submit) },
  { name: 'publishRecord', act: ({ actions }, viewer, id) => actions.publishRecord(viewer, id, 'public', null), rule: PUBLISHES, prepare: byAuthor(save) },
  { name: 'confirmRecord', act: ({ actions }, viewer, id) => actions.confirmRecord(viewer, id), rule: CONFIRMS },
  { name: 'deleteRecord', act: ({ actions }, viewer, id) => actions.deleteRecord(viewer, id), rule: GOVERNS },
  { name: 'consequencesOf', act: ({ actions }, viewer, id) => actions.consequencesOf(viewer, id), rule: GOVERNS },
  { name: 'changeRecord', act: ({ actions }, viewer, id) => actions.changeRecord(viewer, id, { summary: 'Kurz.' }), rule: GOVERNS },
  {
    name: 'confirmRecords',
    act: async ({ actions }, viewer, id) => (await actions.confirmRecords(viewer, [id]))[0]?.result ?? { ok: false, refusal: { kind: 'not-found' } },
    rule: CONFIRMS,
  },
];

describe('who may do what with a record', () => {
  let desk: Desk;
  before(async () => {
    desk = await aDesk();
  });
  after(() => desk.close());

  const outcomes = async ({ act, prepare }: Row, visibility: KnowledgeRecord['visibility']): Promise<Record<string, string>> => {
    const answers: Record<string, string> = {};
    for (const who of WHO) {
      const { id } = await desk.aRecord(visibility);
      await prepare?.(desk, desk.people.author, id);
      await desk.carried();
      const before = JSON.stringify(await desk.present(id));
      answers[who] = outcome(await act(desk, desk.people[who], id));
      if (answers[who] !== 'ok') expect(JSON.stringify(await desk.present(id)), `${who} was refused and yet changed something`).to.equal(before);
    }
    return answers;
  };

  for (const row of ROWS) {
    for (const visibility of VISIBILITIES) {
      it(`${row.name}: ${visibility}`, async () => {
        const wanted = row.rule[visibility].split(' ').map((sign) => MEANS[sign]);
        expect(await outcomes(row, visibility)).to.deep.equal(Object.fromEntries(WHO.map((who, n) => [who, wanted[n]])));
      });
    }
  }

  it('withdrawRecord: only what is out, only by those who may publish', async () => {
    const act: Do = ({ actions }, viewer, id) => actions.withdrawRecord(viewer, id);
    for (const visibility of ['followers', 'public'] as const) {
      const wanted = PUBLISHES[visibility].split(' ').map((sign) => MEANS[sign]);
      expect(await outcomes({ name: 'withdrawRecord', act, rule: PUBLISHES }, visibility)).to.deep.equal(
        Object.fromEntries(WHO.map((who, n) => [who, wanted[n]])),
      );
    }
    const draft = await desk.aRecord('draft');
    expect(outcome(await desk.actions.withdrawRecord(desk.people.stranger, draft.id))).to.equal('not-found');
    expect(outcome(await desk.actions.withdrawRecord(desk.people.author, draft.id))).to.equal('not-allowed');
    expect(outcome(await desk.actions.withdrawRecord(desk.people.admin, draft.id))).to.equal('outdated');
  });

  it('answers for a hidden record exactly as for a missing one', async () => {
    const hidden = await desk.aRecord('draft');
    const missing = desk.house.addresses.record('gibtesnicht');
    const acts = [...ROWS.map(({ act }) => act), ((_desk, viewer, id) => desk.actions.withdrawRecord(viewer, id)) satisfies Do];
    for (const viewer of [desk.people.visitor, desk.people.stranger]) {
      for (const act of acts) expect(await act(desk, viewer, hidden.id)).to.deep.equal(await act(desk, viewer, missing));
    }
  });

  it('createRecord: for their own organisation, and in the open only by those who may publish', async () => {
    const make = (viewer: Viewer, publisher: string | null, visibility: string) =>
      desk.actions.createRecord(viewer, 'lesson', publisher, { lessonKind: 'worked', statement: 'Licht spart', theme: 'technology', visibility });
    const made = async (publisher: string | null, visibility: string) =>
      Promise.all(WHO.map(async (who) => outcome(await make(desk.people[who], publisher, visibility))));
    expect(await made(null, 'draft')).to.deep.equal(['not-signed-in', 'ok', 'not-allowed', 'ok', 'ok', 'ok', 'ok', 'not-allowed']);
    expect(await made(null, 'public')).to.deep.equal(['not-signed-in', 'ok', 'not-allowed', 'not-allowed', 'not-allowed', 'ok', 'ok', 'not-allowed']);
    const abroad = await made(desk.abroad, 'draft');
    expect(abroad).to.deep.equal(['not-signed-in', 'ok', ...Array.from({ length: 6 }, () => 'invalid')]);
  });

  it('listMyRecords: what belongs to their own organisations, and nothing else', async () => {
    const filter = { show: 'all', type: null, mine: false, publisher: null, page: 1 } as const;
    expect(outcome(await desk.actions.listMyRecords(desk.people.visitor, filter))).to.equal('not-signed-in');
    for (const who of ['stranger', 'reader', 'author', 'editor'] as const) {
      const viewer = desk.people[who];
      const { items } = value(await desk.actions.listMyRecords(viewer, filter));
      const own = viewer.kind === 'staff' ? viewer.organisations : [];
      expect(new Set(items.map(({ record }) => record.publisher)), who).to.deep.equal(new Set(own));
      const others = value(await desk.actions.listMyRecords(viewer, { ...filter, publisher: who === 'stranger' ? desk.home : desk.abroad }));
      expect(others.total, who).to.equal(0);
    }
  });

  it('shows only the buttons that do something', async () => {
    const { author, editor, reader, colleague, readToken } = desk.people;
    const { id } = await desk.aRecord('public');
    await desk.actions.saveRecord(author, id, { summary: 'Anders.' }, null);
    const may = async (viewer: Viewer) => {
      const { rights } = value(await desk.actions.readForEdit.byId(viewer, id));
      return Object.entries(rights).flatMap(([name, is]) => (is ? [name.slice(3)] : []));
    };
    expect(await may(author)).to.deep.equal(['Edit', 'Submit', 'Comment', 'Discard']);
    expect(await may(editor)).to.deep.equal(['Edit', 'Publish', 'Submit', 'Comment', 'Discard', 'Withdraw', 'Delete', 'Confirm']);
    expect(await may(colleague)).to.deep.equal(['Comment']);
    expect(await may(reader)).to.deep.equal([]);
    expect(await may(readToken)).to.deep.equal([]);
  });
});
