import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect } from 'chai';

import { remind } from '../../../server/actions/remind.ts';
import { operatorOf } from '../../../server/cli/people.ts';
import { type House, openHouse } from '../../../server/compose.ts';
import { readConfig } from '../../../server/config.ts';
import type { KnowledgeRecord } from '../../../server/domain/record.ts';
import { newUser } from '../../../server/domain/user.ts';
import type { Role, Viewer } from '../../../server/domain/viewer.ts';
import { smtpAddress } from '../../../server/mail/smtp-address.ts';
import { smtpMailer } from '../../../server/mail/smtp-mailer.ts';
import { aMailServer } from '../../fixtures/a-mail-server.ts';
import { aProjectInput } from '../../fixtures/a-project.ts';
import { onEngine } from '../../fixtures/on-engine.ts';
import { ADMIN, DAY } from './a-post-office.ts';

const BASE = 'https://wissen.musterstadt.example';

describe('keeping records true', () => {
  let folder: string;
  let house: House;
  let organisation: string;
  let now: number;
  const pass = (days: number): void => {
    now += days * DAY;
  };
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'leuchtnetz-remind-'));
    now = Date.parse('2026-01-10T08:00:00Z');
    const config = readConfig({ DATA_DIR: join(folder, 'data'), BASE_URL: BASE, ...onEngine() }, folder);
    house = await openHouse({ config, clock: () => new Date(now), isServer: false, onWaiting: () => undefined });
    const fields = { name: 'Musterstadt', handle: 'musterstadt', orgType: 'town', ags: '05970004' };
    const founded = await house.actions.setUp.run({ organisation: fields, email: 'chefin@town.example', password: 'Ein Licht im Netz 7' });
    if (!founded.ok) throw new Error('Not set up');
    organisation = (await house.stores.organisations.all())[0]?.id ?? '';
  });
  afterEach(async () => {
    await house.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const person = async (name: string, role: Role): Promise<Viewer> => {
    const known = { id: name, email: `${name}@town.example`, passwordHash: 'x', role, organisations: [organisation], created: new Date(now).toISOString() };
    if (!(await house.stores.users.add(newUser(known)))) throw new Error('Not added');
    return { kind: 'staff', user: name, role, organisations: [organisation], mayWrite: true };
  };
  const record = async (viewer: Viewer, title: string, more: Readonly<Record<string, unknown>> = {}): Promise<KnowledgeRecord> => {
    const made = await house.actions.createRecord(viewer, 'project', null, aProjectInput({ title, ...more }));
    if (!made.ok) throw new Error(JSON.stringify(made.refusal));
    return made.value;
  };
  /** Who was written to since the last time, and what about: the titles in the order of the mail. */
  const seen = new Set<string>();
  const mails = async (): Promise<Record<string, string[]>> => {
    const listed = await house.actions.listMail(ADMIN);
    if (!listed.ok) throw new Error('Not listed');
    const fresh = listed.value.items.filter(({ id, kind }) => kind === 'reminder' && !seen.has(id));
    for (const { id } of fresh) seen.add(id);
    return Object.fromEntries(fresh.map(({ to, text }) => [to, [...(text ?? '').matchAll(/^\* (.*)$/gm)].map(([, title]) => title ?? '')]));
  };

  it('asks whoever began it, in one mail, oldest first; nobody before six months, nobody for drafts and public sources', async () => {
    const erika = await person('erika', 'editor');
    await record(erika, 'Zuerst');
    pass(1);
    await record(erika, 'Danach');
    await record(erika, 'Entwurf', { visibility: 'draft' });
    await record(erika, 'Aus der Zeitung', { origin: 'public-source', sources: [{ url: 'https://news.example/a' }], contact: null });
    expect(await house.actions.remind.isDue()).to.equal(true);
    pass(150);
    expect(await house.actions.remind.run()).to.equal(0);
    pass(60);
    expect(await house.actions.remind.run()).to.equal(1);
    expect(await mails()).to.deep.equal({ 'erika@town.example': ['Zuerst', 'Danach'] });
  });

  it('asks the editors when whoever began it is gone or may not confirm, and the admins when there are no editors', async () => {
    const anton = await person('anton', 'author');
    const draft = await record(anton, 'Von Anton', { visibility: 'draft' });
    await house.actions.changeRecord(await operatorOf(house), draft.id, { visibility: 'public' });
    pass(200);
    await house.actions.remind.run();
    expect(await mails()).to.deep.equal({ 'chefin@town.example': ['Von Anton'] });

    const erika = await person('erika', 'editor');
    await person('emil', 'editor');
    await record(erika, 'Von Erika');
    await house.stores.users.change('erika', (before) => ({ ...before, disabled: new Date(now).toISOString() }));
    pass(200);
    await house.actions.remind.run();
    expect(await mails()).to.deep.equal({ 'emil@town.example': ['Von Anton', 'Von Erika'] });
  });

  it('looks once a day, asks again after 30 days only, and no more once it was confirmed or reminders are off', async () => {
    const erika = await person('erika', 'editor');
    const { id } = await record(erika, 'Licht');
    pass(200);
    await house.actions.remind.run();
    expect(Object.keys(await mails())).to.have.length(1);
    expect(await house.actions.remind.isDue(), 'the same day').to.equal(false);
    pass(1);
    expect(await house.actions.remind.isDue(), 'the next day').to.equal(true);
    await house.actions.remind.run();
    pass(28);
    await house.actions.remind.run();
    expect(await mails()).to.deep.equal({});
    pass(1);
    await house.actions.remind.run();
    expect(Object.keys(await mails()), 'after 30 days').to.have.length(1);

    pass(31);
    await house.stores.settings.change((before) => ({ ...before, reminds: false }), []);
    expect(await house.actions.remind.isDue(), 'switched off').to.equal(false);
    await house.stores.settings.change((before) => ({ ...before, reminds: true }), []);
    expect((await house.actions.confirmRecord(erika, id)).ok).to.equal(true);
    await house.actions.remind.run();
    expect(await mails()).to.deep.equal({});
  });

  it('names the oldest few of very many, and says how many more there are', async () => {
    const erika = await person('erika', 'editor');
    for (let n = 0; n < 28; n += 1) await record(erika, `Nummer ${n}`);
    pass(200);
    expect(await house.actions.remind.run()).to.equal(1);
    const [mail] = await house.stores.mails.page(null, 1);
    expect(mail?.subject).to.contain('28');
    const listed = await house.actions.listMail(ADMIN);
    const text = listed.ok ? (listed.value.items[0]?.text ?? '') : '';
    expect([...text.matchAll(/^\* Nummer/gm)]).to.have.length(25);
    expect(text).to.contain('3 weitere Einträge');
  });

  it('reminds nobody twice when the process dies in between', async () => {
    for (const name of ['erika', 'emil']) await record(await person(name, 'editor'), `Von ${name}`);
    pass(200);
    const { stores, actions, clock, addresses } = house;
    const dying = remind({
      ...stores,
      clock,
      addresses,
      queueMail: actions.queueMail,
      reminders: {
        ...stores.reminders,
        reminded: async () => {
          throw new Error('the process dies here, after the mail was queued');
        },
      },
    });
    await dying.run().then(
      () => expect.fail('it should have died'),
      () => undefined,
    );
    expect(await actions.remind.isDue(), 'it goes on at the next start').to.equal(true);
    pass(2);
    await actions.remind.run();
    const listed = await actions.listMail(ADMIN);
    expect(listed.ok && listed.value.items.map(({ to }) => to).sort()).to.deep.equal(['emil@town.example', 'erika@town.example']);
  });

  it('says which contacts are empty or refused by the mail server, until the mailbox works again', async () => {
    const erika = await person('erika', 'editor');
    const licht = await record(erika, 'Licht', { contact: { mailbox: 'Weg@town.example' } });
    const strom = await record(erika, 'Strom', { contact: { mailbox: 'da@town.example' } });
    const server = await aMailServer();
    try {
      server.answers.set('weg@town.example', { code: 550, text: '5.1.1 No such user' });
      const mailer = smtpMailer(smtpAddress(server.url, BASE));
      const write = async (): Promise<void> => {
        for (const to of ['weg@town.example', 'da@town.example'])
          await house.actions.queueMail({ kind: 'submitted', title: 'x', href: BASE, by: 'y', to, language: 'de' });
        await house.actions.sendMail.round(mailer, async () => true);
      };
      await write();
      expect([...(await house.actions.checkContacts.all([licht, strom]))]).to.deep.equal([[licht.id, 'refused']]);
      server.answers.clear();
      await write();
      expect(await house.actions.checkContacts.contactTrouble(licht)).to.equal(null);
    } finally {
      await server.stop();
    }
    const without = { ...licht, content: { ...licht.content, contact: { unit: null, role: null, mailbox: null } } } as KnowledgeRecord;
    expect(await house.actions.checkContacts.contactTrouble(without)).to.equal('empty');
    expect(await house.actions.checkContacts.contactTrouble({ ...without, visibility: 'draft' })).to.equal(null);
  });
});
