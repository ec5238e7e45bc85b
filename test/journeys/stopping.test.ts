import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

import { expect } from 'chai';
import { MongoClient } from 'mongodb';

import { anInstance, type Instance, pause } from '../fixtures/an-instance.ts';

const url = process.env['TEST_MONGODB_URL'] ?? process.env['TEST_FERRETDB_URL'];
const SECRETS = { SESSION_SECRET: 's'.repeat(32), KEY_SECRET: 'k'.repeat(32) };

describe('stopping', () => {
  it('answers whoever is being answered, and ends well', async () => {
    const town = await anInstance();
    try {
      const caller = connect(Number(new URL(town.url).port), '127.0.0.1');
      const body = JSON.stringify({ title: 'Im letzten Augenblick' });
      const heads = ['Host: localhost', `Authorization: Bearer ${town.token}`, 'Content-Type: application/json', `Content-Length: ${body.length}`];
      caller.write(`POST /api/v1/projects HTTP/1.1\r\n${heads.join('\r\n')}\r\nExpect: 100-continue\r\n\r\n`);
      expect(String((await once(caller, 'data'))[0])).to.include('100 Continue');
      const stopped = town.stop();
      while (await fetch(town.url).catch(() => false)) await pause(20);
      let answer = '';
      caller.on('data', (chunk: Buffer) => {
        answer += chunk.toString();
      });
      caller.write(body);
      expect(await stopped).to.equal(0);
      expect(answer).to.match(/^HTTP\/1\.1 201 /);
    } finally {
      await town.remove();
    }
  });

  if (url === undefined) {
    it('SKIPPED: stopping while MongoDB is away (neither TEST_MONGODB_URL nor TEST_FERRETDB_URL is set)');
    return;
  }

  for (const [how, silence] of [
    ['refuses', false],
    ['says nothing any more', true],
  ] as const)
    it(`ends well, and in time, while MongoDB ${how}`, async function () {
      this.timeout(60_000);
      const own = new URL(url);
      own.pathname = `/leuchtnetz-test-${randomBytes(6).toString('hex')}`;
      const line = await aLineTo(own);
      let town: Instance | null = null;
      try {
        town = await anInstance({ settings: { MONGODB_URL: line.url, LOG_LEVEL: 'silent', ...SECRETS } });
        expect((await town.call('GET', '/readyz')).status).to.equal(200);
        line.cut(silence);
        const waiting = town.call('POST', '/api/v1/projects', { title: 'Wartet' }).catch(() => null);
        await town.call('GET', '/healthz');
        expect(await town.stop()).to.equal(0);
        await waiting;
      } finally {
        await town?.remove();
        line.end();
        const client = await MongoClient.connect(own.href);
        await client.db().dropDatabase();
        await client.close();
      }
    });
});

/** A line to a server that can be cut: the other side refuses from then on, or says nothing. */
async function aLineTo(target: URL) {
  const sockets = new Set<Socket>();
  let isSilent = false;
  const keep = (socket: Socket): Socket => {
    sockets.add(socket);
    return socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
  };
  const server = createServer((near) => {
    keep(near);
    if (isSilent) return;
    const far = keep(connect(Number(target.port), target.hostname));
    near.on('data', (chunk) => isSilent || far.write(chunk));
    far.on('data', (chunk) => isSilent || near.write(chunk));
    near.on('close', () => far.destroy());
    far.on('close', () => isSilent || near.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const here = new URL(target);
  here.port = String((server.address() as AddressInfo).port);
  const end = (): void => {
    server.close();
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: here.href,
    cut(silence: boolean): void {
      isSilent = silence;
      if (!silence) end();
    },
    end,
  };
}
