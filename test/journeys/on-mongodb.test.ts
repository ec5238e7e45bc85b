import { randomBytes } from 'node:crypto';

import { expect } from 'chai';

import { aLine, type Line } from '../fixtures/a-line.ts';
import { aProjectInput } from '../fixtures/a-project.ts';
import { anInstance, type Instance, pause } from '../fixtures/an-instance.ts';

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
