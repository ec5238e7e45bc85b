import { readFileSync } from 'node:fs';

import { expect } from 'chai';

import { exportSearch } from '../../../server/actions/export-search.ts';
import { NO_PARAMS, queryOf } from '../../../server/view-models/search-params.ts';
import { aDesk, type Desk, outcome } from './a-desk.ts';
import { IN_NO_TABLE, RECORD_ROWS, type RecordRow } from './authorisation-further-rows.ts';
import { PERSON_ROWS } from './authorisation-people-rows.ts';
import { meant, WHO } from './authorisation-table.ts';

const VISIBILITIES = ['draft', 'followers', 'public'] as const;

describe('who may do what with a record: its files, its addresses, lists and searches', () => {
  let desk: Desk;
  const count = { n: 1_000 };
  before(async () => {
    desk = await aDesk();
  });
  after(() => desk.close());

  const outcomes = async ({ act, prepare }: RecordRow, visibility: (typeof VISIBILITIES)[number]): Promise<Record<string, string>> => {
    const answers: Record<string, string> = {};
    for (const who of WHO) {
      count.n += 1;
      const { id } = await desk.aRecord(visibility, { title: `Licht ${count.n}` });
      await prepare?.(desk, id);
      const state = async () => JSON.stringify([await desk.present(id), await desk.house.stores.files.ofRecord(id)]);
      const before = await state();
      answers[who] = outcome(await act(desk, desk.people[who], id));
      if (answers[who] !== 'ok') expect(await state(), `${who} was refused and yet changed something`).to.equal(before);
    }
    return answers;
  };

  for (const row of RECORD_ROWS) {
    for (const visibility of VISIBILITIES) {
      it(`${row.name}${row.note === undefined ? '' : ` (${row.note})`}: ${visibility}`, async () => {
        expect(await outcomes(row, visibility)).to.deep.equal(meant(row.rule[visibility]));
      });
    }
  }

  it('searchRecords: drafts nobody finds, what is for followers staff alone; an export holds only what is public, whoever asks', async () => {
    const { house, actions } = desk;
    const made: Record<string, string> = {};
    for (const visibility of VISIBILITIES) made[visibility] = (await desk.aRecord(visibility, { title: 'Suchscheinwerfer' })).id;
    const { index, indexing, searchRecords } = await house.openIndex();
    await indexing.rebuild(() => undefined);
    const query = queryOf({ ...NO_PARAMS, words: 'Suchscheinwerfer' }, null, { perPage: 50, count: [] });
    for (const who of WHO) {
      const { hits } = await searchRecords(desk.people[who], query);
      const found = VISIBILITIES.filter((visibility) => hits.some(({ id }) => id === made[visibility]));
      expect(found, who).to.deep.equal(who === 'visitor' ? ['public'] : ['followers', 'public']);
    }
    const given: string[] = [];
    const { records } = await exportSearch({ ...actions, searchRecords, records: house.stores.records })(query);
    for await (const { record } of records) given.push(record.id);
    expect(given).to.include(made['public']).and.to.not.include(made['followers']).and.to.not.include(made['draft']);
    await index.close();
  });

  it('names every action, in a table or with the reason why in none', () => {
    const exists = Object.entries(desk.actions).flatMap(([name, action]) =>
      typeof action === 'function' ? [name] : Object.keys(action).map((method) => `${name}.${method}`),
    );
    const recordTable = readFileSync(new URL('authorisation.test.ts', import.meta.url), 'utf8');
    const there = [...recordTable.matchAll(/(?:name: |it\()'([A-Za-z]+)[':]/g)].map(([, name = '']) => name);
    const written = [...PERSON_ROWS, ...RECORD_ROWS].map(({ name }) => name);
    const excused = Object.values(IN_NO_TABLE).flat();
    expect(exists.filter((name) => ![...there, ...written, ...excused].includes(name))).to.deep.equal([]);
    expect([...written, ...excused].filter((name) => !exists.includes(name))).to.deep.equal([]);
    expect(excused.filter((name) => [...there, ...written].includes(name))).to.deep.equal([]);
  });
});
