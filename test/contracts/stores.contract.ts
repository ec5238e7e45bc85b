import { expect } from 'chai';

import type { Mail } from '../../server/domain/mail.ts';
import type { OneTimeLink } from '../../server/domain/one-time-link.ts';
import type { Report } from '../../server/domain/report.ts';
import { DEFAULT_SETTINGS } from '../../server/domain/settings.ts';
import { newUser } from '../../server/domain/user.ts';
import { openStores, type Stores } from '../../server/open-stores.ts';
import type { Session } from '../../server/ports/session-store.ts';
import type { Engine } from './collections.contract.ts';

const at = (minute: number): string => new Date(Date.UTC(2026, 10, 21, 12, minute)).toISOString();
const aSession = (id: string, minute: number): Session => ({
  id,
  user: 'ada',
  created: at(minute),
  seen: at(minute),
  expires: at(minute + 30),
  agent: `browser ${id}`,
  data: '{}',
});
const aLink = (id: string, minute: number): OneTimeLink => ({
  id,
  email: 'neu@musterstadt.example',
  created: at(minute),
  until: at(minute + 60),
  by: 'ada',
  closed: null,
  errand: { kind: 'invitation', user: `u-${id}`, role: 'author', organisations: [] },
});
const aMail = (id: string, minute: number, parts: Partial<Mail> = {}): Mail => ({
  id,
  key: null,
  to: 'ada@musterstadt.example',
  kind: 'password-changed',
  language: 'de',
  subject: 'Betreff',
  body: 'sealed',
  created: at(minute),
  state: 'waiting',
  attempts: 0,
  dueAt: at(minute),
  doneAt: null,
  fault: null,
  ...parts,
});
const aReport = (id: string, minute: number): Report => ({
  id,
  at: at(minute),
  reason: 'other',
  explanation: 'Weil.',
  address: 'https://town.example/projects/x',
  record: null,
  reporter: { name: 'Ada', email: 'ada@elsewhere.example' } as Report['reporter'],
  decision: null,
});

/** What every store of people and their work promises, whatever engine lies below. */
export function storesContract({ name, open }: Engine): void {
  const held: { stores: Stores | null; close: () => Promise<void> } = { stores: null, close: async () => undefined };
  const stores = (): Stores => {
    if (held.stores === null) throw new Error('Not opened');
    return held.stores;
  };
  before(async () => {
    const collections = await open();
    held.close = () => collections.close();
    held.stores = (await openStores(collections, () => undefined)).stores;
  });
  after(() => held.close());

  it(`sessions: the newest first, ended for good, swept when over (${name})`, async () => {
    const { sessions } = stores();
    for (const n of [1, 2, 3]) await sessions.put(aSession(`s${n}`, n));
    expect((await sessions.of('ada')).map(({ id }) => id)).to.deep.equal(['s3', 's2', 's1']);
    await sessions.end('s2');
    await sessions.renew(aSession('s2', 9));
    expect(await sessions.find('s2')).to.equal(undefined);
    await sessions.endAll('ada', 's3');
    expect((await sessions.of('ada')).map(({ id }) => id)).to.deep.equal(['s3']);
    await sessions.sweep(at(59));
    expect(await sessions.of('ada')).to.deep.equal([]);
  });

  it(`attempts: counted within their window and not beyond (${name})`, async () => {
    const { attempts } = stores();
    const now = new Date(at(0));
    expect([await attempts.add('k', now, 60_000), await attempts.add('k', now, 60_000), await attempts.count('k', now)]).to.deep.equal([1, 2, 2]);
    const later = new Date(at(2));
    expect([await attempts.count('k', later), await attempts.add('k', later, 60_000)]).to.deep.equal([0, 1]);
  });

  it(`people: one account per address, also when it changes (${name})`, async () => {
    const { users } = stores();
    const person = (id: string) => newUser({ id, email: `${id}@x.example`, passwordHash: 'h', role: 'author', organisations: [], created: at(0) });
    expect([await users.add(person('ada')), await users.add({ ...person('eve'), email: 'ada@x.example' })]).to.deep.equal([true, false]);
    await users.add(person('bob'));
    expect((await users.findByEmail('bob@x.example'))?.id).to.equal('bob');
    expect((await users.all()).map(({ id }) => id)).to.deep.equal(['ada', 'bob']);
  });

  it(`links: a newer one takes the older one's place, a used one is closed (${name})`, async () => {
    const { links } = stores();
    await links.add(aLink('l1', 1), []);
    await links.add(aLink('l2', 2), []);
    expect((await links.open('invitation', at(3))).map(({ id }) => id)).to.deep.equal(['l2']);
    await links.close('l2', at(3));
    expect([await links.open('invitation', at(3)), (await links.find('l1'))?.closed !== null]).to.deep.equal([[], true]);
  });

  it(`settings and texts: the defaults until somebody changes them (${name})`, async () => {
    const { settings, texts } = stores();
    expect(await settings.find()).to.deep.equal(DEFAULT_SETTINGS);
    await settings.change((before) => ({ ...before, isFourEyes: true }), []);
    expect((await settings.find()).isFourEyes).to.equal(true);
    expect(await texts.find('imprint', 'de')).to.equal(undefined);
    const text = { page: 'imprint', language: 'de', markdown: 'Stadt', updated: at(1) } as const;
    await texts.change('imprint', 'de', () => ({ text, happened: [] }));
    expect([await texts.find('imprint', 'de'), (await texts.all()).length]).to.deep.equal([text, 1]);
  });

  it(`the audit log: each entry once, newest first, by person (${name})`, async () => {
    const { audit } = stores();
    const entry = (minute: number, by: string) => ({ at: at(minute), by, subject: 'settings', act: { name: 'settings-changed', detail: null } }) as const;
    for (const each of [entry(1, 'ada'), entry(2, 'bob'), entry(1, 'ada')]) await audit.keep(each);
    expect((await audit.page(null, 10)).map(({ by }) => by)).to.deep.equal(['bob', 'ada']);
    expect(await audit.about('ada', null, 10)).to.have.length(1);
  });

  it(`kept forms: one per form, the newest of a person stay (${name})`, async () => {
    const { keptForms } = stores();
    for (const n of [1, 2, 3]) await keptForms.keep({ user: 'ada', path: `/p${n}`, body: { 'a.b': [`$${n}`] }, at: at(n) }, 2);
    expect((await keptForms.ofUser('ada')).map(({ path }) => path)).to.deep.equal(['/p3', '/p2']);
    expect((await keptForms.find('ada', '/p3'))?.body).to.deep.equal({ 'a.b': ['$3'] });
    await keptForms.forgetUser('ada');
    expect(await keptForms.find('ada', '/p3')).to.equal(undefined);
  });

  it(`mails: queued once under a key, due in order, counted by state (${name})`, async () => {
    const { mails } = stores();
    expect([await mails.add(aMail('m2', 2, { key: 'k' })), await mails.add(aMail('m9', 9, { key: 'k' })), await mails.add(aMail('m1', 1))]).to.deep.equal([
      true,
      false,
      true,
    ]);
    expect((await mails.due(at(5), 10)).map(({ id }) => id)).to.deep.equal(['m1', 'm2']);
    await mails.change('m1', (before) => ({ ...before, state: 'sent', dueAt: null }));
    expect([await mails.count('waiting'), await mails.count('sent')]).to.deep.equal([1, 1]);
    await mails.noteRefusal({ mailbox: 'x@y.example', at: at(1), reason: '550' });
    expect(await mails.refusals(['x@y.example', 'a@y.example'])).to.have.length(1);
    await mails.noteSuccess('x@y.example');
    expect(await mails.refusals(['x@y.example'])).to.deep.equal([]);
    await mails.forget('ada@musterstadt.example');
    expect(await mails.to('ada@musterstadt.example')).to.deep.equal([]);
  });

  it(`reminders, saved searches and reports: by person, by state, by age (${name})`, async () => {
    const { reminders, savedSearches, reports } = stores();
    await reminders.reminded('ada', at(1));
    expect([await reminders.lastReminded('ada'), await reminders.lastReminded('bob')]).to.deep.equal([at(1), null]);
    const search = { id: 'q1', user: 'ada', name: 'Licht', query: 'q=licht', created: at(1), lookedAt: at(1) };
    await savedSearches.add(search);
    expect(await savedSearches.ofUser('ada')).to.deep.equal([search]);
    expect([await reports.add(aReport('r1', 1)), await reports.add(aReport('r1', 1)), await reports.add(aReport('r2', 2))]).to.deep.equal([true, false, true]);
    expect((await reports.page('open', 0, 10)).map(({ id }) => id)).to.deep.equal(['r2', 'r1']);
    expect([await reports.count('open'), (await reports.from('ada@elsewhere.example')).length, await reports.count('decided')]).to.deep.equal([2, 2, 0]);
  });
}
