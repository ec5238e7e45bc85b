import { expect } from 'chai';

import { ORGANISATION_FIELDS } from '../../../server/domain/content/organisation.ts';
import { aProjectInput } from '../../fixtures/a-project.ts';
import { type Api, anApi, at, problemsIn, textAt } from './an-api.ts';

const PATH = '/organisations/musterstadt';
const EVERYTHING = {
  name: 'Stadt Musterstadt',
  orgType: 'city',
  ags: '05114000',
  ars: '051140000000',
  key: 'DE-M',
  county: '05114',
  state: 'DE-NW',
  population: 227_050,
  populationDate: '2024-12-31',
  sizeType: '11',
  sizeTypeSource: 'official',
  regiostar7: '72',
  coordinates: { lat: 51.33, lon: 6.56 },
  hasStrategy: 'adopted',
  vision: 'Wir **teilen**.',
  website: 'https://www.musterstadt.example/',
  roles: [{ role: 'cdo', mailbox: 'digital@musterstadt.example' }],
  memberOf: ['Städtetag'],
  verifiedBy: ['https://kreis.example/organisations/kreis'],
  imprint: '# Stadt Musterstadt\n\nRathausplatz 1',
  privacyContact: 'datenschutz@musterstadt.example',
};

describe('an organisation through the API', () => {
  let api: Api;
  const change = (body: unknown, asked: Parameters<Api['ask']>[2] = {}) => api.ask('PATCH', PATH, { body, ...asked });
  beforeEach(async () => {
    api = await anApi();
  });
  afterEach(() => api.close());

  it('takes every field of its table but the handle, and tells it to everybody', async () => {
    expect([...Object.keys(EVERYTHING), 'handle']).to.have.members(ORGANISATION_FIELDS.map(({ name }) => name));
    const headers = { 'content-type': 'application/merge-patch+json' };
    const changed = await change(EVERYTHING, { headers });
    expect(changed.status, changed.text).to.equal(200);
    expect(changed.json).to.deep.include({ ...EVERYTHING, handle: 'musterstadt', revision: 2 });
    expect((await api.ask('GET', PATH, { token: null })).json).to.deep.equal(changed.json);
  });

  it('keeps what is not sent, empties with null, and makes no version of nothing', async () => {
    await change({ vision: 'Weit', memberOf: ['Kreis'], coordinates: { lat: 1, lon: 2 } });
    const changed = await change({ vision: null, coordinates: { lat: 3 } });
    expect(changed.json).to.deep.include({ vision: null, memberOf: ['Kreis'], coordinates: { lat: 3, lon: 2 }, revision: 3 });
    expect(at(await change({ vision: null }), 'revision')).to.equal(3);
  });

  it('lets size, state and county follow what they come from, unless somebody said otherwise', async () => {
    const grown = await change({ population: 60_000, ags: '05970004' });
    expect(grown.json).to.include({ sizeType: '21', sizeTypeSource: 'derived', state: 'DE-NW', county: '05970' });
    expect((await change({ sizeType: '12' })).json).to.include({ sizeType: '12', sizeTypeSource: 'official' });
    expect((await change({ population: 61_000 })).json).to.include({ sizeType: '12', sizeTypeSource: 'official' });
    expect((await change({ sizeType: null })).json).to.include({ sizeType: '21', sizeTypeSource: 'derived' });
    expect((await change({ ars: '010010000000' })).json).to.include({ ags: '01001000', state: 'DE-SH', county: '01001' });
  });

  it('names every wrong field, and those that are not the sender’s to set', async () => {
    const before = await api.ask('GET', PATH);
    const wrong = { name: null, population: -1, regiostar7: '99', roles: [{ role: 'cdo' }], website: 'javascript:x', farbe: 'rot', ags: '99', imprint: 7 };
    const answer = await change(wrong);
    expect(answer.status).to.equal(422);
    const expected = ['population: out-of-range', 'regiostar7: not-a-code', 'website: not-a-url', 'farbe: unknown-field', 'ags: bad-ags', 'imprint: not-text'];
    expect(problemsIn(answer)).to.have.members([...expected, 'name: required', 'roles.0.mailbox: required']);
    const fixed = ['handle', 'id', 'url', 'created', 'updated', 'revision'];
    expect(problemsIn(await change({ ...Object.fromEntries(fixed.map((name) => [name, 'x'])) }))).to.have.members(fixed.map((name) => `${name}: read-only`));
    expect((await api.ask('GET', PATH)).json).to.deep.equal(before.json);
  });

  it('is changed by its editors and admins alone', async () => {
    const other = await api.addTown('nachbarstadt');
    for (const token of [
      await api.tokenFor('author', 'write'),
      await api.tokenFor('reader', 'write'),
      await api.tokenFor('editor', 'write', [other]),
      await api.tokenFor('admin', 'read'),
      await api.tokenFor('admin', 'write', [other]),
    ])
      expect((await change({ name: 'Meins' }, { token })).status).to.equal(403);
    expect((await change({ name: 'Meins' }, { token: null })).status).to.equal(401);
    expect((await api.ask('PATCH', '/organisations/gibt-es-nicht', { body: { name: 'X' } })).status).to.equal(404);
    expect(at(await api.ask('GET', PATH), 'name')).to.equal('Musterstadt');
    expect((await change({ name: 'Musterstadt' }, { token: await api.tokenFor('editor', 'write') })).status).to.equal(200);
  });

  it('answers 304 to who has it already, and 412 when somebody was quicker', async () => {
    const tag = (await api.ask('GET', PATH)).headers.get('etag') ?? '';
    expect((await api.ask('GET', PATH, { token: null, headers: { 'if-none-match': tag } })).status).to.equal(304);
    const headers = { 'if-match': tag };
    const answers = await Promise.all(['Eins', 'Zwei', 'Drei'].map((name) => change({ name }, { headers })));
    expect(answers.map(({ status }) => status).sort()).to.deep.equal([200, 412, 412]);
    expect((await api.ask('GET', PATH, { token: null, headers: { 'if-none-match': tag } })).status).to.equal(200);
  });

  it('takes its records along: they are found by its new name and region', async () => {
    await api.ask('POST', '/projects', { body: aProjectInput() });
    await api.settled();
    await change({ name: 'Lichtstadt', regiostar7: '75' });
    await api.settled();
    const found = await api.ask('GET', '/search?q=lichtstadt&regiostar7=75', { token: null });
    expect(textAt(found, 'hits.0.publisher.name')).to.equal('Lichtstadt');
  });
});
