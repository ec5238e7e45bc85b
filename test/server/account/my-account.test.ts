import { expect } from 'chai';

import { aVisitor, signedIn } from '../../fixtures/a-staff-browser.ts';
import { ADMIN } from '../../fixtures/an-instance.ts';
import { aHouseWithDoors, DAY, HOUR, type HouseWithDoors, MINUTE, PASSWORD } from './a-house-with-doors.ts';

const EMAIL = 'erika@musterstadt.example';
const PHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1';
const OFFICE = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0';

describe('my account', () => {
  let town: HouseWithDoors;
  beforeEach(async () => {
    town = await aHouseWithDoors();
    await town.person(EMAIL, 'editor');
  });
  afterEach(() => town.close());
  const erika = () => signedIn(town.url, EMAIL, PASSWORD);
  const from = async (agent: string) => {
    const browser = aVisitor(town.url);
    await browser.post('/sign-in', { email: EMAIL, password: PASSWORD }, '/sign-in', { 'user-agent': agent });
    return browser;
  };

  it('is for who is signed in alone, and says what is known', async () => {
    for (const path of ['', '/password', '/sessions', '/tokens', '/second-factor', '/data'])
      expect((await aVisitor(town.url).get(`/my/account${path}`)).location, path).to.equal(`/sign-in?to=${encodeURIComponent(`/my/account${path}`)}`);
    const browser = await erika();
    const { text } = await browser.get('/my/account');
    expect(text).to.include(EMAIL).and.include('Redaktion').and.include('Musterstadt');
    const done = await browser.post('/my/account', { name: 'Erika <b>Mustermann</b>', language: 'en' });
    expect(done.location).to.equal('/my/account?done=saved');
    expect((await browser.get('/')).text).to.include('Erika &lt;b&gt;Mustermann');
    expect((await browser.post('/my/account', { name: 'Erika', language: 'tlh' })).status).to.equal(422);
    for (const name of ['', '   ', 'x'.repeat(101), '\u202e\u200b'])
      expect((await browser.post('/my/account', { name, language: 'de' })).status, name.slice(0, 5)).to.equal(422);
    expect((await browser.get('/my/account?lang=en')).text).to.include('<h1>My account');
  });

  it('lists sessions by device, and ends one or all others', async () => {
    const phone = await from(PHONE);
    const office = await from(OFFICE);
    const page = await office.get('/my/account/sessions');
    expect(page.text)
      .to.include('Safari auf dem iPhone')
      .and.include('>Firefox unter Windows<')
      .and.match(/ um \d{2}:\d{2}\u00a0Uhr/);
    expect(page.text.match(/diese Sitzung/g)).to.have.length(1);
    expect(page.text.indexOf('Firefox'), 'this one first').to.be.below(page.text.indexOf('iPhone'));
    const [, id = ''] = /name="end" value="([0-9a-f]{64})"/.exec(page.text) ?? [];
    await office.post('/my/account/sessions', { end: id });
    expect((await phone.get('/')).text).to.not.include('Abmelden');
    const again = await from(PHONE);
    expect((await office.post('/my/account/sessions', { end: 'others' })).location).to.equal('/my/account/sessions?done=others');
    expect((await again.get('/')).text).to.not.include('Abmelden');
    expect((await office.get('/')).text).to.include('Abmelden');
    expect(await town.acts()).to.include('sessions-ended');
  });

  it("ends nobody else's session", async () => {
    const victim = await erika();
    const [session] = await town.house.stores.sessions.of((await town.house.stores.users.findByEmail(EMAIL))?.id ?? '');
    await town.person('anton@musterstadt.example', 'author');
    const other = await signedIn(town.url, 'anton@musterstadt.example', PASSWORD);
    await other.post('/my/account/sessions', { end: session?.id ?? '' });
    expect((await victim.get('/')).text).to.include('Abmelden');
  });

  it('does not bring a session back to life that was ended while a page was on its way', async () => {
    const { sessions } = town.house.stores;
    await erika();
    const [session] = await sessions.of((await town.house.stores.users.findByEmail(EMAIL))?.id ?? '');
    if (session === undefined) throw new Error('Nobody is signed in');
    await sessions.end(session.id);
    await sessions.renew(session);
    expect(await sessions.find(session.id)).to.equal(undefined);
  });

  it('makes a token that is shown once, works at the API, and is taken back', async () => {
    const browser = await erika();
    const wrong = await browser.post('/my/account/tokens', { label: 'Fachverfahren', scope: 'write', password: 'falsch' });
    expect(wrong.status).to.equal(422);
    expect(wrong.text, 'what was typed stays')
      .to.include('value="Fachverfahren"')
      .and.match(/value="write" checked/);
    expect((await browser.post('/my/account/tokens', { label: 'x', scope: 'admin', password: PASSWORD })).status).to.equal(422);
    const made = await browser.post('/my/account/tokens', { label: 'Fachverfahren', scope: 'write', password: PASSWORD });
    const [token = ''] = /lnt_[\w-]{43}/.exec(made.text) ?? [];
    const post = (value: string) =>
      fetch(`${town.url}/api/v1/projects`, { method: 'POST', headers: { authorization: `Bearer ${value}`, 'content-type': 'application/json' }, body: '{}' });
    expect((await post(token)).status).to.equal(201);
    const list = await browser.get('/my/account/tokens');
    expect(list.text).to.include('Fachverfahren').and.include('darf lesen und schreiben').and.not.include(token);
    const [, id = ''] = /name="revoke" value="([0-9a-f]{64})"/.exec(list.text) ?? [];

    await town.person('anton@musterstadt.example', 'author');
    const other = await signedIn(town.url, 'anton@musterstadt.example', PASSWORD);
    await other.post('/my/account/tokens', { revoke: id });
    expect((await post(token)).status, 'by somebody else').to.equal(201);
    await browser.post('/my/account/tokens', { revoke: id });
    expect((await post(token)).status).to.equal(401);
    expect(await town.acts()).to.include.members(['token-made', 'token-revoked']);
  });

  it('gives out all that is kept about somebody, and no secret', async () => {
    const browser = await erika();
    await browser.post('/my/account/tokens', { label: 'Fachverfahren', scope: 'read', password: PASSWORD });
    const { status, headers, text } = await browser.post('/my/account/data', {});
    expect(status).to.equal(200);
    expect(headers.get('content-disposition')).to.include('attachment');
    expect(headers.get('cache-control')).to.include('no-store');
    const data = JSON.parse(text) as Record<string, unknown>;
    expect(data).to.include.keys('account', 'sessions', 'tokens', 'unsavedForms', 'audit', 'records');
    expect(text).to.include(EMAIL).and.not.include('argon2').and.not.match(/lnt_/);
    expect(await town.acts()).to.include('person-exported');
  });

  it('counts for nothing the moment it is closed, and changes with its role at once', async () => {
    const browser = await erika();
    const user = await town.house.stores.users.findByEmail(EMAIL);
    expect((await browser.get('/projects/new')).status).to.equal(200);
    await town.house.actions.managePeople.setDuties(town.operator, user?.id ?? '', { role: 'reader', organisations: user?.organisations ?? [], isSure: false });
    expect((await browser.get('/projects/new')).status).to.equal(403);
    expect((await browser.get('/my/account')).text).to.include('Leserin');
    const kept = await town.house.stores.sessions.of(user?.id ?? '');
    await town.house.actions.manageUsers.disable(town.operator, EMAIL);
    expect((await browser.get('/my/account')).location).to.match(/^\/sign-in/);
    expect(await town.house.stores.sessions.of(user?.id ?? '')).to.deep.equal([]);
    for (const session of kept) await town.house.stores.sessions.put(session);
    expect((await browser.get('/my/account')).location, 'were the session still there').to.match(/^\/sign-in/);
  });

  it('tells what the command line did, too', async () => {
    await town.house.actions.useTokens.create(EMAIL, 'read');
    await town.house.actions.manageUsers.disable(town.operator, EMAIL);
    const last = await town.house.actions.manageUsers.disable(town.operator, ADMIN.email);
    expect(last.ok, 'the last admin').to.equal(false);
    expect(await town.acts()).to.include.members(['person-joined', 'token-made', 'person-disabled']);
    const by = (await town.house.stores.audit.page(null, 10)).map((entry) => entry.by);
    expect(new Set(by)).to.deep.equal(new Set(['operator']));
  });

  it('is swept of what has ended, and of nothing else', async () => {
    const { stores, actions } = town.house;
    const user = (await stores.users.findByEmail(EMAIL))?.id ?? '';
    await erika();
    await actions.resetPassword.ask(EMAIL, { from: '192.0.2.1' });
    await town.house.afterwards.settled();
    await actions.sweepAccounts();
    expect(await stores.sessions.of(user)).to.have.length(1);
    expect(await stores.attempts.count(`reset-to ${town.house.secrets.fingerprint(EMAIL)}`, town.house.clock())).to.equal(1);
    expect(await stores.links.open('password-reset', town.house.clock().toISOString())).to.have.length(1);
    town.pass(DAY + HOUR + MINUTE);
    await actions.sweepAccounts();
    expect(await stores.sessions.of(user)).to.deep.equal([]);
    expect(await stores.links.open('password-reset', '')).to.deep.equal([]);
  });
});

describe('over https', () => {
  let town: HouseWithDoors;
  before(async () => {
    town = await aHouseWithDoors({ BASE_URL: 'https://wissen.musterstadt.example' });
    await town.person(EMAIL, 'editor');
  });
  after(() => town.close());

  it('the cookies are for this host alone and never sent in the clear', async () => {
    const browser = aVisitor(town.url);
    const { headers } = await browser.post('/sign-in', { email: EMAIL, password: PASSWORD });
    const lines = headers.getSetCookie();
    const session = lines.filter((line) => line.startsWith('__Host-leuchtnetz.sid='));
    expect(session).to.have.length(1);
    for (const line of [...session, ...(await aVisitor(town.url).get('/sign-in')).headers.getSetCookie()])
      expect(line)
        .to.match(/^__Host-/)
        .and.match(/; Path=\/(;|$)/)
        .and.match(/; HttpOnly/i)
        .and.match(/; Secure/i)
        .and.match(/; SameSite=Lax/i)
        .and.not.match(/Domain/i);
    const out = await browser.post('/sign-out', {}, '/');
    expect(out.headers.getSetCookie().join()).to.match(/__Host-leuchtnetz\.sid=;/);
    expect(browser.cookies.has('__Host-leuchtnetz.sid')).to.equal(false);
  });
});
