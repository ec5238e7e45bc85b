import { expect } from 'chai';

import { aProjectInput } from '../../fixtures/a-project.ts';
import { type Api, anApi, at, problemsIn, textAt } from './an-api.ts';

describe('who may do what through the API', () => {
  let api: Api;
  let draft: string;
  let published: string;
  let stranger: string;
  before(async () => {
    api = await anApi();
    draft = `/projects/${textAt(await api.ask('POST', '/projects', { body: aProjectInput({ visibility: 'draft', title: 'Noch geheim' }) }), 'slug')}`;
    published = `/projects/${textAt(await api.ask('POST', '/projects', { body: aProjectInput() }), 'slug')}`;
    stranger = await api.tokenFor('admin', 'write', [await api.addTown('nachbarstadt')]);
  });
  after(() => api.close());

  it('hides a draft from everybody else as if it were not there', async () => {
    const missing = await api.ask('GET', '/projects/gibt-es-nicht', { token: null });
    for (const token of [null, stranger]) {
      const hidden = await api.ask('GET', draft, { token });
      expect(hidden.json).to.deep.equal(missing.json);
      expect(hidden.status).to.equal(404);
    }
    expect((await api.ask('PATCH', draft, { token: stranger, body: { title: 'Meins' } })).status).to.equal(404);
    expect((await api.ask('DELETE', draft, { token: stranger })).status).to.equal(404);
    expect((await api.ask('POST', `${draft}/confirm`, { token: stranger })).status).to.equal(404);
    expect((await api.ask('GET', draft)).status).to.equal(200);
    await api.settled();
    for (const list of ['/projects', '/records', '/search?q=geheim']) expect((await api.ask('GET', list)).text, list).to.not.include('geheim"');
  });

  it("lets nobody touch another organisation's published record", async () => {
    for (const [method, path] of [
      ['PATCH', published],
      ['DELETE', published],
      ['POST', `${published}/confirm`],
    ] as const) {
      const answer = await api.ask(method, path, { token: stranger, ...(method === 'PATCH' ? { body: { title: 'Meins' } } : {}) });
      expect(answer.status, method).to.equal(403);
    }
    expect(at(await api.ask('GET', published), 'title')).to.equal('Straßenbeleuchtung mit Bewegungsmeldern');
  });

  it('asks for a token before it reads a body, and says how', async () => {
    for (const [method, path] of [
      ['POST', '/projects'],
      ['PATCH', published],
      ['DELETE', published],
      ['POST', `${published}/confirm`],
    ] as const) {
      const answer = await api.ask(method, path, { token: null, ...(method === 'PATCH' ? { raw: 'kein JSON' } : {}) });
      expect(answer.status, method).to.equal(401);
      expect(answer.headers.get('www-authenticate')).to.equal('Bearer realm="api"');
      expect(textAt(answer, 'detail')).to.include('leuchtnetz token create');
    }
  });

  it('refuses a token that nobody knows, also for reading, and any other kind of sign-in', async () => {
    for (const authorization of ['Bearer falsch', 'Bearer ', 'Bearer', 'Basic YTpi', `Bearer ${'x'.repeat(5_000)}`, 'Bearer {"$ne":null}']) {
      const answer = await api.ask('GET', published, { token: null, headers: { authorization } });
      expect(answer.status, authorization).to.equal(401);
      expect(answer.headers.get('www-authenticate')).to.include('invalid_token');
    }
  });

  it('takes no token from the address and no cookie', async () => {
    const address = `${draft}?access_token=${api.token}&token=${api.token}`;
    expect((await api.ask('GET', address, { token: null, headers: { cookie: `leuchtnetz.sid=${api.token}` } })).status).to.equal(404);
  });

  it('lets a read token read drafts of its organisation and write nothing', async () => {
    const token = await api.tokenFor('admin', 'read');
    expect((await api.ask('GET', draft, { token })).status).to.equal(200);
    expect((await api.ask('POST', '/projects', { token, body: aProjectInput() })).status).to.equal(403);
    expect((await api.ask('PATCH', draft, { token, raw: 'nicht einmal gelesen' })).status).to.equal(403);
  });

  it('lets authors draft and editors publish', async () => {
    const author = await api.tokenFor('author', 'write');
    const editor = await api.tokenFor('editor', 'write');
    const own = await api.ask('POST', '/projects', { token: author, body: aProjectInput({ visibility: 'draft' }) });
    const path = `/projects/${textAt(own, 'slug')}`;
    expect((await api.ask('POST', '/projects', { token: author, body: aProjectInput() })).status).to.equal(403);
    expect((await api.ask('PATCH', path, { token: author, body: { visibility: 'public' } })).status).to.equal(403);
    expect((await api.ask('PATCH', path, { token: editor, body: { visibility: 'public' } })).status).to.equal(200);
    expect(
      (await api.ask('POST', '/projects', { token: await api.tokenFor('reader', 'write'), body: aProjectInput({ visibility: 'draft' }) })).status,
    ).to.equal(403);
  });

  it('forgets a token with its person', async () => {
    const { id, token } = await api.aPerson('admin', 'write');
    expect((await api.ask('GET', '/projects', { token })).status).to.equal(200);
    await api.house.stores.users.change(id, (before) => ({ ...before, disabled: new Date().toISOString() }));
    expect((await api.ask('GET', '/projects', { token })).status).to.equal(401);
  });

  it('shows followers-only records to people of this instance alone', async () => {
    const made = await api.ask('POST', '/lessons', {
      body: { lessonKind: 'tip', statement: 'Nur unter uns gesagt', theme: 'culture', visibility: 'followers' },
    });
    const path = `/lessons/${textAt(made, 'slug')}`;
    expect((await api.ask('GET', path, { token: null })).status).to.equal(404);
    expect((await api.ask('GET', path, { token: stranger })).status).to.equal(200);
    await api.settled();
    for (const list of ['/lessons', '/records', '/search?q=gesagt'])
      expect((await api.ask('GET', list, { token: null })).text, list).to.not.include('Nur unter uns');
    expect(at(await api.ask('GET', '/search?q=gesagt', { token: stranger }), 'total')).to.equal(1);
  });

  it('publishes for the organisation named by IRI or handle, and for no other', async () => {
    const both = await api.tokenFor('editor', 'write', [api.home, await api.addTown('umland')]);
    for (const publisher of ['umland', '@umland', `${api.url}/organisations/umland`]) {
      const made = await api.ask('POST', '/projects', { token: both, body: aProjectInput({ publisher }) });
      expect(at(made, 'publisher.handle'), publisher).to.equal('umland');
    }
    for (const publisher of ['nachbarstadt', `${api.url}/organisations/nachbarstadt`, 'niemand', 'https://fremd.example/actor', '']) {
      const refused = await api.ask('POST', '/projects', { body: aProjectInput({ publisher }) });
      expect(refused.status, publisher).to.equal(422);
      expect(problemsIn(refused)).to.deep.equal(['publisher: not-your-organisation']);
    }
  });

  it('keeps answers to a token out of every cache', async () => {
    const own = await api.ask('GET', draft);
    const open = await api.ask('GET', published, { token: null });
    expect(own.headers.get('cache-control')).to.equal('private, no-store');
    expect(open.headers.get('cache-control')).to.equal('no-cache');
    for (const answer of [own, open]) expect(answer.headers.get('vary')).to.include('Authorization').and.include('Accept-Language');
    expect((await api.ask('GET', '/projects/gibt-es-nicht')).headers.get('cache-control')).to.equal('no-store');
  });

  it('speaks the language asked for', async () => {
    const german = await api.ask('GET', '/projects/nix');
    const english = await api.ask('GET', '/projects/nix', { headers: { 'accept-language': 'en-GB, de;q=0.5' } });
    expect([german.headers.get('content-language'), textAt(german, 'title')]).to.deep.equal(['de', 'Nicht gefunden']);
    expect([english.headers.get('content-language'), textAt(english, 'title')]).to.deep.equal(['en', 'Not found']);
    expect(textAt(await api.ask('GET', '/projects/nix?lang=en'), 'title')).to.equal('Not found');
  });
});
