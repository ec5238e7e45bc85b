import { expect } from 'chai';

import { FACETS } from '../../../server/domain/search/facets.ts';
import { aProjectInput } from '../../fixtures/a-project.ts';
import { type Answer, type Api, anApi, at, listAt, problemsIn, textAt } from './an-api.ts';

class SearchUnavailable extends Error {
  override readonly name = 'SearchUnavailable';
}

const titlesIn = (answer: Answer): unknown[] => listAt(answer, 'hits').map((hit) => Reflect.get(Object(hit), 'title'));

describe('search through the API', () => {
  let api: Api;
  const search = (query: string) => api.ask('GET', `/search?${query}`, { token: null });
  before(async () => {
    api = await anApi();
    const flensburg = { geo: { lat: 54.78, lon: 9.43 } };
    const all = [
      { title: 'Solardächer auf Schulen', topics: ['energy'], phase: 'pilot', costOneOff: { exact: 90_000 }, ...flensburg },
      { title: 'Solarstrom für das Rathaus', topics: ['energy', 'climate'], phase: 'idea', geo: { lat: 48.1, lon: 11.5 } },
      { title: 'Rufbus für die Dörfer', topics: ['transport'], phase: 'pilot', summary: 'Der Bus kommt auf <b>Anruf</b>.' },
    ];
    for (const differently of all) await api.ask('POST', '/projects', { body: aProjectInput(differently) });
    await api.ask('POST', '/lessons', { body: { lessonKind: 'tip', statement: 'Solarpflicht früh ankündigen', theme: 'culture', visibility: 'public' } });
    await api.settled();
  });
  after(() => api.close());

  it('answers with all that a result line needs, and counts every facet', async () => {
    const answer = await search('q=rufbus');
    expect(answer.json).to.include({ total: 1, page: 1, next: null });
    expect(listAt(answer, 'hits')[0]).to.deep.include({
      url: `${api.url}/projects/rufbus-fuer-die-doerfer`,
      type: 'project',
      title: 'Rufbus für die Dörfer',
      summary: 'Der Bus kommt auf <b>Anruf</b>.',
      publisher: { id: api.home, name: 'Musterstadt', handle: 'musterstadt' },
      phase: 'pilot',
      freshness: 'current',
      distance: null,
    });
    expect(Object.keys(Object(at(answer, 'facets')))).to.have.members([...FACETS.keys()]);
    expect(at(answer, 'facets.topic')).to.deep.equal({ transport: 1 });
  });

  it('narrows by facets that may repeat, each counted under the others', async () => {
    const answer = await search('q=solar&topic=energy&topic=transport&phase=idea');
    expect(titlesIn(answer)).to.deep.equal(['Solarstrom für das Rathaus']);
    expect(at(answer, 'facets.phase')).to.deep.equal({ pilot: 1, idea: 1 });
    expect(titlesIn(await search('type=lesson'))).to.deep.equal(['Solarpflicht früh ankündigen']);
    expect(at(await search('publisher=musterstadt'), 'total')).to.equal(4);
    expect(titlesIn(await search('costMin=50000&costMax=100000'))).to.deep.equal(['Solardächer auf Schulen']);
  });

  it('searches around a point in three numbers or in one word', async () => {
    for (const where of ['lat=54.8&lon=9.4&radius=20', 'near=54.8,9.4&km=20']) {
      const answer = await search(`q=solar&${where}`);
      expect(titlesIn(answer), where).to.deep.equal(['Solardächer auf Schulen']);
      expect(Number(at(answer, 'hits.0.distance'))).to.be.within(1, 10);
    }
    expect(titlesIn(await search('type=project&sort=nearest&lat=48&lon=11'))[0]).to.equal('Solarstrom für das Rathaus');
  });

  it('gives pages with an absolute address of the next, keeping the question', async () => {
    const first = await search('type=project&limit=2&sort=newest');
    const next = new URL(textAt(first, 'next'));
    expect(`${next.origin}${next.pathname}`).to.equal(`${api.url}/api/v1/search`);
    const second = await api.ask('GET', next.href, { token: null });
    expect([...titlesIn(first), ...titlesIn(second)]).to.have.members(['Solardächer auf Schulen', 'Solarstrom für das Rathaus', 'Rufbus für die Dörfer']);
    expect(second.json).to.include({ page: 2, total: 3, next: null });
  });

  it('tells of a facet without end its most frequent codes', async () => {
    const rare = Array.from({ length: 150 }, (_, n) => `wort-${n}`);
    const { answers } = api.search;
    const tag = Object.fromEntries(rare.map((word, n) => [word, n + 1]));
    api.search.answers = async (viewer, query) => ({ ...(await answers(viewer, query)), counts: { tag, topic: { energy: 2 } } });
    const answer = await search('q=solar');
    api.search.answers = answers;
    expect(Object.keys(Object(at(answer, 'facets.tag')))).to.have.members(rare.slice(50));
    expect(at(answer, 'facets.topic')).to.deep.equal({ energy: 2 });
  });

  it('never fails on odd parameters', async () => {
    const odd = [
      'page=-1',
      'page=1e9',
      'limit=x',
      'q[$ne]=1',
      'topic[$gt]=',
      'publisher[$ne]=x',
      'sort=drop',
      'lat=NaN&lon=1',
      'lat=999&lon=999',
      'radius=-1',
      'near=%00',
    ];
    const odder = [
      'q=%FF%FE',
      'q=%',
      `q=${'a'.repeat(2_000)}`,
      'q=%22%20OR%201%3D1',
      'q=*',
      'q=NEAR(',
      'populationMin=-1',
      'costMax=1e99',
      '__proto__=x',
      'constructor=x',
    ];
    const many = Array.from({ length: 400 }, (_, n) => `topic=t${n}`).join('&');
    for (const query of [...odd, ...odder, many, 'topic=', 'phase=%3Cscript%3E', 'q=\u0001']) {
      expect((await search(query)).status, query.slice(0, 60)).to.equal(200);
    }
    expect(api.faults).to.deep.equal([]);
  });

  it('says 503 and when to come again while the index cannot be reached', async () => {
    const { answers } = api.search;
    api.search.answers = () => Promise.reject(new SearchUnavailable('down'));
    const away = await search('q=solar');
    api.search.answers = answers;
    expect(away.status).to.equal(503);
    expect(away.headers.get('retry-after')).to.equal('5');
    expect(away.text).to.not.include('down');
    expect((await search('q=solar')).status).to.equal(200);
  });

  it('tells nothing of a fault, and notes it', async () => {
    const { answers } = api.search;
    api.search.answers = () => Promise.reject(new Error('secret detail'));
    const fault = await search('q=solar');
    api.search.answers = answers;
    expect(fault.json).to.include({ status: 500, type: '/api/v1/problems/fault' });
    expect(fault.text).to.not.include('secret');
    expect(api.faults).to.have.length(1);
    expect(() => problemsIn(fault)).to.throw('No list');
  });
});
