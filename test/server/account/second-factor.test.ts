import { expect } from 'chai';
import { Secret, TOTP } from 'otpauth';

import { aVisitor, type StaffBrowser, signedIn } from '../../fixtures/a-staff-browser.ts';
import { aHouseWithDoors, type HouseWithDoors, MINUTE, PASSWORD } from './a-house-with-doors.ts';

const EMAIL = 'erika@musterstadt.example';
const PAGE = '/my/account/second-factor';

describe('a second factor', () => {
  let town: HouseWithDoors;
  let app: TOTP;
  let recovery: string[];
  beforeEach(async () => {
    town = await aHouseWithDoors();
    await town.person(EMAIL, 'editor');
  });
  afterEach(() => town.close());

  const now = (): number => town.house.clock().getTime();
  const code = (steps = 0): string => app.generate({ timestamp: now() + steps * 30_000 });
  /** Sets it up as somebody with a phone does. */
  const enrol = async (browser: StaffBrowser): Promise<string> => {
    const { text } = await browser.get(PAGE);
    const [, typed = ''] = /<code class="account__secret">([^<]+)</.exec(text) ?? [];
    app = new TOTP({ secret: Secret.fromBase32(typed.replaceAll(' ', '')) });
    expect(text).to.include('src="data:image/svg+xml').and.include('alt="QR-Code');
    const done = await browser.post(PAGE, { do: 'prove', code: code() });
    recovery = [...done.text.matchAll(/<li><code>([^<]+)<\/code>/g)].map(([, found]) => found ?? '');
    town.pass(MINUTE);
    return done.text;
  };
  const halfway = async (): Promise<StaffBrowser> => {
    const browser = aVisitor(town.url);
    const { location } = await browser.post('/sign-in', { email: EMAIL, password: PASSWORD, to: '/organisations', kept: '{"title":"x"}' });
    expect(location).to.equal('/sign-in/code');
    return browser;
  };
  const send = (browser: StaffBrowser, typed: string) => browser.post('/sign-in/code', { code: typed });
  const isIn = async (browser: StaffBrowser): Promise<boolean> => (await browser.get('/')).text.includes('Abmelden');

  it('counts once a code has proved it, and is asked for from then on', async () => {
    const browser = await signedIn(town.url, EMAIL, PASSWORD);
    const first = await browser.get(PAGE);
    expect((await browser.get(PAGE)).text.match(/account__secret">[^<]+/)?.[0], 'the same secret when looked at again').to.equal(
      first.text.match(/account__secret">[^<]+/)?.[0],
    );
    const wrong = await browser.post(PAGE, { do: 'prove', code: '000000' });
    expect(wrong.status).to.equal(422);
    expect(await isIn(await signedIn(town.url, EMAIL, PASSWORD)), 'not proved yet').to.equal(true);

    await enrol(browser);
    expect(recovery).to.have.length(10);
    const user = await town.house.stores.users.findByEmail(EMAIL);
    expect(JSON.stringify(user), 'sealed').to.not.include(app.secret.base32);
    for (const one of recovery) expect(JSON.stringify(user)).to.not.include(one);
    expect((await browser.get(PAGE)).text)
      .to.include('noch 10 Wiederherstellungscodes')
      .and.not.include(app.secret.base32);

    const later = await halfway();
    expect(await isIn(later)).to.equal(false);
    const done = await send(later, `${code().slice(0, 3)} ${code().slice(3)}`);
    expect([done.status, done.location]).to.deep.equal([303, '/organisations']);
    expect(await isIn(later)).to.equal(true);
    expect(await town.acts()).to.include('second-factor-on');
  });

  it('cannot be walked around', async () => {
    await enrol(await signedIn(town.url, EMAIL, PASSWORD));
    const browser = await halfway();
    for (const path of ['/my/account', '/my/records', '/projects/new', PAGE, '/my/account/tokens'])
      expect((await browser.get(path)).location, path).to.match(/^\/sign-in\?to=/);
    for (const path of ['/my/account/password', PAGE, '/my/account/tokens', '/my/account/sessions'])
      expect((await browser.post(path, { old: PASSWORD, password: 'Neues Wort 123', do: 'off' }, '/sign-in')).status, path).to.equal(403);
    expect(await isIn(browser)).to.equal(false);
    const token = await fetch(`${town.url}/api/v1/projects`, {
      method: 'POST',
      headers: { cookie: [...browser.cookies].map((pair) => pair.join('=')).join('; ') },
    });
    expect(token.status, 'the API knows no sessions').to.equal(401);
    expect((await aVisitor(town.url).get('/sign-in/code')).location).to.equal('/sign-in');
    expect((await aVisitor(town.url).post('/sign-in/code', { code: code() }, '/sign-in')).location).to.equal('/sign-in');
  });

  it('takes no code twice, none from long ago, and one step early or late', async () => {
    await enrol(await signedIn(town.url, EMAIL, PASSWORD));
    const used = code();
    expect((await send(await halfway(), used)).status).to.equal(303);
    expect((await send(await halfway(), used)).status, 'again').to.equal(422);
    expect((await send(await halfway(), code(-1))).status, 'an older one').to.equal(422);
    expect((await send(await halfway(), code(1))).status, 'one early').to.equal(303);
    town.pass(5 * MINUTE);
    expect((await send(await halfway(), code(-2))).status, 'two late').to.equal(422);
    expect((await send(await halfway(), code(-1))).status, 'one late').to.equal(303);
    town.pass(5 * MINUTE);
    const twice = code();
    const user = (await town.house.stores.users.findByEmail(EMAIL))?.id ?? '';
    const check = (once: string) =>
      town.house.actions.checkSecondFactor({ user, begun: town.house.clock().toISOString(), once, code: twice, from: '192.0.2.1' });
    const both = await Promise.all([check('a'), check('b')]);
    expect(
      both.filter(({ ok }) => ok),
      'at the same moment',
    ).to.have.length(1);
  });

  it('takes a recovery code once, however it is typed', async () => {
    await enrol(await signedIn(town.url, EMAIL, PASSWORD));
    const [one = '', two = ''] = recovery;
    const recover = async (typed: string) => (await halfway()).post('/sign-in/code', { code: '', recovery: typed });
    expect((await recover(one.toLowerCase().replaceAll('-', ' '))).status).to.equal(303);
    expect((await recover(one)).status, 'again').to.equal(422);
    expect((await recover(two)).status).to.equal(303);
    const browser = await halfway();
    await send(browser, code());
    expect((await browser.get(PAGE)).text).to.include('noch 8 Wiederherstellungscodes');
  });

  it('begins again with the password after five wrong codes, and after ten minutes', async () => {
    await enrol(await signedIn(town.url, EMAIL, PASSWORD));
    const browser = await halfway();
    for (let n = 0; n < 5; n += 1) expect((await send(browser, '111111')).status).to.equal(422);
    const over = await send(browser, code());
    expect(over.status).to.equal(403);
    expect(over.text).to.include('noch einmal mit dem Passwort').and.include('name="kept"');
    expect((await browser.get('/sign-in/code')).location).to.equal('/sign-in');

    const late = await halfway();
    town.pass(11 * MINUTE);
    expect((await send(late, code())).status).to.equal(403);
    const ended = await halfway();
    await town.house.actions.manageUsers.disable(town.operator, EMAIL);
    expect((await send(ended, code())).status, 'closed meanwhile').to.equal(403);
  });

  it('is slow to guess for whoever knows the password, and the password alone makes no place known', async () => {
    await enrol(await signedIn(town.url, EMAIL, PASSWORD));
    const user = await town.house.stores.users.findByEmail(EMAIL);
    const guess = (from: string, n: number) =>
      town.house.actions.checkSecondFactor({ user: user?.id ?? '', begun: town.house.clock().toISOString(), once: `${from} ${n}`, code: '111111', from });
    const kinds = await Promise.all(Array.from({ length: 30 }, (_, n) => guess('203.0.113.1', n)));
    expect(kinds.filter((done) => !done.ok && done.refusal.kind === 'too-many-attempts')).to.have.length(10);
    for (let n = 0; n < 40; n += 1) await guess(`203.0.113.${n + 2}`, n);
    const stranger = await guess('192.0.2.1', 0);
    expect(!stranger.ok && stranger.refusal.kind).to.equal('too-many-attempts');
    await town.house.actions.signIn.check({ email: EMAIL, password: PASSWORD, from: '203.0.113.99' });
    expect((await town.house.stores.users.findByEmail(EMAIL))?.knownFrom).to.deep.equal(user?.knownFrom);
    expect((await send(await halfway(), code())).status, 'the owner, where they are known').to.equal(303);
  });

  it('is turned off with the password alone, and its recovery codes renewed', async () => {
    const browser = await signedIn(town.url, EMAIL, PASSWORD);
    await enrol(browser);
    const [old = ''] = recovery;
    expect((await browser.post(PAGE, { do: 'off', password: 'falsch' })).status).to.equal(422);
    expect((await browser.post(PAGE, { do: 'codes', password: '' })).status).to.equal(422);
    const renewed = await browser.post(PAGE, { do: 'codes', password: PASSWORD });
    expect(renewed.text).to.include('leuchtnetz-wiederherstellungscodes.txt').and.not.include(old);
    expect((await (await halfway()).post('/sign-in/code', { recovery: old })).status, 'an old one').to.equal(422);
    const off = await browser.post(PAGE, { do: 'off', password: PASSWORD });
    expect(off.location).to.equal(`${PAGE}?done=off`);
    expect(await isIn(await signedIn(town.url, EMAIL, PASSWORD))).to.equal(true);
    expect(await town.acts()).to.include('second-factor-off');
  });

  it('that the instance demands leaves reading, and takes writing until it is there', async () => {
    const browser = await signedIn(town.url, EMAIL, PASSWORD);
    await town.house.stores.settings.change((before) => ({ ...before, secondFactor: 'everybody' }), []);
    expect((await browser.get('/')).text).to.include('verlangt einen zweiten Faktor');
    const token = await browser.post('/my/account/tokens', { label: 'x', scope: 'write', password: PASSWORD });
    expect(token.status, 'no token leads around it').to.equal(403);
    await enrol(browser);
    expect((await browser.get('/')).text).to.not.include('verlangt einen zweiten Faktor');
    expect((await browser.post('/my/account/tokens', { label: 'x', scope: 'write', password: PASSWORD })).status).to.equal(200);
  });
});
