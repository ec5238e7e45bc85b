import { expect } from 'chai';

import { aVisitor, type StaffBrowser, signedIn } from '../../fixtures/a-staff-browser.ts';
import { ADMIN } from '../../fixtures/an-instance.ts';
import { aHouseWithDoors, type HouseWithDoors } from './a-house-with-doors.ts';

describe('forms from elsewhere', () => {
  let town: HouseWithDoors;
  let admin: StaffBrowser;
  before(async () => {
    town = await aHouseWithDoors();
    admin = await signedIn(town.url, ADMIN.email, ADMIN.password);
  });
  after(() => town.close());

  const addresses = (): string[] => town.posts.filter((path) => path !== '/setup').map((path) => path.replace(/:\w+/g, 'x').replace(/[*{}]/g, ''));
  const send = (browser: StaffBrowser, path: string, fields: Record<string, string>, headers: Record<string, string>) =>
    browser.post(path, fields, null, headers);

  it('are refused at every address that takes one, by where they come from (T74)', async () => {
    expect(addresses(), 'the router was read').to.include.members([
      '/sign-in',
      '/sign-out',
      '/my/account/password',
      '/my/account/second-factor',
      '/password/forgotten',
    ]);
    for (const path of addresses()) {
      const token = await admin.token('/my/account');
      // Even with the right token: a browser that says "from another site" is believed.
      for (const site of ['cross-site'])
        expect((await send(admin, path, { _csrf: token }, { 'sec-fetch-site': site })).status, `${path} ${site}`).to.equal(403);
    }
  });

  it('are refused at every address without a token, with a wrong one, and with that of somebody else', async () => {
    const other = await (await signedIn(town.url, ADMIN.email, ADMIN.password)).token('/my/account');
    for (const path of addresses()) {
      for (const token of [{}, { _csrf: 'x' }, { _csrf: other }]) {
        const { status, location } = await send(admin, path, { ...token, do: 'x' }, { 'sec-fetch-site': 'same-origin' });
        // Either "this form is too old", or back to the page it stood on with the text kept; never what the form asks for.
        const isRefused = status === 403 || (status === 303 && (location === path || path === '/sign-in'));
        expect(isRefused, `${path} ${status} ${location}`).to.equal(true);
      }
    }
    expect((await admin.get('/my/account')).status, 'nobody was signed out').to.equal(200);
  });

  it('are refused with a token and a cookie that a stranger made for himself and planted', async () => {
    const stranger = await signedIn(town.url, ADMIN.email, ADMIN.password);
    const token = await stranger.token('/my/account');
    const victim = await signedIn(town.url, ADMIN.email, ADMIN.password);
    victim.cookies.set('leuchtnetz.csrf', stranger.cookies.get('leuchtnetz.csrf') ?? '');
    expect((await send(victim, '/my/account', { _csrf: token, name: 'Fremd' }, {})).status).to.equal(403);
    expect((await victim.get('/my/account')).text).to.not.include('Fremd');
  });

  it('are refused when an old browser names another origin and nothing else', async () => {
    const visitor = aVisitor(town.url);
    const { status, text } = await visitor.post('/projects/new', { title: 'Untergeschoben' }, null, { 'sec-fetch-site': '', origin: 'https://evil.example' });
    expect(status).to.equal(403);
    expect(text).to.not.include('Untergeschoben');
  });

  it('do no harm with cookies that are no token', async () => {
    for (const cookie of ['j%3A%7B%22a%22%3A1%7D', 'a.b', '.', '', 'x'.repeat(3_000)]) {
      const visitor = aVisitor(town.url);
      visitor.cookies.set('leuchtnetz.csrf', cookie);
      visitor.cookies.set('leuchtnetz.sid', cookie);
      expect((await visitor.get('/sign-in')).status, cookie.slice(0, 20)).to.equal(200);
      expect((await visitor.post('/sign-in', ADMIN, null)).status, cookie.slice(0, 20)).to.equal(403);
    }
  });
});
