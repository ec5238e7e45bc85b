import { expect } from 'chai';

import { aProjectInput } from '../../fixtures/a-project.ts';
import { type Api, type Asked, anApi, at, listAt, problemsIn, textAt } from './an-api.ts';

describe('bad input to the API', () => {
  let api: Api;
  let path: string;
  before(async () => {
    api = await anApi();
    path = `/projects/${textAt(await api.ask('POST', '/projects', { body: aProjectInput() }), 'slug')}`;
  });
  after(() => api.close());
  afterEach(() => expect(api.faults, 'a 5xx was answered').to.deep.equal([]));

  const post = (asked: Asked) => api.ask('POST', '/projects', asked);
  const draft = (differently: Readonly<Record<string, unknown>>) => post({ body: aProjectInput({ visibility: 'draft', ...differently }) });

  it('survives deep nesting, huge numbers, duplicate keys and very many fields', async () => {
    const deep = (open: string, close: string) => `{"title":${open.repeat(100_000)}${close.repeat(100_000)}}`;
    for (const raw of [deep('[', ']'), `{"contact":${'{"unit":'.repeat(50_000)}1${'}'.repeat(50_000)}}`]) expect((await post({ raw })).status).to.equal(422);
    for (const number of ['1e400', '-1e400', '1e21', '99999999999999999999999', '-1', '"1e5"', '"Infinity"', '[]', '{}']) {
      expect(problemsIn(await post({ raw: `{"timeToRun":${number}}` }))[0], number).to.match(/^timeToRun: /);
    }
    const twice = await post({ raw: '{"title":"eins","title":"zwei"}' });
    expect([twice.status, at(twice, 'title')]).to.deep.equal([201, 'zwei']);
    const many = await post({ body: Object.fromEntries(Array.from({ length: 50_000 }, (_, n) => [`f${n}`, n])) });
    expect(many.status).to.equal(422);
    expect(listAt(many, 'errors')).to.have.length(100);
    const long = await post({ body: { ['x'.repeat(500_000)]: 1 } });
    expect(long.text.length).to.be.below(2_000);
  });

  it('lets no key reach a prototype', async () => {
    for (const raw of [
      '{"__proto__":{"visibility":"public","isAdmin":true}}',
      '{"constructor":{"prototype":{"isAdmin":true}}}',
      '{"toString":"x"}',
      '{"contact":{"__proto__":{"mailbox":"a@b.example"}}}',
      '{"hasOwnProperty":1,"valueOf":2}',
      '{"outcomes":[{"__proto__":{"indicator":"x"}}]}',
    ]) {
      const answer = await post({ raw });
      expect(answer.status, raw).to.equal(422);
      expect(
        problemsIn(answer).every((found) => found.endsWith(': unknown-field')),
        answer.text,
      ).to.equal(true);
    }
    expect(Reflect.get({}, 'isAdmin')).to.equal(undefined);
  });

  it('takes no operator for a value', async () => {
    for (const body of [
      { title: { $gt: '' } },
      { topics: { $in: ['energy'] } },
      { contact: { $where: '1' } },
      { $set: { title: 'x' } },
      { publisher: { $ne: null } },
      { slug: { $ne: 1 } },
    ]) {
      expect((await post({ body })).status, JSON.stringify(body)).to.equal(422);
      expect((await api.ask('PATCH', path, { body })).status, JSON.stringify(body)).to.equal(422);
    }
    for (const query of ['publisher[$ne]=x', 'publisher={"$ne":1}', 'since[$gt]=0', 'limit[$gt]=1'])
      expect((await api.ask('GET', `/projects?${query}`)).status).to.equal(200);
    for (const slug of [
      '[$ne]',
      '%7B%22$gt%22:%22%22%7D',
      '..%2F..%2Fetc%2Fpasswd',
      '%00',
      'a%0d%0aSet-Cookie:x',
      '__proto__',
      'constructor',
      'x'.repeat(5_000),
    ]) {
      expect((await api.ask('GET', `/projects/${slug}`, { token: null })).status, slug).to.equal(404);
      expect((await api.ask('GET', `/organisations/${slug}`, { token: null })).status, slug).to.equal(404);
    }
    for (const slug of ['%', '%FF', '%E0%A4%A']) expect((await api.ask('GET', `/projects/${slug}`)).status, slug).to.equal(400);
  });

  it('names every field that is told but not the sender’s to set, and changes nothing', async () => {
    const before = await api.ask('GET', path);
    const sent = {
      id: 'https://x.example/1',
      createdBy: 'x',
      revision: 99,
      lastConfirmedAt: '2099-01-01T00:00:00Z',
      published: 'x',
      freshness: 'current',
      url: 'x',
      type: 'lesson',
    };
    const computed = {
      completeness: 100,
      reuses: { total: 9 },
      costPerThousand: 1,
      extra: { a: 1 },
      lessons: [],
      importKey: 'x',
      created: 'x',
      formerSlugs: [],
      place: {},
    };
    const body = { ...sent, ...computed };
    const names = Object.keys(body).map((name) => `${name}: read-only`);
    expect(problemsIn(await draft(body))).to.have.members(names);
    expect(problemsIn(await draft({ slug: 'wunsch' }))).to.deep.equal(['slug: read-only']);
    expect(problemsIn(await api.ask('PATCH', path, { body: { title: 'Neu', publisher: 'musterstadt', ...body } }))).to.have.members([
      'publisher: read-only',
      ...names,
    ]);
    expect((await api.ask('GET', path)).json).to.deep.equal(before.json);
  });

  it('names each wrong field with its reason, all at once, in words', async () => {
    const answer = await post({
      body: {
        title: 'x'.repeat(121),
        phase: 'P3',
        topics: ['energy', 'waste', 'health', 'culture'],
        contact: { mailbox: 'kein-postfach', telefon: '1' },
        documents: [{ url: 'javascript:alert(1)' }, 7],
        phaseSince: '2024-13',
        openSource: true,
        firstSteps: 'nur einer',
        unbekannt: 1,
        visibility: 'alle',
        subject: { ags: '99' },
      },
    });
    expect(problemsIn(answer)).to.have.members([
      'title: too-long',
      'phase: not-a-code',
      'topics: too-many',
      'contact.mailbox: not-an-email',
      'contact.telefon: unknown-field',
      'documents.0.url: not-a-url',
      'documents.1: not-an-object',
      'phaseSince: not-a-date',
      'openSource: not-text',
      'firstSteps: not-a-list',
      'unbekannt: unknown-field',
      'visibility: not-a-code',
      'subject.ags: bad-ags',
    ]);
    for (const error of listAt(answer, 'errors')) expect(String(Reflect.get(Object(error), 'message')), answer.text).to.match(/ .*[.!?]$/);
  });

  it('keeps HTML as the text it is and takes invisible signs out', async () => {
    const title = '<script>alert("x")</script> & <b>fett</b>';
    const made = await draft({ title: `${title}\u0000\u202e\u0007`, solution: 'a\u2028b\r\nc', tags: ['a\tb', ' ', 'a\tb'] });
    expect(made.status, made.text).to.equal(201);
    expect(made.json).to.deep.include({ title, solution: 'a\nb\nc', tags: ['a b'] });
    expect(made.headers.get('content-type')).to.equal('application/json; charset=utf-8');
    expect(at(await draft({ title: '\ud800 halb' }), 'title')).to.equal('\ufffd halb');
  });

  it('lets nothing refer to itself', async () => {
    const lesson = await api.ask('POST', '/lessons', { body: { statement: 'Über mich selbst' } });
    const process = await api.ask('POST', '/processes', { body: { name: 'Auf mir beruhend' } });
    for (const [own, made, field] of [
      ['/lessons', lesson, 'about'],
      ['/processes', process, 'basedOn'],
    ] as const) {
      const answer = await api.ask('PATCH', `${own}/${textAt(made, 'slug')}`, { body: { [field]: textAt(made, 'id') } });
      expect(answer.status).to.equal(422);
      expect(problemsIn(answer)).to.deep.equal([`${field}: is-itself`]);
    }
    expect((await api.ask('PATCH', `/lessons/${textAt(lesson, 'slug')}`, { body: { about: textAt(process, 'id') } })).status).to.equal(200);
  });

  it('refuses slugs that are taken, reserved or none', async () => {
    const other = textAt(await draft({ title: 'Schon da' }), 'slug');
    for (const [slug, code] of [
      [other, 'taken'],
      ['new', 'bad-slug'],
      ['Groß Geschrieben', 'bad-slug'],
      ['../x', 'bad-slug'],
      ['', 'bad-slug'],
      [7, 'bad-slug'],
    ] as const) {
      expect(problemsIn(await api.ask('PATCH', path, { body: { slug } })), String(slug)).to.deep.equal([`slug: ${code}`]);
    }
  });

  it('refuses to turn what is public into a draft', async () => {
    expect(problemsIn(await api.ask('PATCH', path, { body: { visibility: 'draft' } }))).to.deep.equal(['visibility: already-published']);
  });

  it('names the methods an address knows', async () => {
    for (const [method, address, allow] of [
      ['PUT', '/projects', 'GET, POST, HEAD, OPTIONS'],
      ['DELETE', '/projects', 'GET, POST, HEAD, OPTIONS'],
      ['POST', path, 'GET, PATCH, DELETE, HEAD, OPTIONS'],
      ['GET', `${path}/confirm`, 'POST, OPTIONS'],
      ['POST', '/search', 'GET, HEAD, OPTIONS'],
      ['POST', '/records', 'GET, HEAD, OPTIONS'],
      ['DELETE', '/organisations/musterstadt', 'GET, PATCH, HEAD, OPTIONS'],
      ['PROPFIND', '/openapi.json', 'GET, HEAD, OPTIONS'],
    ] as const) {
      const answer = await api.ask(method, address);
      expect([answer.status, answer.headers.get('allow')], `${method} ${address}`).to.deep.equal([405, allow]);
    }
    const options = await api.ask('OPTIONS', '/projects', { token: null });
    expect([options.status, options.headers.get('allow')]).to.deep.equal([204, 'GET, POST, HEAD, OPTIONS']);
    expect((await api.ask('HEAD', path, { token: null })).status).to.equal(200);
    for (const unknown of ['/', '/nix', '/projects/a/b/c', '/records/1', '/.env']) expect((await api.ask('GET', unknown)).status, unknown).to.equal(404);
  });
});
