import { expect } from 'chai';

import { aVisitor, signedIn } from '../../fixtures/a-staff-browser.ts';
import { ADMIN } from '../../fixtures/an-instance.ts';
import { aHouseWithDoors, DAY, HOUR, type HouseWithDoors, PASSWORD } from './a-house-with-doors.ts';

const SESSION = 'leuchtnetz.sid';

describe('signing in', () => {
  let town: HouseWithDoors;
  before(async () => {
    town = await aHouseWithDoors();
    await town.person('erika@musterstadt.example', 'editor');
  });
  after(() => town.close());
  const erika = () => signedIn(town.url, 'erika@musterstadt.example', PASSWORD);

  it('leads back to where somebody was, says who is signed in, and ends with signing out', async () => {
    const browser = aVisitor(town.url);
    const answer = await browser.post('/sign-in', { ...ADMIN, to: '/organisations?x=1' });
    expect([answer.status, answer.location]).to.deep.equal([303, '/organisations?x=1']);
    const page = await browser.get('/');
    expect(page.text).to.include(ADMIN.email).and.include('Abmelden');
    const out = await browser.post('/sign-out', {}, '/');
    expect([out.status, out.location]).to.deep.equal([303, '/']);
    expect((await browser.get('/')).text).to.not.include('Abmelden');
  });

  it('gives readers no cookie before they want to sign in', async () => {
    const browser = aVisitor(town.url);
    for (const path of ['/', '/search', '/organisations']) await browser.get(path);
    expect([...browser.cookies.keys()]).to.deep.equal([]);
  });

  it('begins a session of its own, never the one a stranger has put there', async () => {
    const browser = aVisitor(town.url);
    browser.cookies.set(SESSION, 's%3Aplanted.abc');
    await browser.post('/sign-in', ADMIN);
    const first = browser.cookies.get(SESSION);
    expect(first).to.not.equal(undefined).and.not.equal('s%3Aplanted.abc');
    await browser.post('/sign-in', ADMIN, '/');
    expect(browser.cookies.get(SESSION)).to.not.equal(first);
  });

  it('guards its cookie', async () => {
    const browser = aVisitor(town.url);
    const answer = await browser.post('/sign-in', ADMIN);
    const [cookie = ''] = answer.headers.getSetCookie().filter((line) => line.startsWith(SESSION));
    expect(cookie)
      .to.match(/HttpOnly/)
      .and.match(/SameSite=Lax/)
      .and.match(/Path=\//)
      .and.not.match(/Domain/);
  });

  it('makes the cookie worth nothing after signing out', async () => {
    const browser = await erika();
    const stolen = aVisitor(town.url);
    stolen.cookies.set(SESSION, browser.cookies.get(SESSION) ?? '');
    expect((await stolen.get('/')).text).to.include('erika@');
    await browser.post('/sign-out', {}, '/');
    expect((await stolen.get('/')).text).to.not.include('erika@');
  });

  it('ends after half a day without a click and after a week in any case', async () => {
    const idle = await erika();
    town.pass(13 * HOUR);
    expect((await idle.get('/')).text).to.not.include('Abmelden');
    const busy = await erika();
    for (let days = 0; days < 6; days += 0.25) {
      town.pass(6 * HOUR);
      expect((await busy.get('/')).text, `after ${days} days`).to.include('Abmelden');
    }
    town.pass(DAY + HOUR);
    expect((await busy.get('/')).text).to.not.include('Abmelden');
  });

  it('keeps no page of somebody who is signed in', async () => {
    const browser = await erika();
    for (const path of ['/', '/search', '/organisations/musterstadt', '/imprint', '/feed.atom', '/nothing-here', '/ns/v1', '/sitemap.xml']) {
      const { headers } = await browser.get(path);
      expect(headers.get('cache-control'), path).to.include('no-store');
      expect(headers.get('vary')?.toLowerCase(), path).to.include('cookie');
    }
  });

  it('takes odd fields for a wrong password, never for a fault', async () => {
    const browser = aVisitor(town.url);
    for (const fields of [
      {},
      { email: ['a@b.example', 'c@d.example'], password: ['x', 'y'] },
      { email: '\u0000', password: 'x'.repeat(100_000) },
      { to: '//evil' },
    ])
      expect((await browser.post('/sign-in', fields)).status, JSON.stringify(fields).slice(0, 60)).to.equal(422);
  });

  it('leads nowhere else', async () => {
    for (const to of [
      '//evil.example',
      '/\\evil.example',
      'https:evil.example',
      'https://evil.example/',
      '/\t/evil.example',
      '/.//evil.example',
      'javascript:alert(1)',
    ]) {
      const browser = aVisitor(town.url);
      const { location } = await browser.post('/sign-in', { ...ADMIN, to });
      expect(location, to).to.equal('/my/records');
      const again = await browser.get(`/sign-in?to=${encodeURIComponent(to)}`);
      expect(again.location, to).to.equal('/my/records');
    }
    const coded = await aVisitor(town.url).post('/sign-in', { ...ADMIN, to: '/%09/evil.example' });
    expect(new URL(coded.location ?? '', town.url).origin).to.equal(town.url);
  });
});
