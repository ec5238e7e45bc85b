import { expect } from 'chai';

import { toListParams } from '../../../server/pages/api/list-params.ts';
import { aProjectInput } from '../../fixtures/a-project.ts';
import { type Answer, type Api, anApi, at, listAt, problemsIn, textAt } from './an-api.ts';

const titlesIn = (answer: Answer): unknown[] => listAt(answer, 'items').map((item) => Reflect.get(Object(item), 'title'));

describe('lists of the API', () => {
  let api: Api;
  before(async () => {
    api = await anApi();
    await api.addTown('dorf');
    await api.addTown('aue');
    for (let n = 0; n < 7; n += 1) await api.ask('POST', '/projects', { body: aProjectInput({ title: `Vorhaben ${n}` }) });
    await api.ask('POST', '/projects', { body: aProjectInput({ title: 'Entwurf', visibility: 'draft' }) });
  });
  after(() => api.close());

  /** Follows `next` to the end. */
  const pagesOf = async (path: string): Promise<Answer[]> => {
    const pages: Answer[] = [];
    for (let next: unknown = path; typeof next === 'string'; next = at(pages[pages.length - 1] as Answer, 'next')) {
      pages.push(await api.ask('GET', next, { token: null }));
    }
    return pages;
  };

  it('gives public records in pages, each once, and says absolutely where the next page is', async () => {
    const pages = await pagesOf('/projects?limit=3');
    expect(pages.map((page) => titlesIn(page).length)).to.deep.equal([3, 3, 1]);
    expect(pages.flatMap(titlesIn)).to.have.members(Array.from({ length: 7 }, (_, n) => `Vorhaben ${n}`));
    expect(textAt(pages[0] as Answer, 'next')).to.match(new RegExp(`^${api.url}/api/v1/projects\\?`));
  });

  it('ends exactly where the records end', async () => {
    expect((await pagesOf('/projects?limit=7')).map((page) => titlesIn(page).length)).to.deep.equal([7]);
  });

  it('falls back on odd limits and never gives more than 200', async () => {
    for (const limit of ['0', '-1', 'viele', '1.5', '', '1e3', '999999999999999999999', 'NaN']) {
      const answer = await api.ask('GET', `/projects?limit=${limit}`, { token: null });
      expect(listAt(answer, 'items'), limit).to.have.length(7);
    }
    expect(listAt(await api.ask('GET', '/projects?limit=2&limit=3'), 'items')).to.have.length(2);
    expect(toListParams({ limit: '999' }).limit).to.equal(200);
    expect(toListParams({}).limit).to.equal(50);
  });

  it('gives the records of one publisher, by handle or IRI', async () => {
    for (const publisher of ['musterstadt', '@musterstadt', encodeURIComponent(api.home)]) {
      expect(listAt(await api.ask('GET', `/projects?publisher=${publisher}`), 'items'), publisher).to.have.length(7);
    }
    for (const publisher of ['dorf', 'niemand', 'https%3A%2F%2Ffremd.example%2Fa']) {
      expect(listAt(await api.ask('GET', `/projects?publisher=${publisher}`), 'items'), publisher).to.have.length(0);
    }
    const pages = await pagesOf('/projects?limit=4&publisher=musterstadt');
    expect(pages.map((page) => titlesIn(page).length)).to.deep.equal([4, 3]);
  });

  it('refuses a cursor it never gave out, naming it', async () => {
    for (const [list, name] of [
      ['/projects', 'after'],
      ['/organisations', 'after'],
      ['/records', 'since'],
    ] as const) {
      for (const value of ['unsinn!', 'a', '%00', '{"$gt":0}', 'x'.repeat(5_000)]) {
        const answer = await api.ask('GET', `${list}?${name}=${encodeURIComponent(value)}`);
        expect(answer.status, `${list} ${value.slice(0, 20)}`).to.equal(400);
        expect(problemsIn(answer)).to.deep.equal([`${name}: bad-cursor`]);
      }
    }
    expect((await api.ask('GET', `/records?since=-5`)).status).to.equal(400);
  });

  it('lists organisations by name, in pages, and each under its handle', async () => {
    const pages = await pagesOf('/organisations?limit=2');
    const handles = pages.flatMap((page) => listAt(page, 'items').map((item) => Reflect.get(Object(item), 'handle')));
    expect(handles).to.deep.equal(['musterstadt', 'aue', 'dorf']);
    const one = await api.ask('GET', '/organisations/musterstadt', { token: null });
    expect(one.json).to.include({ id: api.home, url: api.home, name: 'Musterstadt', ags: '01001000', state: 'DE-SH', sizeType: '30' });
    expect((await api.ask('GET', '/organisations/niemand', { token: null })).status).to.equal(404);
  });

  describe('GET /records?since=', () => {
    it('tells every public record in order of its last change, deletions too, and where to go on', async () => {
      await api.settled();
      const first = await api.ask('GET', '/records?limit=5', { token: null });
      const second = await api.ask('GET', `/records?since=${textAt(first, 'next')}`, { token: null });
      expect([...titlesIn(first), ...titlesIn(second)]).to.deep.equal(Array.from({ length: 7 }, (_, n) => `Vorhaben ${n}`));

      const since = `/records?since=${textAt(second, 'next')}`;
      const nothing = await api.ask('GET', since, { token: null });
      expect(nothing.json).to.deep.equal({ items: [], next: at(second, 'next') });

      await api.ask('PATCH', '/projects/vorhaben-1', { body: { title: 'Vorhaben 1, neu' } });
      const { json: gone } = await api.ask('GET', '/projects/vorhaben-2');
      await api.ask('DELETE', '/projects/vorhaben-2');
      await api.settled();
      const news = await api.ask('GET', since, { token: null });
      expect(titlesIn(news)).to.deep.equal(['Vorhaben 1, neu', undefined]);
      expect(listAt(news, 'items')[1]).to.deep.include({ id: Reflect.get(Object(gone), 'id'), deleted: true });
      expect(textAt(news, 'items.1.at')).to.match(/^\d{4}-.*Z$/);
    });

    it('never mentions a draft, nor its deletion', async () => {
      await api.ask('DELETE', '/projects/entwurf');
      await api.settled();
      expect((await api.ask('GET', '/records?limit=200')).text)
        .to.not.include('entwurf')
        .and.not.include('Entwurf');
    });

    it('tells that a record is public no longer', async () => {
      const made = await api.ask('POST', '/projects', { body: aProjectInput({ title: 'Bald nur für Follower' }) });
      await api.settled();
      await api.ask('PATCH', `/projects/${textAt(made, 'slug')}`, { body: { visibility: 'followers' } });
      await api.settled();
      const all = listAt(await api.ask('GET', '/records?limit=200', { token: null }), 'items');
      expect(all.at(-1)).to.deep.include({ id: at(made, 'id'), deleted: true });
    });
  });
});
