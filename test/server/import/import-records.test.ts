import { expect } from 'chai';

import type { ImportedRow } from '../../../server/domain/import-plan.ts';
import { isTombstone, type KnowledgeRecord } from '../../../server/domain/record.ts';
import { aHouse, type OpenHouse } from '../../fixtures/a-house.ts';

const LIST = [
  { id: 'a', title: 'Erstes', summary: 'Eins' },
  { id: 'b', type: 'lesson', statement: 'Gelernt', about: 'a' },
];

function outcomes(rows: readonly ImportedRow[]): string[] {
  return rows.map(({ outcome, reason }) => (reason === null ? outcome : `${outcome} ${reason}`));
}

async function recordOf(town: OpenHouse, id: string | null | undefined): Promise<KnowledgeRecord> {
  const found = await town.house.stores.records.find(id ?? '');
  if (found === undefined || isTombstone(found)) throw new Error(`No record ${id}`);
  return found;
}

describe('an import', () => {
  let town: OpenHouse;
  const take = (list: unknown, options = {}) => town.imported('liste.json', JSON.stringify(list), options);

  beforeEach(async () => {
    town = await aHouse();
  });
  afterEach(() => town.close());

  it('takes records over, and a second time changes nothing', async () => {
    const first = await take(LIST);
    expect(outcomes(first)).to.deep.equal(['new', 'new']);
    const before = await town.everything();
    expect(outcomes(await take(LIST))).to.deep.equal(['unchanged', 'unchanged']);
    expect(await town.everything()).to.deep.equal(before);
    const [lesson] = before.filter(({ type }) => type === 'lesson');
    expect(lesson?.content).to.include({ statement: 'Gelernt', about: first[0]?.id });
  });

  it('updates a record whose row has changed, also where the row says less than before', async () => {
    const [made] = await take(LIST);
    const [changed] = await take([{ id: 'a', title: 'Erstes, neu' }]);
    expect(changed).to.include({ outcome: 'changed', id: made?.id });
    expect((await recordOf(town, made?.id)).content).to.include({ title: 'Erstes, neu', summary: null });
  });

  it('does not overwrite what a person has changed since', async () => {
    const [made] = await take(LIST);
    const edited = await town.house.actions.changeRecord(town.operator, made?.id ?? '', { summary: 'Von Hand' });
    expect(edited.ok).to.equal(true);
    expect(outcomes(await take([{ ...LIST[0], summary: 'Aus der Datei' }]))).to.deep.equal(['skipped by-hand']);
    expect((await recordOf(town, made?.id)).content).to.include({ summary: 'Von Hand' });
  });

  it('does not bring back what a person has deleted', async () => {
    const [made] = await take(LIST);
    await town.house.actions.deleteRecord(town.operator, made?.id ?? '');
    expect(outcomes(await take(LIST))).to.deep.equal(['skipped deleted', 'unchanged']);
  });

  it('writes nothing in a dry run, and says the same', async () => {
    const wrong = [...LIST, { id: 'c', title: 'x'.repeat(121) }];
    const dry = await take(wrong, { dryRun: true });
    expect(await town.everything()).to.deep.equal([]);
    const real = await take(wrong);
    expect(outcomes(dry)).to.deep.equal(outcomes(real));
    expect(dry[2]?.problems).to.deep.equal([{ field: 'title', code: 'too-long', limit: 120, allowed: [] }]);
  });

  it('takes the good rows though others fail, and says what is wrong with each', async () => {
    const rows = await take([
      { id: 'a', title: 'Gut' },
      { id: 'b', title: 'Öffentlich, aber leer', visibility: 'public' },
      { id: 'c', type: 'lesson', statement: 'Über b', about: 'b' },
      { id: 'a', title: 'Noch einmal a' },
      { id: 'd', title: 'Fremdes', farbe: 'blau' },
      { id: 'e', type: 'Rezept', title: 'Kuchen' },
      {},
    ]);
    expect(outcomes(rows)).to.deep.equal(['new', ...Array.from({ length: 6 }, () => 'failed')]);
    expect(rows[1]?.problems.map(({ field }) => field)).to.include.members(['summary', 'contact.mailbox']);
    expect(rows[2]?.fault).to.deep.equal({ code: 'reference', values: { row: 2 } });
    expect(rows[3]?.fault).to.deep.equal({ code: 'twice', values: { row: 1 } });
    expect(rows[4]?.problems).to.deep.include({ field: 'farbe', code: 'unknown-field', limit: null, allowed: [] });
    expect(rows[5]?.problems[0]).to.include({ field: 'type', code: 'not-a-code' });
    expect(rows[6]?.problems[0]).to.include({ field: 'title', code: 'required' });
    expect(await town.everything()).to.have.length(1);
  });

  it('knows a row without a key by its title', async () => {
    const text = 'Titel;Zusammenfassung\nLaternen;Hell\n';
    await town.imported('a.csv', text);
    expect(outcomes(await town.imported('a.csv', text))).to.deep.equal(['unchanged']);
    expect(outcomes(await town.imported('a.csv', text.replace('Hell', 'Heller')))).to.deep.equal(['changed']);
  });

  it('knows an address of this instance again, also where an export lost its other columns', async () => {
    const row = [{ id: 'https://wissen.musterstadt.example/records/weg', title: 'Wieder da' }];
    expect(outcomes(await take(row))).to.deep.equal(['new']);
    expect(outcomes(await take(row))).to.deep.equal(['unchanged']);
  });

  it('believes no instant that is yet to come, and keeps those that were', async () => {
    const past = { created: '2024-01-01T10:00:00.000Z', published: '2024-02-01T10:00:00.000Z' };
    const future = '2999-01-01T00:00:00.000Z';
    const complete = { title: 'A', summary: 'B', visibility: 'public', origin: 'public-source', sources: [{ url: 'https://ort.example/' }] };
    const rows = await take([
      { ...complete, ...past, id: 'a', updated: future, lastConfirmedAt: future },
      { ...complete, id: 'b', created: future, published: '9999-12-31T23:59:00-12:00', updated: future, lastConfirmedAt: null },
    ]);
    expect(outcomes(rows)).to.deep.equal(['new', 'new']);
    const now = new Date().toISOString();
    const [one, two] = [await recordOf(town, rows[0]?.id), await recordOf(town, rows[1]?.id)];
    expect(one).to.include(past);
    for (const instant of [one.updated, one.lastConfirmedAt, two.created, two.published, two.updated])
      expect((instant ?? '') <= now, `${instant}`).to.equal(true);
    expect(two.lastConfirmedAt).to.equal(null);
  });

  it('takes an address of this instance for its own only where it could have given it out', async () => {
    const base = 'https://wissen.musterstadt.example/records/';
    const wrong = ['a/b', '../x', 'A', 'a%2Fb', 'a?b', 'a#b', 'x y', '', 'ä', 'a'.repeat(65)].map((name) => `${base}${name}`);
    const rows = await take(wrong.map((id, n) => ({ id, title: `Nummer ${n}`, created: '2024-01-01T10:00:00.000Z' })));
    expect(outcomes(rows)).to.deep.equal(wrong.map(() => 'new'));
    for (const { id } of rows) expect(id).to.match(/^https:\/\/wissen\.musterstadt\.example\/records\/[a-z0-9]{1,64}$/);
  });

  it('refuses a key that belongs to a record of another type', async () => {
    await take([{ id: 'a', title: 'Projekt' }]);
    const [row] = await take([{ id: 'a', type: 'process', name: 'Ablauf' }]);
    expect(row?.fault?.code).to.equal('other-type');
  });

  it('makes many records of the same title at once, each with its own address', async () => {
    const rows = await take(Array.from({ length: 150 }, (_, n) => ({ id: `n${n}`, title: 'Immer dasselbe' })));
    expect(new Set(outcomes(rows))).to.deep.equal(new Set(['new']));
    expect(new Set((await town.everything()).map(({ slug }) => slug)).size).to.equal(150);
  });

  it('takes rows that refer to each other in a circle as they are', async () => {
    const rows = await take([
      { id: 'https://alt.example/records/1', type: 'process', name: 'Eins', basedOn: 'https://alt.example/records/2' },
      { id: 'https://alt.example/records/2', type: 'process', name: 'Zwei', basedOn: 'https://alt.example/records/1' },
    ]);
    expect(outcomes(rows)).to.deep.equal(['new', 'new']);
  });
});
