import { expect } from 'chai';

import type { OpenRemoteFetch } from '../../../server/net/open-remote-fetch.ts';
import { aFetch, aRemote, movesTo, type Remote, says } from './a-remote.ts';

describe('a delivery', () => {
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
  const deliver = (body = '{}', headers: Readonly<Record<string, string>> = {}, path = '/inbox') =>
    fetch.post({ url: `${remote.origin}${path}`, headers, body });

  it('arrives as it was signed, over one connection, and with nothing more than belongs to it', async () => {
    remote.on('/inbox', says('', {}, 202));
    const signed = {
      'Content-Type': 'application/activity+json',
      Date: 'Sat, 21 Nov 2026 09:00:00 GMT',
      Digest: 'SHA-256=x',
      Signature: 's',
      Host: 'evil.example',
    };
    const extra = { cookie: 'a', authorization: 'b', 'transfer-encoding': 'chunked', 'x-other': 'c', connection: 'close' };
    for (const n of [1, 2, 3])
      expect(await deliver(`{"n":"ä${n}"}`, { ...signed, ...extra })).to.deep.equal({ kind: 'answered', status: 202, retryAfter: null, said: '' });
    expect(remote.connections()).to.equal(1);
    expect(remote.heard.map(({ method, body }) => [method, body])).to.deep.equal([1, 2, 3].map((n) => ['POST', `{"n":"ä${n}"}`]));
    const headers = remote.heard[0]?.headers ?? {};
    expect(headers).to.include({ 'content-type': 'application/activity+json', digest: 'SHA-256=x', signature: 's', host: `127.0.0.1:${remote.port}` });
    expect(headers).to.have.all.keys('host', 'connection', 'content-length', 'content-type', 'date', 'digest', 'signature', 'accept-encoding', 'user-agent');
    expect(headers.connection).to.equal('keep-alive');
  });

  it('T32, T33: is not carried on by a redirect, nor taken to where nothing may go', async () => {
    for (const status of [301, 302, 303, 307, 308]) {
      remote.on('/inbox', movesTo(`${remote.origin}/other`, status));
      expect(await deliver()).to.include({ kind: 'answered', status });
    }
    expect(remote.heard.every(({ path }) => path === '/inbox')).to.equal(true);
    for (const url of ['http://169.254.169.254/', 'http://[::ffff:127.0.0.1]:9200/x', 'https://wissen.musterstadt.example/inbox', 'ftp://a.example/', 'x'])
      expect((await fetch.post({ url, headers: {}, body: '' })).kind, url).to.equal('refused');
  });

  it('is answered with the status, how long to wait and the beginning of what was said, in one line', async () => {
    const answers: readonly (readonly [number, Readonly<Record<string, string>>, number | null])[] = [
      [200, {}, null],
      [401, {}, null],
      [410, {}, null],
      [429, { 'retry-after': '30' }, 30],
      [503, { 'retry-after': 'Sat, 21 Nov 2026 09:10:00 GMT' }, 600],
      [500, { 'retry-after': '9999999' }, 86_400],
    ];
    for (const [status, headers, retryAfter] of answers) {
      remote.on('/inbox', says('{"error":\r\n\u001b[31m"no\u202e"}', headers, status));
      expect(await deliver()).to.deep.equal({ kind: 'answered', status, retryAfter, said: '{"error": [31m"no "}' });
    }
    remote.on('/inbox', says('x'.repeat(1_000_000), {}, 500));
    expect(await deliver()).to.deep.equal({ kind: 'answered', status: 500, retryAfter: null, said: 'x'.repeat(200) });
  });

  it('has its answer with the status, however long the rest goes on or wherever it breaks off', async () => {
    remote.on('/inbox', (_req, res) => res.writeHead(202, { 'content-length': '100' }).end('abc') && res.destroy());
    expect(await deliver()).to.include({ kind: 'answered', status: 202 });
    remote.on('/inbox', (_req, res) => {
      const timer = setInterval(() => res.write('x'.repeat(3_000)), 5);
      res.writeHead(202).on('close', () => clearInterval(timer));
    });
    expect(await deliver()).to.include({ kind: 'answered', status: 202, said: 'x'.repeat(200) });
    await fetch.close();
    fetch = aFetch({ totalMs: 200 });
    remote.on('/inbox', (_req, res) => res.writeHead(202).write('so far'));
    expect(await deliver()).to.include({ kind: 'answered', status: 202, said: 'so far' });
  });

  it('comes to its end before the way out closes; after that nothing goes', async () => {
    const held: (() => void)[] = [];
    remote.on('/inbox', (_req, res) => held.push(() => res.writeHead(202).end()));
    const under = deliver();
    while (held.length === 0) await new Promise(setImmediate);
    const closing = fetch.close();
    expect(await deliver()).to.include({ kind: 'failed', reason: 'closing' });
    held[0]?.();
    expect(await under).to.include({ kind: 'answered', status: 202 });
    await closing;
    expect(await fetch.get({ url: `${remote.origin}/a`, accept: '*/*' })).to.include({ kind: 'failed', reason: 'closing' });
    while (remote.open() > 0) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(remote.heard).to.have.length(1);
  });
});
