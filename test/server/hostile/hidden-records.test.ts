import { expect } from 'chai';

import { anUploadForm } from '../../fixtures/an-upload.ts';
import { A_PDF, aPhoto } from '../../fixtures/some-files.ts';
import { type TwoTowns, twoTownsOnOne } from './two-towns-on-one.ts';

const SECRET = 'Zitronenfalter';
const ON_RECORDS = '/edit /edit/brief /edit/files /preview /history /history/1 /history/1?with=2 /steckbrief /council-paper /withdraw /delete'.split(' ');
const EVERYWHERE =
  '/ /search /search.atom /search.csv /search.json /search.jsonld /feed.atom /sitemap.xml /organisations/musterstadt /organisations/musterstadt.atom'
    .concat(' /my/records /my/searches /api/v1/projects /api/v1/lessons /api/v1/processes /api/v1/records /api/v1/search')
    .split(' ');

describe('what is hidden, for those with an account elsewhere and for everybody', function () {
  this.timeout(120_000);
  let here: TwoTowns;
  const held = { draft: { id: '', path: '', slug: '' }, live: { id: '', path: '', slug: '' }, files: [] as string[] };
  before(async () => {
    here = await twoTownsOnOne();
    const hidden = { title: `${SECRET} am Deich`, summary: SECRET, problem: SECRET, solution: SECRET };
    held.draft = await here.aProject(hidden);
    held.live = await here.aProject({ title: 'Offen für alle', visibility: 'public' });
    await here.call('PATCH', `/api/v1${held.draft.path}`, 'author', { tags: [SECRET] });
    const saved = await here.people.author.post(`${held.live.path}/edit/brief`, {
      title: `${SECRET} beim Schreiben`,
      summary: 'S',
      topics: 'energy',
      do: 'save',
    });
    expect(saved.status).to.equal(303);
    for (const [name, content] of [[`${SECRET}.pdf`, A_PDF] as const, [`${SECRET}.jpg`, await aPhoto()] as const])
      for (const { path } of [held.draft, held.live]) {
        const added = await here.people.author.upload(`${path}/edit/files`, anUploadForm(name, content));
        expect(added.status, added.text.slice(0, 300)).to.equal(303);
        const page = await here.people.author.get(`${path}/edit/files`);
        for (const [, file] of page.text.matchAll(/(?:href|src)="(\/files\/[^"]+)"/g)) held.files.push(file ?? '');
      }
    await here.people.author.post('/autosave', { path: `${held.draft.path}/edit/brief`, title: SECRET }, '/projects/new');
    await here.people.author.post(`${held.draft.path}/edit`, { comment: SECRET, do: 'comment' });
    // Strangers point at it from what is theirs.
    await here.call('POST', '/api/v1/lessons', 'stranger', { statement: 'Lehre von nebenan', about: held.draft.id });
    await here.call('POST', '/api/v1/processes', 'stranger', { name: 'Ablauf von nebenan', basedOn: held.draft.id });
    await here.settled();
  });
  after(() => here.close());

  const outside = ['visitor', 'stranger'] as const;
  const read = async (who: (typeof outside)[number], path: string) =>
    path.startsWith('/api/') ? here.call('GET', path, who === 'visitor' ? null : who) : here.people[who].get(path);

  it('is told by no page, list, feed, export, search, file or form (T71, T75)', async () => {
    const { draft, live } = held;
    const asking = [
      `/records/${draft.id.split('/').at(-1)}`,
      `/compare?record=${encodeURIComponent(draft.id)}&record=${encodeURIComponent(live.id)}`,
      `/compare?record=${draft.slug}&record=${live.slug}`,
      `/lessons/new?about=${encodeURIComponent(draft.id)}`,
      `/my/records?publisher=${encodeURIComponent(`${here.url}/organisations/musterstadt`)}`,
      '/lessons/lehre-von-nebenan',
      '/processes/ablauf-von-nebenan',
      '/api/v1/lessons/lehre-von-nebenan',
      `/api/v1${draft.path}`,
      `/api/v1${live.path}`,
    ];
    const own = [draft.path, live.path].flatMap((path) => ['', ...ON_RECORDS].map((end) => path + end));
    for (const who of outside)
      for (const path of [...EVERYWHERE, ...asking, ...own]) {
        const { status, text } = await read(who, path);
        expect(status, `${who} ${path}`).to.be.below(500);
        expect(text.includes(SECRET), `${who} ${path}`).to.equal(false);
      }
    for (const who of outside)
      for (const path of ['/search', '/search.json', '/search.csv', '/api/v1/search']) expect((await read(who, `${path}?q=Deich`)).text).to.not.include(SECRET);
    expect((await here.people.editor.get(draft.path)).text, 'its own people read it').to.include(SECRET);
  });

  it('has files that answer like missing ones, in every size, to everybody outside (T72)', async () => {
    const files = [...new Set(held.files)];
    expect(files.length).to.be.at.least(4);
    const sizes = files.flatMap((file) => [file, ...[320, 960].map((size) => file.replace(/^\/files\/([^/]+)\/(?:\d+\/)?/, `/files/$1/${size}/`))]);
    for (const who of outside) for (const file of sizes) expect((await here.people[who].get(file)).status, `${who} ${file}`).to.equal(404);
    for (const file of files) expect((await here.people.reader.get(file)).status, file).to.equal(200);
    // Naming it in a record of one's own opens nothing.
    const mine = await here.call('POST', '/api/v1/projects', 'stranger', { title: 'Meins', documents: [{ url: `${here.url}${files[0]}`, title: 'x' }] });
    const page = await here.people.stranger.get(new URL(String(mine.json['url'])).pathname);
    expect(page.text).to.not.include('<img');
    expect((await here.people.stranger.get(files[0] ?? '')).status).to.equal(404);
  });

  it('answers like what was never there (T72)', async () => {
    // The search box on a page of nothing suggests the words of the address.
    const plain = (text: string, slug: string) =>
      text.replaceAll(slug, 'x').replace(/nonce="[^"]*"|name="(_csrf|q)" .*value="[^"]*"|name="_csrf" value="[^"]*"/g, '');
    for (const who of outside)
      for (const end of ['', ...ON_RECORDS]) {
        const [there, never] = [await read(who, held.draft.path + end), await read(who, `/projects/nie-da-gewesen${end}`)];
        expect(there.status, `${who} ${end}`).to.equal(never.status);
        expect(plain(there.text, held.draft.slug), `${who} ${end}`).to.equal(plain(never.text, 'nie-da-gewesen'));
      }
    for (const method of ['GET', 'PATCH', 'DELETE']) {
      const body = method === 'PATCH' ? { title: 'x' } : undefined;
      const there = await here.call(method, `/api/v1${held.draft.path}`, 'stranger', body);
      const never = await here.call(method, '/api/v1/projects/nie-da-gewesen', 'stranger', body);
      expect([there.status, there.text]).to.deep.equal([404, never.text]);
    }
  });

  it('is changed by nobody outside, whatever form or door they use (T72)', async () => {
    const { draft, live } = held;
    const version = async () => Promise.all([draft, live].map(({ id }) => here.town.house.stores.records.find(id)));
    const before = await version();
    const file = (held.files[0] ?? '').split('/')[2] ?? '';
    const posts = [
      ...['publish', 'submit', 'send-back', 'comment', 'discard'].map((order) => ['/edit', { do: order, comment: 'x', visibility: 'public' }] as const),
      ['/edit/brief', { do: 'save', title: 'Fremd' }] as const,
      ...['/withdraw', '/delete', '/history/1/restore'].map((end) => [end, {}] as const),
      ['/edit/files/remove', { url: `${here.url}${held.files[0]}` }] as const,
      ['/edit/files/delete', { file }] as const,
    ];
    for (const [end, fields] of posts) {
      expect((await here.people.stranger.post(draft.path + end, fields, '/my/account')).status, end).to.equal(404);
      expect((await here.people.stranger.post(live.path + end, fields, '/my/account')).status, end).to.equal(403);
      expect((await here.people.visitor.post(live.path + end, fields, '/sign-in')).status, end).to.be.within(200, 403);
    }
    // Readers see what goes on inside, and change nothing of it.
    for (const [end, fields] of posts) expect((await here.people.reader.post(live.path + end, fields, '/my/account')).status, end).to.equal(403);
    for (const who of ['stranger', 'reader'] as const) {
      const { location } = await here.people[who].post('/my/records/confirm', { id: [draft.id, live.id] }, '/my/account');
      expect(location).to.equal('/my/records?confirmed=0&failed=2');
    }
    expect((await here.call('POST', `/api/v1${live.path}/confirm`, 'stranger')).status).to.equal(403);
    expect(await version()).to.deep.equal(before);
  });

  it('keeps what somebody typed for that person alone (T71)', async () => {
    expect((await here.people.author.get(`${held.draft.path}/edit/brief`)).text).to.include(SECRET);
    const path = '/projects/new';
    await here.people.author.post('/autosave', { path, title: SECRET }, path);
    for (const who of ['stranger', 'editor'] as const) expect((await here.people[who].get(path)).text).to.not.include(SECRET);
  });

  it('for followers is read by who is signed in, and stands in nothing that everybody gets (T70)', async () => {
    const { path } = await here.aProject({ title: 'Nur im Kreis', visibility: 'followers' });
    await here.settled();
    expect((await here.people.stranger.get(path)).text).to.include('Nur im Kreis');
    expect((await here.people.visitor.get(path)).status).to.equal(404);
    for (const place of EVERYWHERE) {
      const asked = place.startsWith('/api/') ? await here.call('GET', place, null) : await here.people.visitor.get(place);
      expect(asked.text, place).to.not.include('Nur im Kreis');
    }
    // Feeds and exports leave the house: they hold what everybody sees, whoever fetches them.
    for (const place of EVERYWHERE.filter((one) => /\.(atom|csv|json|jsonld|xml)$/.test(one)))
      expect((await here.people.editor.get(place)).text, place).to.not.include('Nur im Kreis');
  });

  it('is kept by no shared cache (T73)', async () => {
    for (const path of [held.draft.path, `${held.live.path}/edit`, '/my/records', held.live.path, '/search.csv', '/feed.atom', held.files[0] ?? '']) {
      const { headers } = await here.people.author.get(path);
      expect(headers.get('cache-control'), path).to.include('private');
      expect(headers.get('vary')?.toLowerCase(), path).to.include('cookie');
    }
    expect((await here.call('GET', `/api/v1${held.live.path}`, 'author')).headers.get('cache-control')).to.equal('private, no-store');
    expect((await here.call('GET', `/api/v1${held.live.path}`, null)).headers.get('vary')).to.include('Authorization');
  });
});
