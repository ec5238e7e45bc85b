import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Writable } from 'node:stream';

import { expect } from 'chai';
import { pino } from 'pino';

import type { House } from '../../../server/compose.ts';
import { openServer } from '../../../server/compose-server.ts';
import { StorageUnavailable } from '../../../server/storage/collection.ts';
import { aHouse, type OpenHouse } from '../../fixtures/a-house.ts';
import { aProjectInput } from '../../fixtures/a-project.ts';

interface Line {
  readonly level: number;
  readonly id?: string;
  readonly msg: string;
}

describe('answers of the pages', () => {
  let open: OpenHouse;
  const closing: (() => Promise<void>)[] = [];
  beforeEach(async () => {
    open = await aHouse();
  });
  afterEach(async () => {
    for (const close of closing.splice(0)) await close();
    await open.close();
  });

  /** The real doors on a port of their own, and what they log; `broken` replaces actions. */
  const served = async (broken: Partial<House['actions']> = {}) => {
    const lines: Line[] = [];
    const stream = new Writable({
      write(chunk: Buffer, _encoding, done) {
        lines.push(JSON.parse(chunk.toString()) as Line);
        done();
      },
    });
    const house = { ...open.house, actions: { ...open.house.actions, ...broken } };
    const { app, close } = await openServer(house, { log: pino({ level: 'debug' }, stream), setUpCode: 'x', hasLimits: false });
    const server = createServer(app);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    closing.push(async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await close();
    });
    const { port } = server.address() as AddressInfo;
    const get = (path: string, init: RequestInit = {}) => fetch(`http://127.0.0.1:${port}${path}`, { redirect: 'manual', ...init });
    return { get, lines };
  };
  const broken = (fault: Error) => ({ byAddress: () => Promise.reject(fault), byId: () => Promise.reject(fault) });

  const published = async (differently: object = {}) => {
    const made = await open.house.actions.createRecord(open.operator, 'project', null, aProjectInput({ ...differently }));
    if (!made.ok) throw new Error(JSON.stringify(made.refusal));
    return made.value;
  };

  it('lead from a former address on, so that it may be given away again', async () => {
    const { id, slug } = await published();
    await open.house.actions.changeRecord(open.operator, id, { slug: 'licht' });
    const { get } = await served();
    for (const below of ['', '/api/v1']) {
      const moved = await get(`${below}/projects/${slug}`);
      expect([moved.status, moved.headers.get('cache-control')], below).to.deep.equal([301, 'no-cache']);
    }
  });

  it('carry no ETag, for no two are alike: each has a nonce of its own', async () => {
    const { slug } = await published();
    const { get } = await served();
    for (const path of ['/', '/search', `/projects/${slug}`, '/gibt-es-nicht']) {
      const page = await get(path);
      expect(page.headers.get('etag'), path).to.equal(null);
      expect(page.headers.get('content-type')).to.equal('text/html; charset=utf-8');
      expect(Buffer.byteLength(await page.text())).to.equal(Number(page.headers.get('content-length')));
      const head = await get(path, { method: 'HEAD' });
      expect([head.status, await head.text()]).to.deep.equal([page.status, '']);
    }
    expect((await get('/api/v1/projects')).headers.get('etag'), 'the API').to.be.a('string');
  });

  it('let nothing that people typed end the script that search engines read', async () => {
    const title = '</script><script>alert("x")</script> <!-- & \u2028';
    const { slug } = await published({ title });
    const html = await (await (await served()).get(`/projects/${slug}`)).text();
    const [, json = ''] = /<script type="application\/ld\+json"[^>]*>(.*?)<\/script>/s.exec(html) ?? [];
    expect(json).to.not.include('<');
    expect(JSON.parse(json)).to.include({ headline: '</script><script>alert("x")</script> <!-- &' });
  });

  it('say under which id a fault was noted, pages and API alike', async () => {
    const { get, lines } = await served({ readRecord: broken(new Error('secret')) });
    for (const path of ['/projects/x', '/api/v1/projects/x']) {
      const answer = await get(path);
      const id = answer.headers.get('x-request-id') ?? 'none';
      const text = await answer.text();
      expect(answer.status).to.equal(500);
      expect(text).to.not.include('secret');
      if (!path.startsWith('/api')) expect(text).to.include(id);
      expect(lines.filter(({ id: noted, msg }) => noted === id && msg.startsWith('fault'))).to.have.length(1);
    }
  });

  it('are 503 in the same cases, pages and API alike', async () => {
    const away = await served({ readRecord: broken(new StorageUnavailable('away')) });
    const fault = await served({ readRecord: broken(Object.assign(new Error('x'), { name: 'MongoNetworkError' })) });
    for (const path of ['/projects/x', '/api/v1/projects/x']) {
      const answer = await away.get(path);
      expect([answer.status, answer.headers.has('retry-after')], path).to.deep.equal([503, true]);
      // The store turns what its engine throws into its own words; what did not pass there is a fault of ours.
      expect((await fault.get(path)).status, path).to.equal(500);
    }
  });
});
