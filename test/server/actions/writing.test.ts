import { expect } from 'chai';

import { fingerprintOf } from '../../../server/domain/fingerprint.ts';
import { edited } from '../../../server/domain/working-copy.ts';
import { aDesk, type Desk, outcome, value } from './a-desk.ts';

describe('writing records', () => {
  let desk: Desk;
  beforeEach(async () => {
    desk = await aDesk();
  });
  afterEach(() => desk.close());

  const shown = async (id: string, names: readonly string[]) => fingerprintOf(edited(await desk.present(id)), names);

  it('keeps what is written beside the published version, until it goes out as a whole', async () => {
    const { actions, people } = desk;
    const before = await desk.aRecord('public', { title: 'Licht' });
    value(await actions.saveRecord(people.author, before.id, { title: 'Licht an', effort: '2' }, null));
    const beside = value(await actions.saveRecord(people.author, before.id, { summary: 'Es leuchtet.' }, null));
    expect(beside.content).to.deep.equal(before.content);
    expect([beside.updated, beside.revision, beside.slug]).to.deep.equal([before.updated, before.revision, before.slug]);
    expect(edited(beside).content).to.deep.include({ title: 'Licht an', effort: '2', summary: 'Es leuchtet.' });
    const out = value(await actions.publishRecord(people.editor, before.id, 'public', beside.saves));
    expect(out.content).to.deep.include({ title: 'Licht an', effort: '2', summary: 'Es leuchtet.' });
    expect([out.working, out.review, out.revision, out.slug]).to.deep.equal([null, null, before.revision + 1, 'licht']);
    expect([out.savedBy, out.lastConfirmedAt]).to.deep.equal(['author', before.lastConfirmedAt]);
  });

  it('has no working copy any more once everything is taken back', async () => {
    const { actions, people } = desk;
    const { id, content } = await desk.aRecord('public');
    value(await actions.saveRecord(people.author, id, { title: 'Anders' }, null));
    value(await actions.submitRecord(people.author, id, ''));
    const back = value(await actions.saveRecord(people.author, id, { title: 'title' in content ? content.title : '' }, null));
    expect([back.working, back.review]).to.deep.equal([null, null]);
    value(await actions.saveRecord(people.author, id, { title: 'Anders' }, null));
    expect(value(await actions.discardWorkingCopy(people.author, id)).working).to.equal(null);
    expect(outcome(await actions.discardWorkingCopy(people.author, id))).to.equal('ok');
  });

  it('refuses to publish what is incomplete, outdated, or out already with nothing new', async () => {
    const { actions, people } = desk;
    const { id, saves } = await desk.aRecord('draft', { problem: null });
    const refused = await actions.publishRecord(people.editor, id, 'public', null);
    expect(refused).to.deep.nested.include({ 'refusal.kind': 'invalid', 'refusal.problems[0].field': 'problem' });
    value(await actions.saveRecord(people.author, id, { problem: 'Dunkel.' }, null));
    expect(outcome(await actions.publishRecord(people.editor, id, 'public', saves))).to.equal('outdated');
    const out = value(await actions.publishRecord(people.editor, id, 'public', saves + 1));
    expect(value(await actions.publishRecord(people.editor, id, 'public', saves))).to.deep.equal(out);
    expect(value(await actions.publishRecord(people.editor, id, 'followers', out.saves)).visibility).to.equal('followers');
  });

  it('gives a draft the address of the title it goes out with, and never a taken one', async () => {
    const { actions, people } = desk;
    await desk.aRecord('public', { title: 'Licht an' });
    const { id } = await desk.aRecord('draft', { title: 'Arbeitstitel' });
    value(await actions.saveRecord(people.author, id, { title: 'Licht an' }, null));
    const out = value(await actions.publishRecord(people.editor, id, 'public', null));
    expect([out.slug, out.formerSlugs]).to.deep.equal(['licht-an-2', ['arbeitstitel']]);
  });

  it('tells the second of two what the first has written, and keeps both texts', async () => {
    const { actions, people } = desk;
    for (const visibility of ['draft', 'public'] as const) {
      const { id } = await desk.aRecord(visibility);
      const seen = await shown(id, ['title']);
      value(await actions.saveRecord(people.author, id, { title: 'Von der Autorin' }, seen));
      const late = await actions.saveRecord(people.editor, id, { title: 'Von der Redaktion' }, seen);
      expect(late).to.deep.nested.include({ 'refusal.kind': 'conflict', 'refusal.by': 'author', 'refusal.theirs.content.title': 'Von der Autorin' });
      expect(edited(await desk.present(id)).content, visibility).to.include({ title: 'Von der Autorin' });
      // Other fields are nobody's quarrel; and the same words twice are none either.
      expect(outcome(await actions.saveRecord(people.editor, id, { effort: '3' }, await shown(id, ['effort'])))).to.equal('ok');
      expect(outcome(await actions.saveRecord(people.editor, id, { title: 'Von der Autorin' }, seen))).to.equal('ok');
      value(await actions.saveRecord(people.editor, id, { title: 'Von der Redaktion' }, await shown(id, ['title'])));
      await desk.carried();
      const { entries } = value(await actions.readHistory(people.reader, id));
      const titles = await Promise.all(entries.map(async ({ revision }) => value(await actions.readVersion(people.reader, id, revision)).record.content));
      expect(titles.map((content) => ('title' in content ? content.title : null))).to.include.members(['Von der Autorin', 'Von der Redaktion']);
    }
  });

  it('loses nothing when many save different fields of the same record at once', async () => {
    const { actions, people } = desk;
    const { id } = await desk.aRecord('public');
    const fields = { problem: 'a', solution: 'b', effort: '1', tags: ['c'], benefit: { citizens: 'd' }, timeToRun: 5, technologies: ['e'], firstSteps: ['f'] };
    const seen = await Promise.all(Object.keys(fields).map((name) => shown(id, [name])));
    const saves = Object.entries(fields).map(([name, sent], n) => actions.saveRecord(people.author, id, { [name]: sent }, seen[n] ?? null));
    expect((await Promise.all(saves)).map(outcome)).to.deep.equal(saves.map(() => 'ok'));
    const { values, content } = edited(await desk.present(id));
    expect({ ...values, ...content }).to.deep.include({ problem: 'a', solution: 'b', effort: '1', tags: ['c'], timeToRun: 5, firstSteps: ['f'] });
    const title = await shown(id, ['title']);
    const rivals = await Promise.all(Array.from({ length: 8 }, (_, n) => actions.saveRecord(people.editor, id, { title: `Fassung ${n}` }, title)));
    expect(rivals.map(outcome).sort()).to.deep.equal([...Array.from({ length: 7 }, () => 'conflict'), 'ok']);
  });

  it('names every wrong field and writes nothing; visibility is not saved but published', async () => {
    const { actions, people } = desk;
    const { id } = await desk.aRecord('public');
    const wrong = await actions.saveRecord(people.author, id, { title: 'Gut', effort: 'viel', erfunden: 1 }, null);
    expect(wrong).to.deep.nested.include({ 'refusal.problems[0].field': 'effort', 'refusal.problems[1].field': 'erfunden' });
    expect((await desk.present(id)).working).to.equal(null);
    expect(value(await actions.saveRecord(people.author, id, { visibility: 'draft', effort: '1' }, null)).visibility).to.equal('public');
  });

  it('restores an old version into what is being written, never at once before the public', async () => {
    const { actions, people } = desk;
    const { id } = await desk.aRecord('public', { title: 'Erste' });
    value(await actions.saveRecord(people.author, id, { title: 'Zweite' }, null));
    const second = value(await actions.publishRecord(people.editor, id, 'public', null));
    await desk.carried();
    const { entries } = value(await actions.readHistory(people.author, id));
    expect(entries.map(({ revision, by, isWorking, visibility }) => `${revision} ${by} ${isWorking} ${visibility}`)).to.deep.equal([
      '4 editor false public',
      '3 author true public',
      '2 admin false public',
      '1 author false draft',
    ]);
    const restored = value(await actions.restoreVersion(people.author, id, 2));
    expect(restored.content).to.deep.equal(second.content);
    expect(edited(restored).content).to.include({ title: 'Erste' });
    expect(outcome(await actions.restoreVersion(people.author, id, 99))).to.equal('not-found');
    expect(value(await actions.restoreVersion(people.author, id, 4)).working).to.equal(null);
  });

  it('tells the newest version although the relay has not kept it yet', async () => {
    const { actions, people } = desk;
    const { id } = await desk.aRecord('draft', { title: 'Eben erst' });
    const { entries } = value(await actions.readHistory(people.author, id));
    expect(entries.map(({ revision, isPresent }) => [revision, isPresent])).to.deep.equal([[1, true]]);
    expect(value(await actions.readVersion(people.author, id, 1)).record.content).to.include({ title: 'Eben erst' });
  });

  it('reads a long history in pages', async () => {
    const { actions, people } = desk;
    const { id } = await desk.aRecord('draft');
    for (let n = 0; n < 60; n += 1) value(await actions.saveRecord(people.author, id, { title: `Titel ${n}` }, null));
    await desk.carried();
    const first = value(await actions.readHistory(people.author, id));
    const second = value(await actions.readHistory(people.author, id, first.next));
    expect([...first.entries, ...second.entries].map(({ revision }) => revision)).to.deep.equal(Array.from({ length: 61 }, (_, n) => 61 - n));
    expect(second.next).to.equal(null);
  });

  it('does not let a change from outside be taken back by what is being written', async () => {
    const { actions, people } = desk;
    const { id } = await desk.aRecord('public');
    value(await actions.saveRecord(people.author, id, { summary: 'Noch nicht fertig.' }, null));
    const { summary } = value(await actions.readForEdit.byId(people.editor, id)).record.content as { summary: string };
    const changed = value(await actions.changeRecord(people.editor, id, { effort: '4', summary }));
    expect(changed.content).to.include({ effort: '4' }).and.not.include({ summary: 'Noch nicht fertig.' });
    const out = value(await actions.publishRecord(people.editor, id, 'public', null));
    expect(out.content).to.include({ effort: '4', summary: 'Noch nicht fertig.' });
  });

  it('tells what goes with a record before it is deleted, and notes who did it', async () => {
    const { actions, people, house } = desk;
    const { id } = await desk.aRecord('public', { title: 'Licht' });
    const lesson = { lessonKind: 'failed', statement: 'Zu hell', theme: 'technology', about: id };
    for (const visibility of ['public', 'draft']) value(await actions.createRecord(people.editor, 'lesson', null, { ...lesson, visibility }));
    value(await actions.saveRecord(people.author, id, { effort: '1' }, null));
    const told = value(await actions.consequencesOf(people.editor, id));
    expect({ ...told, lessons: told.lessons.length }).to.deep.equal({ lessons: 2, wasPublic: true, hasWorkingCopy: true, versions: 3, files: 0 });
    value(await actions.deleteRecord(people.editor, id));
    const acts = (await house.journal.waiting(100)).flatMap(({ happening }) => (happening.act === null ? [] : [[happening.by, happening.act]]));
    expect(acts).to.deep.equal([['editor', { name: 'record-deleted', detail: 'Licht' }]]);
  });

  it('shows first what waits for the viewer, then what changed last, in pages; and what is to be confirmed', async () => {
    const { actions, people, house } = desk;
    const filter = { show: 'all', type: null, mine: false, publisher: null, page: 1 } as const;
    const ids: string[] = [];
    for (let n = 0; n < 30; n += 1) ids.push((await desk.aRecord(n % 2 === 0 ? 'draft' : 'public', { title: `Licht ${n}` })).id);
    const [first = '', second = '', third = ''] = ids;
    value(await actions.submitRecord(people.author, first, ''));
    value(await actions.saveRecord(people.author, second, { effort: '1' }, null));
    value(await actions.submitRecord(people.author, ids[4] ?? '', ''));
    value(await actions.sendBack(people.editor, ids[4] ?? '', 'Bitte kürzer.'));
    await house.stores.records.change(ids[3] ?? '', (before) =>
      before === undefined ? { keep: true } : { write: { ...before, lastConfirmedAt: '2020-01-01T00:00:00.000Z' } as typeof before, happened: [] },
    );
    const forEditor = value(await actions.listMyRecords(people.editor, filter));
    expect(forEditor.items.slice(0, 2).map(({ record }) => record.id)).to.deep.equal([first, ids[4]]);
    expect(forEditor.items.map(({ state }) => state).slice(0, 3)).to.deep.equal(['submitted', 'returned', 'working']);
    expect(forEditor.counts).to.deep.equal({ submitted: 1, returned: 1, draft: 13, working: 1, published: 14, 'to-confirm': 1, all: 30 });
    const next = value(await actions.listMyRecords(people.editor, { ...filter, page: 2 }));
    const all = [...forEditor.items, ...next.items].map(({ record }) => record.id);
    expect([forEditor.pages, all.length, new Set(all).size]).to.deep.equal([2, 30, 30]);
    expect(value(await actions.listMyRecords(people.author, filter)).items[0]?.record.id).to.equal(ids[4]);
    const toConfirm = value(await actions.listMyRecords(people.editor, { ...filter, show: 'to-confirm' }));
    expect(toConfirm.items.map(({ record, freshness }) => [record.id, freshness])).to.deep.equal([[ids[3], 'stale']]);
    const answers = await actions.confirmRecords(people.editor, [ids[3] ?? '', third, 'https://gibt.es/nicht']);
    expect(answers.map(({ result }) => outcome(result))).to.deep.equal(['ok', 'not-allowed', 'not-found']);
    expect(value(await actions.listMyRecords(people.editor, { ...filter, show: 'to-confirm' })).total).to.equal(0);
  });

  it('asks nobody to confirm what came from public sources, and shows it behind what people wrote', async () => {
    const { actions, people } = desk;
    const filter = { show: 'all', type: null, mine: false, publisher: null, page: 1 } as const;
    const before = value(await actions.listMyRecords(people.editor, filter));
    const source = { origin: 'public-source', sources: [{ url: 'https://news.example/a' }] };
    const { id } = await desk.aRecord('public', { title: 'Anderswo', ...source });
    const after = value(await actions.listMyRecords(people.editor, { ...filter, page: before.pages + 1 }));
    expect(after.counts['to-confirm']).to.equal(before.counts['to-confirm']);
    expect(after.items.at(-1)?.record.id).to.equal(id);
  });
});
