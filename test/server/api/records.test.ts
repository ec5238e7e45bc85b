import { expect } from 'chai';

import { aProjectInput } from '../../fixtures/a-project.ts';
import { type Api, anApi, at, listAt, textAt } from './an-api.ts';

describe('records through the API', () => {
  let api: Api;
  before(async () => {
    api = await anApi();
  });
  after(() => api.close());

  const made = async (differently: Readonly<Record<string, unknown>> = {}) => {
    const answer = await api.ask('POST', '/projects', { body: aProjectInput(differently) });
    expect(answer.status, answer.text).to.equal(201);
    return { answer, path: `/projects/${textAt(answer, 'slug')}`, id: textAt(answer, 'id') };
  };

  it('keeps a project and tells where it stands; everybody reads the same there', async () => {
    const { answer, path } = await made({ costOneOff: { exact: 24_000 }, costPerYear: { band: '2' } });
    expect(answer.headers.get('location')).to.equal(`${api.url}/api/v1${path}`);
    expect(at(answer, 'url')).to.equal(`${api.url}${path}`);
    expect(at(answer, 'publisher')).to.deep.equal({ id: api.home, name: 'Musterstadt', handle: 'musterstadt', url: api.home });
    expect(at(answer, 'costPerThousand')).to.deep.equal({ oneOff: 2_000, perYear: null });
    expect(at(answer, 'reuses')).to.deep.equal({ total: 0, confirmed: 0, claimed: 0 });
    expect(answer.json).to.include({ type: 'project', visibility: 'public', freshness: 'current', revision: 1, license: 'CC BY 4.0' });
    const read = await api.ask('GET', path, { token: null });
    expect(read.status).to.equal(200);
    expect(read.json).to.deep.equal(answer.json);
    expect(answer.text).to.not.include('createdBy').and.not.include('importKey');
  });

  it('is a draft unless it says public, and says only then when it was published', async () => {
    const { answer, path } = await made({ visibility: undefined, summary: undefined });
    expect(answer.json).to.include({ visibility: 'draft', published: null, lastConfirmedAt: null, summary: null });
    const early = await api.ask('PATCH', path, { body: { visibility: 'public' } });
    expect(early.status).to.equal(422);
    expect(listAt(early, 'errors')).to.deep.include({ field: 'summary', code: 'required', message: textAt(early, 'errors.0.message') });
    const published = await api.ask('PATCH', path, { body: { visibility: 'public', summary: 'Leuchten sparen Strom.' } });
    expect(published.status).to.equal(200);
    expect(published.json).to.include({ visibility: 'public', freshness: 'current', revision: 2 });
  });

  it('changes what is sent, keeps the rest, empties with null, and takes merge-patch+json', async () => {
    const { path } = await made({ tags: ['LED'], effort: '2' });
    const headers = { 'content-type': 'application/merge-patch+json; charset=utf-8' };
    const changed = await api.ask('PATCH', path, { body: { effort: null, contact: { unit: 'Bauhof' } }, headers });
    expect(changed.status, changed.text).to.equal(200);
    expect(changed.json).to.deep.include({ effort: null, tags: ['LED'], revision: 2 });
    expect(at(changed, 'contact')).to.deep.equal({ unit: 'Bauhof', role: 'project-lead', mailbox: 'tiefbau@musterstadt.example' });
  });

  it('moves to a new address and sends readers of the old one on', async () => {
    const { path } = await made();
    const moved = await api.ask('PATCH', path, { body: { slug: 'licht-an' } });
    expect(at(moved, 'url')).to.equal(`${api.url}/projects/licht-an`);
    const old = await api.ask('GET', path, { token: null });
    expect(old.status).to.equal(301);
    expect(old.headers.get('location')).to.equal(`${api.url}/api/v1/projects/licht-an`);
    const confirmed = await api.ask('POST', `${path}/confirm`);
    expect(confirmed.status).to.equal(200);
  });

  it('deletes for good: 204, and 410 to everybody from then on', async () => {
    const { path } = await made();
    const gone = await api.ask('DELETE', path);
    expect([gone.status, gone.text]).to.deep.equal([204, '']);
    for (const method of ['GET', 'DELETE']) expect((await api.ask(method, path)).status, method).to.equal(410);
    expect((await api.ask('PATCH', path, { body: { title: 'Wieder da' } })).status).to.equal(410);
    expect((await api.ask('GET', path, { token: null })).json).to.include({ status: 410, title: 'Gelöscht' });
  });

  it('confirms that all of it still holds, without a new version', async () => {
    const { answer, path } = await made();
    const confirmed = await api.ask('POST', `${path}/confirm`);
    expect(confirmed.status).to.equal(200);
    expect(confirmed.json).to.include({ revision: 1, updated: textAt(answer, 'updated') });
    expect(textAt(confirmed, 'lastConfirmedAt') > textAt(answer, 'lastConfirmedAt')).to.equal(true);
  });

  it('keeps lessons and processes, and shows a lesson beside its project', async () => {
    const { path, id } = await made();
    const lesson = { lessonKind: 'failed', statement: 'Die Sensoren frieren ein', theme: 'technology', about: id, visibility: 'public' };
    const learned = await api.ask('POST', '/lessons', { body: lesson });
    expect(learned.status, learned.text).to.equal(201);
    const steps = [
      { text: 'Antrag scannen', automated: 'no', mediaBreak: true },
      { text: 'Antrag ablegen', automated: 'yes' },
    ];
    const process = await api.ask('POST', '/processes', { body: { name: 'Antrag ablegen', processLevel: 'local', steps, visibility: 'public' } });
    expect(process.json).to.include({ type: 'process', automationShare: 0.5, mediaBreaks: 1, url: `${api.url}/processes/antrag-ablegen` });
    const project = await api.ask('GET', path, { token: null });
    expect(at(project, 'lessons')).to.deep.equal([{ id: at(learned, 'id'), url: at(learned, 'url'), title: 'Die Sensoren frieren ein' }]);
  });

  it('does not tell strangers which town an anonymous lesson comes from', async () => {
    const { path, id } = await made();
    const subject = { name: 'Kleinkleckersdorf', ags: '01001000' };
    const body = {
      lessonKind: 'failed',
      statement: 'Der Anbieter war insolvent',
      theme: 'resources',
      about: id,
      anonymous: true,
      subject,
      visibility: 'public',
    };
    const told = await api.ask('POST', '/lessons', { body: { ...body, sources: [{ url: 'https://kleinkleckersdorf.example/' }] } });
    expect(at(told, 'subject.name')).to.equal('Kleinkleckersdorf');
    const stranger = await api.ask('GET', `/lessons/${textAt(told, 'slug')}`, { token: null });
    expect(stranger.json).to.deep.include({ about: null, sources: [], subject: { name: null, ags: null, state: 'DE-SH' } });
    await api.settled();
    const found = await api.ask('GET', '/search?q=insolvent', { token: null });
    expect(at(found, 'hits.0.place')).to.deep.equal({ name: null, state: 'DE-SH', sizeType: null, population: null });
    expect(at(await api.ask('GET', '/search?q=kleinkleckersdorf', { token: null }), 'total')).to.equal(0);
    for (const list of ['/lessons?limit=200', '/records?limit=200', '/search?q=insolvent', path]) {
      expect((await api.ask('GET', list, { token: null })).text.toLowerCase(), list)
        .to.not.include('kleinkleckersdorf')
        .and.not.include('insolvent war');
    }
    expect(at(await api.ask('GET', path, { token: null }), 'lessons')).to.deep.equal([]);
  });

  it('answers 304 to who has it already, and notices that it was confirmed since', async () => {
    const { answer, path } = await made();
    const tag = answer.headers.get('etag') ?? '';
    const again = await api.ask('GET', path, { token: null, headers: { 'if-none-match': tag } });
    expect([again.status, again.text]).to.deep.equal([304, '']);
    await api.ask('POST', `${path}/confirm`);
    expect((await api.ask('GET', path, { token: null, headers: { 'if-none-match': tag } })).status).to.equal(200);
  });

  it('changes only what the writer has read: 412 when somebody was quicker', async () => {
    const { answer, path } = await made();
    const tag = answer.headers.get('etag') ?? '';
    const first = await api.ask('PATCH', path, { body: { title: 'Zuerst' }, headers: { 'if-match': tag } });
    expect(first.status).to.equal(200);
    const ifMatch = { headers: { 'if-match': tag } };
    const second = await api.ask('PATCH', path, { body: { title: 'Zu spät' }, ...ifMatch });
    expect(second.json).to.include({ status: 412, title: 'Inzwischen geändert' });
    expect((await api.ask('DELETE', path, ifMatch)).status).to.equal(412);
    expect((await api.ask('POST', `${path}/confirm`, ifMatch)).status).to.equal(412);
    const { answer: other } = await made();
    expect((await api.ask('PATCH', path, { body: { title: 'X' }, headers: { 'if-match': other.headers.get('etag') ?? '' } })).status).to.equal(412);
    expect((await api.ask('PATCH', path, { body: { title: 'X' }, headers: { 'if-match': 'Unsinn' } })).status).to.equal(412);
    const now = first.headers.get('etag') ?? '';
    expect((await api.ask('PATCH', path, { body: { title: 'Dritter' }, headers: { 'if-match': `"fremd", W/${now}` } })).status).to.equal(200);
    expect(at(await api.ask('GET', path), 'title')).to.equal('Dritter');
  });

  it('looks at the revision again within the write, where nobody can come in between', async () => {
    const { path, id } = await made();
    await api.ask('PATCH', path, { body: { title: 'Zuerst' } });
    const viewer = { kind: 'staff', user: 'x', role: 'admin', organisations: [api.home], mayWrite: true } as const;
    const { changeRecord, confirmRecord, deleteRecord } = api.house.actions;
    const late = [changeRecord(viewer, id, { title: 'Zu spät' }, null, 1), confirmRecord(viewer, id, 1), deleteRecord(viewer, id, 1)];
    for (const answer of await Promise.all(late)) expect(answer).to.deep.equal({ ok: false, refusal: { kind: 'outdated' } });
    expect(await api.ask('GET', path).then(({ json }) => json)).to.include({ title: 'Zuerst', revision: 2 });
  });

  it('lets exactly one win of many who change the same version at the same time', async () => {
    const { answer, path } = await made();
    const headers = { 'if-match': answer.headers.get('etag') ?? '' };
    const titles = Array.from({ length: 8 }, (_, n) => `Fassung ${n}`);
    const answers = await Promise.all(titles.map((title) => api.ask('PATCH', path, { body: { title }, headers })));
    expect(answers.map(({ status }) => status).sort()).to.deep.equal([200, ...Array.from({ length: 7 }, () => 412)]);
    expect(at(await api.ask('GET', path), 'revision')).to.equal(2);
  });
});
