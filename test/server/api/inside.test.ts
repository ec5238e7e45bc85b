import { expect } from 'chai';

import type { Viewer } from '../../../server/domain/viewer.ts';
import { jsonLdWriter } from '../../../server/formats/json-ld-records.ts';
import { entryOf } from '../../../server/formats/record-entry.ts';
import { aProjectInput } from '../../fixtures/a-project.ts';
import { value } from '../actions/a-desk.ts';
import { type Api, anApi, at, textAt } from './an-api.ts';

const SECRET = 'Geheimnis';
const SAID = 'Unterredung';

describe('what is being written beside a published record', () => {
  let api: Api;
  before(async () => {
    api = await anApi();
  });
  after(() => api.close());
  afterEach(() => api.house.stores.settings.change((before) => ({ ...before, isFourEyes: false }), []));

  const staff = (user: string): Viewer => ({ kind: 'staff', user, role: 'editor', organisations: [api.home], mayWrite: true });
  const published = async () => {
    const answer = await api.ask('POST', '/projects', { body: aProjectInput() });
    return { id: textAt(answer, 'id'), path: `/projects/${textAt(answer, 'slug')}`, answer };
  };

  it('changes nothing that anybody outside can see: not the answer, its ETag, the lists, the search, the numbered changes or an export', async () => {
    const { id, path } = await published();
    await api.settled();
    const places = [path, '/projects?limit=200', '/search?q=', `/search?q=${SECRET}`, '/records?limit=200'];
    const read = () => Promise.all([...places, ...places].map((place, n) => api.ask('GET', place, n < places.length ? { token: null } : {})));
    const before = await read();
    const { saveRecord, commentRecord, submitRecord } = api.house.actions;
    value(await saveRecord(staff('a'), id, { title: `${SECRET} der Stadt`, summary: SECRET, tags: [SECRET] }, null));
    value(await commentRecord(staff('a'), id, SAID));
    value(await submitRecord(staff('a'), id, ''));
    await api.settled();
    const after = await read();
    expect(after.map(({ text }) => text)).to.deep.equal(before.map(({ text }) => text));
    expect(after.map(({ headers }) => headers.get('etag'))).to.deep.equal(before.map(({ headers }) => headers.get('etag')));
    for (const { text } of after) expect(text).to.not.include(SECRET).and.not.include(SAID).and.not.include('savedBy');

    const found = await api.house.stores.records.find(id);
    if (found === undefined || 'deleted' in found) throw new Error('Gone');
    const exported = JSON.stringify(entryOf(found)) + jsonLdWriter(api.url).line(found, 0);
    expect(exported).to.not.include(SECRET).and.not.include(SAID).and.not.include('savedBy').and.not.include('working');
    const seen = value(await api.house.actions.readRecord.byId({ kind: 'visitor' }, id));
    expect([seen.record.working, seen.record.review]).to.deep.equal([null, null]);
  });

  it('is found and numbered once it is published', async () => {
    const { id, path } = await published();
    await api.settled();
    const next = textAt(await api.ask('GET', '/records?limit=200'), 'next');
    const saved = value(await api.house.actions.saveRecord(staff('a'), id, { title: 'Leuchtturm am Hafen' }, null));
    await api.settled();
    expect(at(await api.ask('GET', `/records?since=${next}`), 'items')).to.deep.equal([]);
    value(await api.house.actions.publishRecord(staff('b'), id, 'public', saved.saves));
    await api.settled();
    expect(at(await api.ask('GET', '/search?q=Leuchtturm', { token: null }), 'hits.0.id')).to.equal(id);
    expect(at(await api.ask('GET', `/records?since=${next}`), 'items.0.id')).to.equal(id);
    expect((await api.ask('GET', path, { token: null })).json).to.include({ title: 'Leuchtturm am Hafen', revision: 2 });
  });

  it('stays when the API changes other fields, and never goes out with them', async () => {
    const { id, path } = await published();
    value(await api.house.actions.saveRecord(staff('a'), id, { summary: SECRET }, null));
    const changed = await api.ask('PATCH', path, { body: { effort: '2' } });
    expect(changed.status).to.equal(200);
    expect(changed.json).to.include({ effort: '2', revision: 2 });
    expect(changed.text).to.not.include(SECRET);
  });

  it('takes what the API would publish, where two people must look: 202, and everybody still reads the version before', async () => {
    const { id, path, answer } = await published();
    await api.house.stores.settings.change((before) => ({ ...before, isFourEyes: true }), []);
    const changed = await api.ask('PATCH', path, { body: { title: 'Von einem allein' } });
    expect(changed.status, changed.text).to.equal(202);
    expect(at(changed, 'review.state')).to.equal('submitted');
    expect(changed.json).to.include({ title: textAt(answer, 'title'), revision: 1 });
    expect((await api.ask('GET', path)).text).to.not.include('"review"');
    for (const body of [{ visibility: 'followers' }, { slug: 'woanders' }]) expect((await api.ask('PATCH', path, { body })).status).to.equal(403);

    const made = await api.ask('POST', '/projects', { body: aProjectInput({ title: 'Neu und allein' }) });
    expect([made.status, at(made, 'visibility'), at(made, 'review.state')]).to.deep.equal([201, 'draft', 'submitted']);
    const draft = `/projects/${textAt(made, 'slug')}`;
    expect((await api.ask('PATCH', draft, { body: { visibility: 'public' } })).status).to.equal(202);
    expect((await api.ask('GET', draft, { token: null })).status).to.equal(404);

    value(await api.house.actions.publishRecord(staff('b'), id, 'public', null));
    expect((await api.ask('GET', path, { token: null })).json).to.include({ title: 'Von einem allein', revision: 2 });
  });

  it('answers 410 for a withdrawn record, and tells strangers nothing of the draft in its place', async () => {
    const { id, path } = await published();
    await api.settled();
    const draft = value(await api.house.actions.withdrawRecord(staff('a'), id));
    await api.settled();
    expect((await api.ask('GET', path, { token: null })).status).to.equal(410);
    expect((await api.ask('GET', `/projects/${draft.slug}`, { token: null })).status).to.equal(404);
    const { text } = await api.ask('GET', '/records?limit=200', { token: null });
    expect(text).to.include(`{"id":"${id}","deleted":true`).and.not.include(draft.id);
    value(await api.house.actions.publishRecord(staff('a'), draft.id, 'public', null));
    expect((await api.ask('GET', `/projects/${draft.slug}`, { token: null })).json).to.include({ id: draft.id, replaces: id });
  });
});
