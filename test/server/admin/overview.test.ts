import { expect } from 'chai';

import { readOverview } from '../../../server/actions/read-overview.ts';
import { aProjectInput } from '../../fixtures/a-project.ts';
import { anOffice, type Office } from './an-office.ts';

describe("the admins' overview", () => {
  let office: Office;
  before(async () => {
    office = await anOffice();
  });
  after(() => office.close());

  it('reads all projects once a minute, however many look, and counts mails by index', async () => {
    const { stores, actions } = office.town.house;
    const made = await actions.createRecord(office.chief, 'project', null, aProjectInput({ title: 'Ohne Kontakt' }));
    if (!made.ok) throw new Error('Not made');
    await stores.mails.noteRefusal({ mailbox: 'tiefbau@musterstadt.example', at: '2026-11-21T07:00:00.000Z', reason: '550' });
    const read = { times: 0 };
    const at = { now: Date.parse('2026-11-21T08:00:00Z') };
    const records = {
      ...stores.records,
      page: (...asked: Parameters<typeof stores.records.page>) => {
        read.times += 1;
        if (read.times === 1) throw new Error('away');
        return stores.records.page(...asked);
      },
    };
    const overview = readOverview({ ...stores, records, checkContacts: actions.checkContacts, clock: () => new Date(at.now) });
    const look = async () => {
      const found = await overview(office.chief);
      return found.ok ? found.value : null;
    };
    const failed = await look().catch((err: Error) => err.message);
    expect(failed, 'what failed is not kept').to.equal('away');
    const both = await Promise.all([look(), look()]);
    expect(both.map((one) => one?.withoutContact)).to.deep.equal([1, 1]);
    at.now += 59_000;
    expect((await look())?.examples.map(({ id }) => id)).to.deep.equal([made.value.id]);
    expect(read.times, 'after the one that failed').to.equal(2);
    at.now += 1_000;
    await actions.deleteRecord(office.chief, made.value.id);
    expect((await look())?.withoutContact).to.equal(0);

    await office.town.house.actions.queueMail({ kind: 'submitted', title: 'x', href: 'https://x.example', by: 'y', to: 'a@b.example', language: 'de' });
    const [mail] = await stores.mails.page(null, 1);
    const stateIs = (state: 'waiting' | 'refused' | 'given-up') => stores.mails.change(mail?.id ?? '', (before) => ({ ...before, state }));
    const counted: unknown[] = [];
    for (const state of ['waiting', 'refused', 'given-up'] as const) {
      await stateIs(state);
      const seen = await look();
      counted.push([seen?.mailsWaiting, seen?.mailsFailed]);
    }
    expect(counted).to.deep.equal([
      [1, 0],
      [0, 1],
      [0, 1],
    ]);
  });
});
