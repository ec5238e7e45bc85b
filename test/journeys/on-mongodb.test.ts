import { randomBytes } from 'node:crypto';

import { expect } from 'chai';

import { aLine, type Line } from '../fixtures/a-line.ts';
import { aProjectInput } from '../fixtures/a-project.ts';
import { signedIn } from '../fixtures/a-staff-browser.ts';
import { ADMIN, anInstance, type Instance, pause } from '../fixtures/an-instance.ts';
import { anUploadForm } from '../fixtures/an-upload.ts';
import { aPhoto } from '../fixtures/some-files.ts';

const url = process.env['TEST_MONGODB_URL'] ?? process.env['TEST_FERRETDB_URL'];

describe('a town on MongoDB', () => {
  if (url === undefined) {
    it('SKIPPED: neither TEST_MONGODB_URL nor TEST_FERRETDB_URL is set');
    return;
  }
  let line: Line;
  let town: Instance;
  before(async function () {
    this.timeout(60_000);
    const own = new URL(url);
    own.pathname = `/leuchtnetz-test-${randomBytes(6).toString('hex')}`;
    line = await aLine(own);
    town = await anInstance({ settings: { MONGODB_URL: line.url, SESSION_SECRET: 's'.repeat(32), KEY_SECRET: 'k'.repeat(32) } });
  });
  after(async () => {
    await town.remove();
    await line.cut();
  });

  const found = async (words: string): Promise<number> =>
    ((await town.call('GET', `/api/v1/search?q=${encodeURIComponent(words)}`)).json as { total: number }).total;

  it('publishes, finds and reads', async () => {
    const { status, json } = await town.call('POST', '/api/v1/projects', aProjectInput());
    expect(status).to.equal(201);
    await town.settled();
    expect(await found('Beleuchtung')).to.equal(1);
    expect((await fetch((json as { url: string }).url)).status).to.equal(200);
    expect((await town.call('GET', '/api/v1/records?since=0')).json)
      .to.have.property('items')
      .with.length(1);
  });

  it('lets staff sign in, answer the short form, add a picture, publish, withdraw, invite and look back', async function () {
    this.timeout(60_000);
    const admin = await signedIn(town.url, ADMIN.email, ADMIN.password);
    const { title, ...answers } = aProjectInput({ title: 'Wärmenetz am Fluss' }) as unknown as Record<string, string | string[]>;
    const flat = Object.fromEntries(Object.entries(answers).filter(([, value]) => typeof value === 'string' || Array.isArray(value)));
    const made = await admin.post('/projects/new', { ...flat, title: title ?? '', do: 'save' });
    expect([made.status, made.location], made.text.slice(0, 300)).to.deep.equal([303, '/projects/waermenetz-am-fluss/edit?done=drafted']);
    const path = '/projects/waermenetz-am-fluss';
    expect((await admin.post('/autosave', { path: `${path}/edit/brief`, title: 'Nur getippt' }, '/projects/new')).status).to.equal(204);
    expect((await admin.get(`${path}/edit/brief`)).text).to.include('Nur getippt');
    expect((await admin.upload(`${path}/edit/files`, anUploadForm('Rathaus.jpg', await aPhoto()))).status).to.equal(303);
    const put = await town.call('PATCH', `/api/v1${path}`, {
      visibility: 'public',
      contact: { unit: 'Stadtwerke', role: 'project-lead', mailbox: 'waerme@licht.example' },
    });
    expect(put.status, put.text).to.equal(200);

    const [, picture = ''] = /src="(\/files\/[^"]+)"/.exec((await admin.get(path)).text) ?? [];
    const served = await fetch(town.url + picture);
    expect([served.status, served.headers.get('content-type')], picture).to.deep.equal([200, 'image/jpeg']);
    expect((await served.arrayBuffer()).byteLength).to.be.greaterThan(100);

    const organisation = `${town.url}/organisations/musterstadt`;
    expect((await admin.post('/admin/people/invite', { email: 'nora@musterstadt.example', role: 'author', organisations: [organisation] })).status).to.equal(
      303,
    );
    expect((await admin.get('/admin/mail')).text, 'kept, for there is no mail server').to.include('nora@musterstadt.example');

    expect((await admin.post(`${path}/withdraw`, {})).status).to.equal(303);
    await town.settled();
    expect((await fetch(town.url + path)).status).to.equal(410);
    expect((await fetch(town.url + picture)).status, 'the picture went with the draft').to.equal(404);
    const log = await admin.get('/admin/audit');
    for (const said of ['Wärmenetz am Fluss', 'nora@musterstadt.example']) expect(log.text).to.include(said);
    expect((await admin.get('/my/records')).text).to.include('Wärmenetz am Fluss');
    expect((await admin.get('/my/account/sessions')).status).to.equal(200);
  });

  it('answers 503 while the store is away, loses nothing, and goes on by itself', async function () {
    this.timeout(60_000);
    await line.cut();
    for (const [method, path, body] of [
      ['GET', '/projects/strassenbeleuchtung-mit-bewegungsmeldern', undefined],
      ['GET', '/api/v1/projects', undefined],
      ['GET', '/readyz', undefined],
      ['POST', '/api/v1/projects', aProjectInput({ title: 'Im Dunkeln' })],
    ] as const) {
      const { status, headers } = await town.call(method, path, body);
      expect(status, path).to.equal(503);
      expect(headers.get('retry-after'), path).to.match(/^\d+$/);
    }
    expect((await fetch(`${town.url}/healthz`)).status, 'the process lives').to.equal(200);
    expect((await fetch(`${town.url}/search?q=Beleuchtung`)).status, 'the index answers alone').to.equal(200);
    await line.mend();
    for (let n = 0; n < 100; n += 1) {
      if ((await town.call('GET', '/readyz')).status === 200) break;
      await pause(100);
    }
    expect((await town.call('POST', '/api/v1/projects', aProjectInput({ title: 'Wieder hell' }))).status).to.equal(201);
    await town.settled();
    expect(await found('hell')).to.be.at.least(1);
  });
});
