import { expect } from 'chai';

import { withdrawRecord } from '../../../server/actions/withdraw-record.ts';
import { aDesk, type Desk, outcome, value } from './a-desk.ts';

describe('a withdrawn record', () => {
  let desk: Desk;
  beforeEach(async () => {
    desk = await aDesk();
  });
  afterEach(() => desk.close());

  it('leaves a tombstone and a draft that says what it replaces; published again it still does', async () => {
    const { actions, people } = desk;
    const before = await desk.aRecord('public', { title: 'Licht' });
    value(await actions.saveRecord(people.author, before.id, { title: 'Licht aus' }, null));
    const draft = value(await actions.withdrawRecord(people.editor, before.id));
    expect(draft).to.include({ visibility: 'draft', replaces: before.id, published: null, createdBy: 'author' });
    expect(draft.content).to.deep.equal({ ...before.content, title: 'Licht aus' });
    expect(outcome(await actions.readRecord.byId(people.visitor, before.id))).to.equal('gone');
    await desk.carried();
    const { entries } = value(await actions.readHistory(people.author, draft.id));
    expect(value(await actions.readVersion(people.author, draft.id, entries.at(-1)?.revision ?? 0)).record.content).to.include({ title: 'Licht' });
    const mine = value(await actions.listMyRecords(people.author, { show: 'all', type: null, mine: true, publisher: null, page: 1 }));
    expect(mine.items.map(({ record }) => record.id)).to.deep.equal([draft.id]);
    const again = value(await actions.publishRecord(people.editor, draft.id, 'public', null));
    expect([again.id, again.replaces]).to.deep.equal([draft.id, before.id]);
    const twice = value(await actions.withdrawRecord(people.editor, draft.id));
    expect(twice.replaces).to.equal(draft.id);
  });

  it('says the same to a second click, and to two at once', async () => {
    const { actions, people } = desk;
    const { id } = await desk.aRecord('public');
    const both = await Promise.all([actions.withdrawRecord(people.editor, id), actions.withdrawRecord(people.admin, id)]);
    const third = await actions.withdrawRecord(people.editor, id);
    expect(new Set([...both, third].map((answer) => value(answer).id)).size).to.equal(1);
    const mine = value(await actions.listMyRecords(people.editor, { show: 'all', type: null, mine: false, publisher: null, page: 1 }));
    expect(mine.total).to.equal(1);
    expect(outcome(await actions.withdrawRecord(people.reader, id))).to.equal('gone');
  });

  it('is finished by doing it again when it was interrupted, with what was written meanwhile', async () => {
    const { actions, people, house } = desk;
    const { id } = await desk.aRecord('public', { title: 'Licht' });
    const crashing = withdrawRecord({
      ...house,
      records: { ...house.stores.records, change: () => Promise.reject(new Error('The power is gone')) },
    });
    const fault = await crashing(people.editor, id).catch((err: unknown) => err);
    expect(fault).to.be.instanceOf(Error);
    expect((await desk.present(id)).visibility, 'still public').to.equal('public');
    value(await actions.saveRecord(people.author, id, { title: 'Nach dem Absturz' }, null));
    const draft = value(await actions.withdrawRecord(people.editor, id));
    expect(draft.content).to.include({ title: 'Nach dem Absturz' });
    expect(outcome(await actions.readRecord.byId(people.editor, id))).to.equal('gone');
    expect((await desk.everything()).map((record) => record.id)).to.deep.equal([draft.id]);
  });

  it('does not overwrite a draft that somebody already works on', async () => {
    const { actions, people, house } = desk;
    const { id } = await desk.aRecord('public', { title: 'Licht' });
    const crashing = withdrawRecord({ ...house, records: { ...house.stores.records, change: () => Promise.reject(new Error('gone')) } });
    await crashing(people.editor, id).catch(() => undefined);
    const [left] = (await desk.everything()).filter(({ visibility }) => visibility === 'draft');
    value(await actions.saveRecord(people.author, left?.id ?? '', { title: 'Schon weiter' }, null));
    expect(value(await actions.withdrawRecord(people.editor, id)).content).to.include({ title: 'Schon weiter' });
  });
});
