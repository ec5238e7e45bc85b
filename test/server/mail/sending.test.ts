import { expect } from 'chai';

import { smtpAddress } from '../../../server/mail/smtp-address.ts';
import { smtpMailer } from '../../../server/mail/smtp-mailer.ts';
import type { Mailer } from '../../../server/ports/mailer.ts';
import { aMailServer, headerOf, type MailServer, partOf } from '../../fixtures/a-mail-server.ts';
import { ADMIN, aPostOffice, DAY, HOUR, MINUTE, type OpenPostOffice, type PostOffice } from './a-post-office.ts';

const BASE = 'https://wissen.musterstadt.example';
const INVITATION = {
  kind: 'invitation',
  link: `${BASE}/invitation/abc`,
  by: 'Änne Groß',
  organisation: 'Musterstadt',
  until: '2026-11-28T08:00:00.000Z',
} as const;
const SUBMITTED = { kind: 'submitted', title: 'Licht & <b>Schatten</b>', href: `${BASE}/projects/licht`, by: 'A. Klein', language: 'de' } as const;

describe('sending mail', () => {
  let office: PostOffice;
  let open: OpenPostOffice;
  let server: MailServer;
  let mailer: Mailer;
  beforeEach(async () => {
    [office, server] = await Promise.all([aPostOffice(), aMailServer()]);
    open = await office.open();
    mailer = smtpMailer(smtpAddress(server.url, BASE));
  });
  afterEach(async () => {
    await server.stop();
    await open.collections.close();
    office.remove();
  });

  const always = async (): Promise<boolean> => true;
  const round = () => open.sending.round(mailer, always);
  const states = async (): Promise<Record<string, string>> => {
    const listed = await open.list(ADMIN);
    if (!listed.ok) throw new Error('Not listed');
    return Object.fromEntries(listed.value.items.map(({ to, state }) => [to, state]));
  };

  it('delivers the words, with absolute links and without anything that could follow the reader', async () => {
    expect(await open.queue({ ...INVITATION, to: ' Neu@Musterstadt.example ', language: 'de' })).to.equal(true);
    expect(await round()).to.deep.equal({ tried: 1, serverAway: null });
    const [mail] = server.received;
    if (mail === undefined) throw new Error('Nothing came');
    expect([mail.from, ...mail.to]).to.deep.equal(['noreply@wissen.musterstadt.example', 'neu@musterstadt.example']);
    expect(headerOf(mail, 'Subject')).to.equal('Einladung zum Leuchtnetz');
    expect(headerOf(mail, 'Auto-Submitted')).to.equal('auto-generated');
    const text = partOf(mail, 'text/plain');
    expect(text).to.contain('Änne Groß lädt Sie ein').and.contain(`${BASE}/invitation/abc`).and.contain('28. November 2026');
    const html = partOf(mail, 'text/html');
    expect(html).to.contain('<html lang="de">').and.contain(`href="${BASE}/invitation/abc"`);
    const addresses = [...html.matchAll(/https?:\/\/[^"<\s]+/g)].map(([found]) => found);
    expect(addresses.filter((address) => !address.startsWith(BASE))).to.deep.equal([]);
    expect(html).to.not.match(/<img|<script|<link|style=/);
    expect(await states()).to.deep.equal({ 'neu@musterstadt.example': 'sent' });
    expect(await round(), 'once').to.deep.equal({ tried: 0, serverAway: null });
  });

  it('speaks English where asked, and writes titles as text', async () => {
    await open.queue({ ...SUBMITTED, to: 'e@town.example', language: 'en' });
    await round();
    const [mail] = server.received;
    if (mail === undefined) throw new Error('Nothing came');
    expect(headerOf(mail, 'Subject')).to.equal('For review: Licht & <b>Schatten</b>');
    expect(partOf(mail, 'text/plain')).to.contain('“Licht & <b>Schatten</b>”');
    expect(partOf(mail, 'text/html')).to.contain('Licht &amp; &lt;b&gt;Schatten&lt;/b&gt;').and.not.contain('<b>Schatten');
  });

  it('lets nobody slip in a header, a recipient or a second line', async () => {
    for (const to of ['a@b.example\r\nBcc: x@y.example', 'a@b.example, x@y.example', '<a@b.example>', 'a@b.example>\r\nDATA', 'A B <a@b.example>', ''])
      expect(await open.queue({ ...SUBMITTED, to }), to).to.equal(false);
    await open.queue({ ...SUBMITTED, title: 'Eins\r\nBcc: x@y.example\r\n\r\nText', by: 'x\r\n.\r\nMAIL FROM:<x@y.example>', to: 'a@b.example' });
    await round();
    expect(server.received.map(({ to }) => to)).to.deep.equal([['a@b.example']]);
    const [mail] = server.received;
    if (mail === undefined) throw new Error('Nothing came');
    expect(headerOf(mail, 'Bcc')).to.equal(null);
    expect(headerOf(mail, 'Subject')).to.equal('Zur Prüfung: Eins Bcc: x@y.example Text');
  });

  it('remembers a mailbox that is refused, tries it no more, and forgets the refusal once it works', async () => {
    server.answers.set('weg@town.example', { code: 550, text: '5.1.1 No such user' });
    await open.queue({ ...SUBMITTED, to: 'weg@town.example' });
    await open.queue({ ...SUBMITTED, to: 'da@town.example' });
    await round();
    expect(await states()).to.deep.equal({ 'weg@town.example': 'refused', 'da@town.example': 'sent' });
    const [refusal] = await open.mails.refusals(['weg@town.example', 'da@town.example']);
    expect(refusal?.mailbox).to.equal('weg@town.example');
    expect(refusal?.reason).to.contain('No such user');
    office.pass(4 * DAY);
    expect((await round()).tried).to.equal(0);

    server.answers.clear();
    await open.queue({ ...SUBMITTED, to: 'weg@town.example' });
    await round();
    expect(await open.mails.refusals(['weg@town.example'])).to.deep.equal([]);
  });

  it('does not blame the mailbox for a refused message, nor for a server that will not carry for us', async () => {
    server.refuseMessages = { code: 554, text: '5.6.0 Looks like spam' };
    server.answers.set('fern@town.example', { code: 550, text: '5.7.1 Relaying denied' });
    await open.queue({ ...SUBMITTED, to: 'da@town.example' });
    await open.queue({ ...SUBMITTED, to: 'fern@town.example' });
    await round();
    expect(await states()).to.deep.equal({ 'da@town.example': 'refused', 'fern@town.example': 'waiting' });
    expect(await open.mails.refusals(['da@town.example', 'fern@town.example'])).to.deep.equal([]);
  });

  it('comes again later when the server says so, with longer and longer pauses, while others go', async () => {
    server.answers.set('grau@town.example', { code: 451, text: '4.7.1 Greylisted' });
    await open.queue({ ...SUBMITTED, to: 'grau@town.example' });
    await open.queue({ ...SUBMITTED, to: 'da@town.example' });
    expect((await round()).tried).to.equal(2);
    expect(await states()).to.deep.equal({ 'grau@town.example': 'waiting', 'da@town.example': 'sent' });
    for (const wait of [MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR]) {
      office.pass(wait - 1);
      expect((await round()).tried, `before ${wait}`).to.equal(0);
      office.pass(1);
      expect((await round()).tried, `after ${wait}`).to.equal(1);
    }
    server.answers.clear();
    office.pass(12 * HOUR);
    await round();
    expect(await states()).to.deep.equal({ 'grau@town.example': 'sent', 'da@town.example': 'sent' });
    expect(server.received.map(({ to }) => to[0])).to.deep.equal(['da@town.example', 'grau@town.example']);
  });

  it('gives up after three days, and says what the server said last', async () => {
    server.answers.set('grau@town.example', { code: 451, text: '4.7.1 Greylisted' });
    await open.queue({ ...SUBMITTED, to: 'grau@town.example' });
    for (let n = 0; n < 12; n += 1) {
      await round();
      office.pass(12 * HOUR);
    }
    const listed = await open.list(ADMIN);
    const [mail] = listed.ok ? listed.value.items : [];
    expect(mail?.state).to.equal('given-up');
    expect(mail?.fault).to.contain('Greylisted');
    expect(mail?.text, 'an admin can still read it').to.contain('zur Prüfung');
    expect((await round()).tried).to.equal(0);
  });

  it('waits while the server is down, trying one instead of all, and sends everything when it is up', async () => {
    for (const to of ['a@town.example', 'b@town.example', 'c@town.example']) await open.queue({ ...SUBMITTED, to });
    await server.stop();
    const down = await round();
    expect(down.tried).to.equal(1);
    expect(down.serverAway).to.be.a('string');
    expect(Object.values(await states())).to.deep.equal(['waiting', 'waiting', 'waiting']);
    await server.start();
    office.pass(MINUTE);
    expect(await round()).to.deep.equal({ tried: 3, serverAway: null });
    expect(server.received.map(({ to }) => to[0]).sort()).to.deep.equal(['a@town.example', 'b@town.example', 'c@town.example']);
  });

  it('keeps what is queued through a crash, and repeats at most the mail at hand, under the same name', async () => {
    for (const to of ['a@town.example', 'b@town.example']) {
      await open.queue({ ...SUBMITTED, to });
      office.pass(1);
    }
    const dying: Mailer = {
      async deliver(message) {
        await mailer.deliver(message);
        throw new Error('the process dies here, after the server took it');
      },
    };
    await open.sending.round(dying, always).then(
      () => expect.fail('it should have died'),
      () => undefined,
    );
    await open.collections.close();
    open = await office.open();
    await round();
    office.pass(MINUTE);
    await round();
    const got = server.received.map((mail) => ({ to: mail.to[0] ?? '', id: headerOf(mail, 'Message-ID') }));
    expect(got.filter(({ to }) => to === 'b@town.example')).to.have.length(1);
    const repeated = got.filter(({ to }) => to === 'a@town.example').map(({ id }) => id);
    expect(repeated).to.have.length(2);
    expect(new Set(repeated).size, 'the receiver can see that it is the same').to.equal(1);
  });

  it('queues the same letter once under its key', async () => {
    expect(await open.queue({ ...SUBMITTED, to: 'a@town.example' }, 'k1')).to.equal(true);
    expect(await open.queue({ ...SUBMITTED, to: 'a@town.example' }, 'k1')).to.equal(false);
    await round();
    expect(server.received).to.have.length(1);
  });

  it('is shown to admins alone; a one-time link is not kept once it was sent, and nothing longer than 30 days', async () => {
    await open.queue({ ...INVITATION, to: 'neu@town.example', language: 'de' });
    const textOf = async (): Promise<string | null | undefined> => {
      const listed = await open.list(ADMIN);
      return listed.ok ? listed.value.items[0]?.text : undefined;
    };
    expect(await textOf()).to.contain('/invitation/abc');
    await round();
    expect(await textOf()).to.equal(null);
    for (const viewer of [{ kind: 'visitor' }, { ...ADMIN, role: 'editor' }, { ...ADMIN, role: 'author' }] as const)
      expect((await open.list(viewer)).ok).to.equal(false);
    office.pass(30 * DAY - 1);
    expect(await open.sending.tidy()).to.equal(0);
    office.pass(2);
    expect(await open.sending.tidy()).to.equal(1);
    expect(await states()).to.deep.equal({});
  });
});
