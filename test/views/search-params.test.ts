import { expect } from 'chai';

import type { Place } from '../../server/domain/place.ts';
import { findNear, readSearchParams, unreadAmounts } from '../../server/pages/search-query-params.ts';
import { facetHref, NO_PARAMS, queryOf, searchHref } from '../../server/view-models/search-params.ts';

const read = (address: string) => {
  const query: Record<string, unknown> = {};
  for (const [name, value] of new URLSearchParams(address)) query[name] = query[name] === undefined ? value : [query[name], value].flat();
  return readSearchParams(query);
};

describe('the parameters of a search', () => {
  it('are read as people write them', () => {
    const params = read('q=+LED%00licht+&topic=energy&topic=waste&topic=energy&populationMax=10.000&costMin=5+000&near=Kiel&km=50&page=2&sort=freshest');
    expect(params).to.deep.equal({
      ...NO_PARAMS,
      words: 'LED licht',
      chosen: { topic: ['energy', 'waste'] },
      population: { min: null, max: 10_000 },
      cost: { min: 5_000, max: null },
      near: 'Kiel',
      km: 50,
      sort: 'freshest',
      page: 2,
    });
  });

  it('never fail, whatever is sent', () => {
    const odd = {
      q: ['a', 'b'],
      page: '-3',
      km: 'weit',
      sort: 'DROP',
      topic: { $ne: '' },
      state: ['', 'x'.repeat(500)],
      populationMin: '-1',
      costMax: '1e99',
      __proto__: ['x'],
      near: ['Kiel', 'Ulm'],
    };
    expect(readSearchParams(odd as never)).to.deep.equal({ ...NO_PARAMS, words: 'a', near: 'Kiel' });
    expect(readSearchParams({ constructor: 'x', toString: 'y' })).to.deep.equal(NO_PARAMS);
  });

  it('turn the ends of a range round, and name the amounts nobody can read', () => {
    const params = read('populationMin=50000&populationMax=10.000&costMin=9&costMax=9');
    expect([params.population, params.cost]).to.deep.equal([
      { min: 10_000, max: 50_000 },
      { min: 9, max: 9 },
    ]);
    expect(unreadAmounts({ populationMin: 'abc', populationMax: '10 000', costMin: '', costMax: ['-1', '5'], q: 'x' })).to.deep.equal({
      populationMin: 'abc',
      costMax: '-1',
    });
  });

  it('make one address for one search, and come back the same', () => {
    const address = '/search?q=licht&topic=energy&state=DE-NW&populationMin=5000&near=Kiel&km=25&sort=newest&page=3';
    const params = read(address.split('?')[1] ?? '');
    expect(new Set(searchHref(params).split(/[?&]/))).to.deep.equal(new Set(address.split(/[?&]/)));
    expect(read(searchHref(params).split('?')[1] ?? '')).to.deep.equal(params);
  });

  it('make the same address for one choice alone', () => {
    for (const code of ['energy', 'DE-NW', '2024', 'Öffentliche Straße & Co. + 50 % #1', '(a)~!*\'"', '?x=1'])
      expect(facetHref('tag', code)).to.equal(searchHref({ ...NO_PARAMS, chosen: { tag: [code] } }));
  });

  it('order by what was asked: words, else the place, else the newest', () => {
    const sortOf = (address: string, isFound = false) => queryOf(read(address), isFound ? { lat: 1, lon: 1, km: 5 } : null, { perPage: 1, count: [] }).sort;
    expect([
      sortOf(''),
      sortOf('q=x'),
      sortOf('near=Kiel', true),
      sortOf('near=Kiel'),
      sortOf('sort=nearest'),
      sortOf('sort=relevance'),
      sortOf('q=x&sort=newest'),
    ]).to.deep.equal(['newest', 'relevance', 'nearest', 'newest', 'newest', 'newest', 'newest']);
  });

  it('find a place by name or take degrees; what nobody knows is no place', async () => {
    const kiel: Place = { ags: '01002000', name: 'Kiel', type: 'Stadt', state: 'DE-SH', district: 'Kiel', population: 1, lat: 54.3, lon: 10.1 };
    const findPlace = async (text: string) => (text === 'Kiel' ? kiel : undefined);
    expect((await findNear(findPlace, { near: 'Kiel', km: 10 })).near).to.deep.equal({ lat: 54.3, lon: 10.1, km: 10 });
    expect((await findNear(findPlace, { near: '51.5, 7.25', km: null })).near).to.deep.equal({ lat: 51.5, lon: 7.25, km: null });
    expect(await findNear(findPlace, { near: '99,7', km: null })).to.deep.equal({ near: null, place: null });
    expect(await findNear(findPlace, { near: 'Nirgendwo', km: null })).to.deep.equal({ near: null, place: null });
  });
});
