import { expect } from 'chai';

import { aVisitor, type StaffBrowser, signedIn } from '../../fixtures/a-staff-browser.ts';
import { aHouseWithDoors, HOUR, type HouseWithDoors, PASSWORD } from './a-house-with-doors.ts';

const EMAIL = 'erika@musterstadt.example';
const TEXT = 'Ein langer Text über Laternen, an dem jemand eine Stunde saß';

/** The hidden fields of the form for signing in, as a browser would send them. */
function hiddenIn(html: string): Record<string, string> {
  const fields = [...html.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [name, unescaped(value)]);
  return Object.fromEntries(fields.filter(([name]) => name !== '_csrf')) as Record<string, string>;
}

function unescaped(text: string): string {
  return text
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&#x3D;', '=')
    .replaceAll('&amp;', '&');
}

describe('a form whose session is gone', () => {
  let town: HouseWithDoors;
  before(async () => {
    town = await aHouseWithDoors();
    await town.person(EMAIL, 'editor');
  });
  after(() => town.close());

  const form = async (browser: StaffBrowser): Promise<string> => (await browser.get('/projects/new')).text;

  it('asks to sign in and brings the text back into the form', async () => {
    const browser = await signedIn(town.url, EMAIL, PASSWORD);
    const token = await browser.token('/projects/new');
    town.pass(13 * HOUR);
    const referer = `${town.url}/projects/new`;
    const lost = await browser.post('/projects/new', { _csrf: token, title: TEXT, 'contact.mailbox': 'a@b.example', do: 'save' }, null, { referer });
    expect(lost.status).to.equal(403);
    expect(lost.text).to.include('nicht verloren').and.include('name="password"');
    const hidden = hiddenIn(lost.text);
    expect(hidden['to']).to.equal('/projects/new');

    const wrong = await browser.post('/sign-in', { ...hidden, email: EMAIL, password: 'falsch' }, '/sign-in');
    expect(wrong.status).to.equal(422);
    const again = hiddenIn(wrong.text);
    expect(again['kept'], 'a wrong password loses nothing either').to.equal(hidden['kept']);

    const { status, location } = await browser.post('/sign-in', { ...again, email: EMAIL, password: PASSWORD }, '/sign-in');
    expect([status, location]).to.deep.equal([303, '/projects/new']);
    expect(await form(browser))
      .to.include(TEXT)
      .and.include('a@b.example');
    expect(await town.house.stores.records.count({}), 'nothing was written').to.equal(0);
  });

  it('that was opened before somebody signed in anew comes back with its text', async () => {
    const browser = await signedIn(town.url, EMAIL, PASSWORD);
    const stale = await browser.token('/projects/new');
    await browser.post('/sign-out', {}, '/');
    await browser.post('/sign-in', { email: EMAIL, password: PASSWORD });
    const { status, location } = await browser.post('/projects/new', { _csrf: stale, title: 'Zweites Fenster' }, null);
    expect([status, location]).to.deep.equal([303, '/projects/new']);
    expect(await form(browser)).to.include('Zweites Fenster');
  });

  it('keeps no password, no code and no token', async () => {
    const browser = aVisitor(town.url);
    const { text } = await browser.post(
      '/projects/new',
      { title: 'Licht', password: 'Geheim-1', 'admin.password': 'Geheim-2', code: '123456', _csrf: 'Geheim-3' },
      null,
    );
    expect(hiddenIn(text)['kept']).to.equal('{"title":"Licht"}');
    expect(text).to.not.include('Geheim');
  });

  it('that is the one for signing in says so and keeps what it carries', async () => {
    const browser = aVisitor(town.url);
    const { status, text } = await browser.post('/sign-in', { email: EMAIL, password: 'x', to: '/projects/new', kept: '{"title":"Noch da"}' }, null);
    expect(status).to.equal(403);
    expect(hiddenIn(text)).to.deep.equal({ to: '/projects/new', kept: '{"title":"Noch da"}' });
    const in_ = await signedIn(town.url, EMAIL, PASSWORD);
    const moved = await in_.post('/sign-in', { email: EMAIL, password: 'x', to: '/organisations' }, null);
    expect([moved.status, moved.location], 'whoever is signed in already goes on').to.deep.equal([303, '/organisations']);
  });

  it('that signs out, or is about the account, needs no text kept', async () => {
    const browser = await signedIn(town.url, EMAIL, PASSWORD);
    const token = await browser.token('/my/account');
    town.pass(13 * HOUR);
    const out = await browser.post('/sign-out', { _csrf: token }, null);
    expect([out.status, out.location]).to.deep.equal([303, '/']);
    const { status, text } = await browser.post('/my/account/password', { _csrf: token, old: PASSWORD, password: 'Ein neues Wort 5' }, null);
    expect(status).to.equal(403);
    expect(hiddenIn(text)).to.deep.equal({ to: '/my/account/password' });
  });

  it('is believed under whatever name the town was reached', async () => {
    const sent = await fetch(`${town.url}/projects/new`, { method: 'POST', headers: { origin: town.url }, body: new URLSearchParams({ title: TEXT }) });
    expect(await sent.text()).to.include('name="kept"');
    const alias = town.url.replace('127.0.0.1', 'localhost');
    const other = await fetch(`${town.url}/projects/new`, {
      method: 'POST',
      headers: { origin: alias, 'sec-fetch-site': 'same-origin' },
      body: new URLSearchParams({ title: TEXT }),
    });
    expect(await other.text()).to.include('name="kept"');
  });

  it('cannot be used to carry somebody away', async () => {
    const browser = aVisitor(town.url);
    const sent = await browser.post('/projects/new', { title: 'x' }, null, { referer: 'https://evil.example/projects/new' });
    expect(hiddenIn(sent.text)['to']).to.equal('/projects/new');
    for (const kept of ['nonsense', '[]', '{"a":{"b":1}}', '"x"', '{"__proto__":{"x":"y"}}']) {
      const visitor = aVisitor(town.url);
      expect((await visitor.post('/sign-in', { email: EMAIL, password: PASSWORD, kept, to: '/projects/new' })).status, kept).to.equal(303);
    }
  });
});
