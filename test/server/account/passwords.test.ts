import { expect } from 'chai';

import { resetPassword } from '../../../server/actions/reset-password.ts';
import { aVisitor, signedIn } from '../../fixtures/a-staff-browser.ts';
import { aHouseWithDoors, HOUR, type HouseWithDoors, MINUTE, PASSWORD } from './a-house-with-doors.ts';

const EMAIL = 'erika@musterstadt.example';
const NEW = 'Drei Brücken und ein Turm';

describe('a forgotten password', () => {
  let town: HouseWithDoors;
  beforeEach(async () => {
    town = await aHouseWithDoors();
    await town.person(EMAIL, 'editor');
  });
  afterEach(() => town.close());

  const ask = (email: string) => aVisitor(town.url).post('/password/forgotten', { email });
  const link = async (): Promise<string> => (await town.links('password-reset', EMAIL))[0] ?? '';

  it('is replaced by a link that works once, ends every session and is told by mail', async () => {
    const before = await signedIn(town.url, EMAIL, PASSWORD);
    const asked = await ask(` ${EMAIL.toUpperCase()} `);
    expect([asked.status, asked.location]).to.deep.equal([303, '/password/forgotten?done=sent']);
    const path = await link();
    expect(path).to.match(/^\/password\/new\/[\w-]{43}$/);

    const browser = aVisitor(town.url);
    const page = await browser.get(path);
    expect(page.text).to.include(EMAIL).and.include('autocomplete="new-password"');
    expect(page.headers.get('referrer-policy')).to.equal('no-referrer');
    const short = await browser.post(path, { password: 'kurz' });
    expect(short.status).to.equal(422);
    expect(short.text).to.include('mindestens 8 Zeichen').and.not.include('value="kurz"');
    const done = await browser.post(path, { password: NEW });
    expect([done.status, done.location]).to.deep.equal([303, '/sign-in?done=password']);
    expect((await browser.get('/sign-in?done=password')).text).to.include('neues Passwort gilt');

    expect((await before.get('/')).text, 'a session begun before').to.not.include('Abmelden');
    expect((await aVisitor(town.url).post('/sign-in', { email: EMAIL, password: PASSWORD })).status).to.equal(422);
    await signedIn(town.url, EMAIL, NEW);
    const used = await browser.get(path);
    expect(used.status).to.equal(410);
    expect(used.text).to.include('/password/forgotten');
    expect(await town.mails(EMAIL)).to.include('password-changed');
    expect(await town.acts()).to.include('password-reset');
  });

  it('says the same whether there is such an account or not, and writes to nobody else', async () => {
    const nobody = await ask('niemand@musterstadt.example');
    const somebody = await ask(EMAIL);
    expect([nobody.status, nobody.location]).to.deep.equal([somebody.status, somebody.location]);
    expect(await town.mails('niemand@musterstadt.example')).to.deep.equal([]);
    await town.house.actions.manageUsers.disable(town.operator, EMAIL);
    expect((await ask(EMAIL)).location).to.equal(somebody.location);
    expect((await town.mails(EMAIL)).filter((kind) => kind === 'password-reset')).to.have.length(1);
    for (const email of ['', 'kein', 'a@b\r\nBcc: c@d.example', 'x'.repeat(5_000)])
      expect((await ask(email)).status, email.slice(0, 20)).to.be.oneOf([303, 422]);
  });

  it('costs the same work until the answer whether there is such an account or not', async () => {
    const { stores, secrets, clock, addresses } = town.house;
    const work: string[] = [];
    const counted = <T extends object>(name: string, part: T): T =>
      new Proxy(part, {
        get(target, key) {
          const found: unknown = Reflect.get(target, key);
          return typeof found !== 'function'
            ? found
            : (...given: unknown[]): unknown => {
                work.push(`${name}.${String(key)}`);
                return found.apply(target, given);
              };
        },
      });
    const waiting: (() => Promise<void>)[] = [];
    const { ask } = resetPassword({
      users: counted('users', stores.users),
      links: counted('links', stores.links),
      sessions: counted('sessions', stores.sessions),
      attempts: counted('attempts', stores.attempts),
      secrets: counted('secrets', secrets),
      queueMail: counted('mail', town.house.actions.queueMail),
      clock,
      addresses,
      later: (rest) => void waiting.push(rest),
    });
    const until = async (email: string): Promise<string[]> => {
      work.length = 0;
      await ask(email, { from: '192.0.2.1' });
      return [...work];
    };
    const [there, nobody] = [await until(EMAIL), await until('niemand@musterstadt.example')];
    expect(there).to.deep.equal(nobody);
    expect(
      there.filter((step) => /^(users|links|mail)/.test(step)),
      'nothing is looked up first',
    ).to.deep.equal([]);
    for (const rest of waiting) await rest();
    expect(await town.mails(EMAIL)).to.deep.equal(['password-reset']);
    expect(await town.mails('niemand@musterstadt.example')).to.deep.equal([]);
  });

  it('ends after an hour, with the next link, and with any other change of the password', async () => {
    await ask(EMAIL);
    const first = await link();
    await ask(EMAIL);
    const second = await link();
    expect((await aVisitor(town.url).get(first)).status, 'replaced').to.equal(410);
    town.pass(HOUR + MINUTE);
    expect((await aVisitor(town.url).get(second)).status, 'an hour later').to.equal(410);
    await ask(EMAIL);
    const third = await link();
    const browser = await signedIn(town.url, EMAIL, PASSWORD);
    await browser.post('/my/account/password', { old: PASSWORD, password: NEW });
    const late = await aVisitor(town.url).post(third, { password: 'Noch ein anderes Wort' }, '/sign-in');
    expect(late.status, 'changed meanwhile').to.equal(410);
    await signedIn(town.url, EMAIL, NEW);
  });

  it('is set by one of two who use the link at the same moment', async () => {
    await ask(EMAIL);
    const secret = (await link()).split('/').at(-1) ?? '';
    const set = (password: string) => town.house.actions.resetPassword.set(secret, password, { from: '192.0.2.1' });
    const done = await Promise.all([set('Das eine neue Wort'), set('Das andere neue Wort')]);
    expect(done.filter(({ ok }) => ok)).to.have.length(1);
  });

  it('opens the door for the owner whom guesses have locked out', async () => {
    const check = async (from: string, password: string) => (await town.house.actions.signIn.check({ email: EMAIL, password, from })).ok;
    for (let n = 0; n < 60; n += 1) await check(`203.0.113.${n}`, 'falsch');
    expect(await check('192.0.2.1', PASSWORD)).to.equal(false);
    await ask(EMAIL);
    const secret = (await link()).split('/').at(-1) ?? '';
    await town.house.actions.resetPassword.set(secret, NEW, { from: '192.0.2.1' });
    for (let n = 0; n < 60; n += 1) await check(`203.0.113.${n}`, 'falsch');
    expect(await check('192.0.2.1', NEW)).to.equal(true);
  });

  it('fills nobody\'s mailbox and answers a flood with "later"', async () => {
    const { resetPassword } = town.house.actions;
    for (let n = 0; n < 20; n += 1) expect((await resetPassword.ask(EMAIL, { from: '192.0.2.1' })).ok).to.equal(true);
    expect(await town.mails(EMAIL)).to.have.length(3);
    expect(await resetPassword.ask('x@y.example', { from: '192.0.2.1' })).to.deep.include({ ok: false });
  });

  it('is in no log and no session, and its secret nowhere in the store', async () => {
    await ask(EMAIL);
    const path = await link();
    const secret = path.split('/').at(-1) ?? '';
    const browser = aVisitor(town.url);
    await browser.post(path, { password: NEW });
    expect(town.logged.join('\n')).to.not.include(secret).and.not.include(NEW).and.not.include(EMAIL);
    expect(await town.house.stores.links.find(secret)).to.equal(undefined);
  });
});

describe('changing a password', () => {
  let town: HouseWithDoors;
  before(async () => {
    town = await aHouseWithDoors();
    await town.person(EMAIL, 'editor');
  });
  after(() => town.close());

  it('asks for the old one, keeps who changed it signed in, and makes every other cookie worth nothing', async () => {
    const browser = await signedIn(town.url, EMAIL, PASSWORD);
    const elsewhere = await signedIn(town.url, EMAIL, PASSWORD);
    const stolen = aVisitor(town.url);
    stolen.cookies.set('leuchtnetz.sid', browser.cookies.get('leuchtnetz.sid') ?? '');
    expect((await stolen.get('/')).text).to.include('Abmelden');

    const user = (await town.house.stores.users.findByEmail(EMAIL))?.id ?? '';
    const kept = await town.house.stores.sessions.of(user);
    const wrong = await browser.post('/my/account/password', { old: 'falsch', password: NEW });
    expect(wrong.status).to.equal(422);
    expect(wrong.text).to.include('„Bisheriges Passwort“ stimmt nicht');
    const same = await browser.post('/my/account/password', { old: PASSWORD, password: PASSWORD });
    expect(same.status).to.equal(422);
    const done = await browser.post('/my/account/password', { old: PASSWORD, password: NEW });
    expect([done.status, done.location]).to.deep.equal([303, '/my/account?done=password']);

    expect((await browser.get('/my/account')).status).to.equal(200);
    expect((await stolen.get('/')).text, 'a stolen cookie').to.not.include('Abmelden');
    expect((await elsewhere.get('/my/account')).location).to.equal('/sign-in?to=%2Fmy%2Faccount');
    expect(await town.house.stores.sessions.of(user)).to.have.length(1);
    // Two locks on one door: were the old sessions still there, they would be worth nothing.
    for (const session of kept) await town.house.stores.sessions.put(session);
    expect((await stolen.get('/')).text).to.not.include('Abmelden');
  });

  it('cannot be guessed at an open screen', async () => {
    const browser = await signedIn(town.url, EMAIL, NEW);
    for (let n = 0; n < 10; n += 1) await browser.post('/my/account/password', { old: `falsch ${n}`, password: 'Wieder ein neues Wort' });
    expect((await browser.post('/my/account/password', { old: NEW, password: 'Wieder ein neues Wort' })).status).to.equal(429);
  });
});
