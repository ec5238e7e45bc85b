import type { ServerResponse } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';

import { expect } from 'chai';

import type { OpenRemoteFetch } from '../../../server/net/open-remote-fetch.ts';
import { secondsToWait } from '../../../server/net/retry-after.ts';
import { AS_TYPE, aFetch, aNameServer, aRemote, at, JSON_TYPE, type Remote, says } from './a-remote.ts';

const MEBIBYTE = 1_048_576;
const TOO_LARGE = { kind: 'refused', reason: 'too-large' };

describe('the limits of a guarded request (T34)', () => {
  let remote: Remote;
  let fetch: OpenRemoteFetch;
  beforeEach(async () => {
    remote = await aRemote();
    fetch = aFetch();
  });
  afterEach(async () => {
    await fetch.close();
    await remote.stop();
  });
  const get = (path: string, accept = JSON_TYPE, maxBytes = MEBIBYTE) => fetch.get({ url: `${remote.origin}${path}`, accept, maxBytes });
  const hungUp = async () => {
    while (remote.busy() > 0) await new Promise((resolve) => setTimeout(resolve, 5));
  };
  const withFetch = async (settings: Parameters<typeof aFetch>[0]) => {
    await fetch.close();
    fetch = aFetch(settings);
  };
  const endless = (res: ServerResponse, part: Buffer) => {
    const more = (): void => {
      while (!res.destroyed && res.write(part));
      if (!res.destroyed) res.once('drain', more);
    };
    more();
  };

  it('a mebibyte is taken and a byte more is not, whether or not its length is told, and the line is cut', async () => {
    remote.on('/fits', says(Buffer.alloc(MEBIBYTE)));
    remote.on('/told', says(Buffer.alloc(MEBIBYTE + 1)));
    remote.on('/untold', (_req, res) => res.writeHead(200, { 'content-type': JSON_TYPE, 'transfer-encoding': 'chunked' }).end(Buffer.alloc(MEBIBYTE + 1)));
    remote.on('/endless', (_req, res) => endless(res.writeHead(200, { 'content-type': JSON_TYPE }), Buffer.alloc(65_536)));
    expect((await get('/fits')).kind).to.equal('found');
    remote.on('/promised', (_req, res) => res.writeHead(200, { 'content-type': JSON_TYPE, 'content-length': '9999999' }).flushHeaders());
    for (const path of ['/told', '/untold', '/endless', '/promised']) expect(await get(path), path).to.deep.equal(TOO_LARGE);
    expect(await get('/fits', JSON_TYPE, 1_000)).to.deep.equal(TOO_LARGE);
    await hungUp();
  });

  it('packed bodies are unpacked and counted unpacked: no bomb, and nothing endless that unpacks to nothing', async () => {
    const bomb = Buffer.alloc(64 * MEBIBYTE);
    const packed = { gzip: gzipSync, br: brotliCompressSync, deflate: deflateSync };
    for (const [encoding, pack] of Object.entries(packed)) {
      remote.on('/good', says(pack('{"a":1}'), { 'content-encoding': encoding }));
      remote.on('/bomb', says(pack(encoding === 'br' ? bomb.subarray(0, 8 * MEBIBYTE) : bomb), { 'content-encoding': encoding }));
      remote.on('/broken', says('not packed at all', { 'content-encoding': encoding }));
      remote.on('/half', says(pack(Buffer.from(Array.from({ length: 999 }, (_, n) => n * n))).subarray(0, 90), { 'content-encoding': encoding }));
      expect(await get('/good'), encoding).to.deep.include({ kind: 'found', body: Buffer.from('{"a":1}') });
      expect(await get('/bomb'), encoding).to.deep.equal(TOO_LARGE);
      expect(await get('/broken'), encoding).to.include({ kind: 'failed', reason: 'garbled' });
      expect(await get('/half'), encoding).to.include({ kind: 'failed', reason: 'garbled' });
    }
    // Empty stored blocks: a gzip stream that never says anything.
    const header = Buffer.from('1f8b0800000000000003', 'hex');
    const nothing = Buffer.from('000000ffff'.repeat(10_000), 'hex');
    remote.on('/silent', (_req, res) => {
      res.writeHead(200, { 'content-type': JSON_TYPE, 'content-encoding': 'gzip' }).write(header);
      endless(res, nothing);
    });
    expect(await get('/silent')).to.deep.equal(TOO_LARGE);
    for (const encoding of ['zstd', 'gzip, gzip', 'compress', '__proto__', '']) {
      remote.on('/odd', says('1', { 'content-encoding': encoding }));
      expect(await get('/odd'), encoding).to.deep.equal({ kind: 'refused', reason: 'encoding' });
    }
    await hungUp();
  });

  it('huge headers and answers that are no HTTP are no answer', async () => {
    remote.on('/headers', says('1', { 'x-long': 'x'.repeat(15_000), 'x-more': 'x'.repeat(15_000) }));
    expect(await get('/headers')).to.deep.equal(TOO_LARGE);
    const raw = createServer((socket) =>
      socket
        .resume()
        .on('error', () => undefined)
        .end('SSH-2.0-OpenSSH_9.6\r\n'),
    );
    const mute = createServer((socket) => socket.on('error', () => undefined).destroy());
    await Promise.all([raw, mute].map((server) => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))));
    const urlOf = (server: typeof raw) => `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    expect(await fetch.get({ url: urlOf(raw), accept: JSON_TYPE })).to.include({ kind: 'failed', reason: 'garbled' });
    expect(await fetch.get({ url: urlOf(mute), accept: JSON_TYPE })).to.include({ kind: 'failed', reason: 'reset' });
    expect(await fetch.post({ url: urlOf(mute), headers: {}, body: 'x' })).to.include({ kind: 'failed', reason: 'reset' });
    const url = urlOf(mute);
    await Promise.all([raw, mute].map((server) => new Promise((resolve) => server.close(resolve))));
    expect(await fetch.get({ url, accept: JSON_TYPE })).to.include({ kind: 'failed', reason: 'unreachable' });
  });

  it('the deadline is for everything: silence, drips, redirects into silence, a name server that says nothing', async () => {
    const drip = (res: ServerResponse) => {
      const timer = setInterval(() => res.write(' '), 20);
      res.on('close', () => clearInterval(timer));
    };
    remote.on('/silent', () => undefined);
    remote.on('/drip', (_req, res) => drip(res.writeHead(200, { 'content-type': JSON_TYPE })));
    remote.on('/drip-gzip', (_req, res) => drip(res.writeHead(200, { 'content-type': JSON_TYPE, 'content-encoding': 'gzip' })));
    remote.on('/moved', (_req, res) => res.writeHead(302, { location: '/drip' }).end());
    remote.on('/drip-moved', (_req, res) => drip(res.writeHead(302, { location: '/silent' })));
    await withFetch({ totalMs: 200, resolve: () => new Promise(() => undefined) });
    for (const path of ['/silent', '/drip', '/moved', '/drip-moved']) expect(await get(path), path).to.include({ kind: 'failed', reason: 'timeout' });
    expect((await get('/drip-gzip')).kind).to.equal('failed');
    // Its timer is set first and is the shorter one: the time allowed for connecting must not come on top.
    const connecting = fetch.get({ url: 'https://mute.example/', accept: JSON_TYPE });
    const later = new Promise((resolve) => setTimeout(resolve, 2_000, 'too late'));
    expect(await Promise.race([connecting, later])).to.include({ kind: 'failed', reason: 'timeout' });
    expect(await fetch.post({ url: `${remote.origin}/silent`, headers: {}, body: 'x' })).to.include({ kind: 'failed', reason: 'timeout' });
    remote.on('/as', (_req, res) => drip(res.writeHead(200, { 'content-type': AS_TYPE })));
    expect(await fetch.getObject(`${remote.origin}/as`)).to.include({ kind: 'failed', reason: 'timeout' });
    await hungUp();
  });

  it('a name nobody knows', async () => {
    await withFetch({ resolve: aNameServer({ 'empty.example': [at()] }).resolve });
    for (const host of ['nowhere', 'empty'])
      expect(await fetch.get({ url: `https://${host}.example/`, accept: JSON_TYPE })).to.include({ kind: 'failed', reason: 'dns' });
  });

  it('T14: takes only the media types it asked for', async () => {
    const as2 = 'application/activity+json, application/ld+json; profile="https://www.w3.org/ns/activitystreams"';
    const good = [
      AS_TYPE,
      `${AS_TYPE}; charset=utf-8`,
      'Application/Activity+JSON',
      'application/ld+json; profile="https://www.w3.org/ns/activitystreams"',
    ].concat([
      'application/ld+json;charset=utf-8;profile=https://www.w3.org/ns/activitystreams',
      'application/ld+json; profile="https://x.example https://www.w3.org/ns/activitystreams"',
    ]);
    const bad = [
      'application/json',
      'text/html',
      'text/plain',
      'application/ld+json',
      'application/ld+json; profile="https://www.w3.org/ns/activitystreams-x"',
      '',
    ].concat([
      'application/activity+json, text/html',
      'application/activity+jsonp',
      'x',
      'image/png; name="application/activity+json"',
      `${AS_TYPE} ${'x'.repeat(600)}`,
    ]);
    for (const type of [...good, ...bad]) {
      remote.on('/a', says('{}', { 'content-type': type }));
      expect(await get('/a', as2), type).to.include(good.includes(type) ? { kind: 'found' } : { kind: 'refused', reason: 'content-type' });
    }
    remote.on('/a', (_req, res) => res.writeHead(200).end('{}'));
    expect(await get('/a', '*/*')).to.deep.equal({ kind: 'refused', reason: 'content-type' });
    remote.on('/a', says('x', { 'content-type': 'image/png' }));
    expect((await get('/a', 'text/html;q=0.5, image/*')).kind).to.equal('found');
  });

  it('says what is gone for good or missing, and what another status means for coming back', async () => {
    for (const status of [404, 410]) {
      remote.on('/a', says('x'.repeat(100_000), {}, status));
      expect(await get('/a')).to.deep.equal({ kind: 'gone', status });
    }
    for (const status of [204, 206, 300, 401, 403, 429, 500, 503]) {
      remote.on('/a', says('', { 'retry-after': '120' }, status));
      expect(await get('/a')).to.deep.equal({ kind: 'failed', reason: 'status', status, retryAfter: 120 });
    }
  });

  it('understands Retry-After in seconds and as a date, and waits a day at most', () => {
    const now = new Date('2026-11-21T09:00:00.500Z');
    const forms: readonly (readonly [string | null, number | null])[] = [
      ['0', 0],
      [' 120 ', 120],
      ['99999999999999999999', 86_400],
      ['Sat, 21 Nov 2026 09:01:00 GMT', 60],
      ['Sat, 21 Nov 2020 09:01:00 GMT', 0],
      ['Sun, 21 Nov 2032 09:01:00 GMT', 86_400],
      [null, null],
      ...['', '-1', '1.5', '1e9', 'soon', 'Sat, 99 Nov 2026 09:01:00 GMT', '2026-11-21T09:01:00Z'].map((text) => [text, null] as const),
    ];
    for (const [text, seconds] of forms) expect(secondsToWait(text, now), String(text)).to.equal(seconds);
  });

  it('asks a host twice at a time and no more', async () => {
    let most = 0;
    let now = 0;
    const held: (() => void)[] = [];
    remote.on('/held', (_req, res) => {
      now += 1;
      most = Math.max(most, now);
      held.push(() => {
        now -= 1;
        res.writeHead(200, { 'content-type': JSON_TYPE }).end('1');
      });
    });
    const asked = Array.from({ length: 7 }, (_, n) => get(`/held?${n}`));
    for (let left = 7; left > 0; left -= 1) {
      while (held.length < Math.min(left, 2)) await new Promise(setImmediate);
      held.shift()?.();
    }
    expect((await Promise.all(asked)).every(({ kind }) => kind === 'found')).to.equal(true);
    expect(most).to.equal(2);
  });

  it('reads from many slow hosts leave room for deliveries', async () => {
    const slow = Array.from({ length: 60 }, (_, n) => `h${n}.example`);
    const names = Object.fromEntries([...slow, 'free.example'].map((name) => [name, [at('127.0.0.1')]]));
    await withFetch({ resolve: aNameServer(names).resolve });
    remote.on('/slow', () => undefined);
    remote.on('/inbox', says('', {}, 202));
    const reads = slow.map((name) => fetch.get({ url: `http://${name}:${remote.port}/slow`, accept: JSON_TYPE }));
    while (remote.heard.length < 30) await new Promise(setImmediate);
    expect(await fetch.post({ url: `http://free.example:${remote.port}/inbox`, headers: {}, body: '{}' })).to.include({ kind: 'answered', status: 202 });
    expect(remote.heard.filter(({ method }) => method === 'GET')).to.have.length(30);
    await fetch.close();
    for (const answer of await Promise.all(reads)) expect(answer).to.include({ kind: 'failed', reason: 'closing' });
  });
});
