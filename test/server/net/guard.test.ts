import { expect } from 'chai';

import type { OpenRemoteFetch } from '../../../server/net/open-remote-fetch.ts';
import { aCertificate, aFetch, aNameServer, aRemote, at, JSON_TYPE, movesTo, type Remote, says } from './a-remote.ts';

describe('the guarded request', () => {
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
  const get = (url: string) => fetch.get({ url, accept: JSON_TYPE });
  const withFetch = async (settings: Parameters<typeof aFetch>[0]) => {
    await fetch.close();
    fetch = aFetch(settings);
  };

  it('reads what is there, says who asks and sends neither cookies nor credentials', async () => {
    remote.on('/a', says('{"a":1}', { etag: '"v1"', 'last-modified': 'Sat, 21 Nov 2026 08:00:00 GMT', 'set-cookie': 'sid=1' }));
    const answer = await get(`${remote.origin}/a?b=c`);
    expect(answer).to.deep.equal({
      kind: 'found',
      url: `${remote.origin}/a?b=c`,
      status: 200,
      contentType: JSON_TYPE,
      body: Buffer.from('{"a":1}'),
      etag: '"v1"',
      lastModified: 'Sat, 21 Nov 2026 08:00:00 GMT',
    });
    await get(`${remote.origin}/a`);
    expect(remote.heard.map(({ path }) => path)).to.deep.equal(['/a?b=c', '/a']);
    for (const { headers } of remote.heard) {
      expect(headers['user-agent']).to.equal('Leuchtnetz/1.2.3 (+https://wissen.musterstadt.example)');
      expect(headers).to.have.all.keys('host', 'connection', 'accept', 'accept-encoding', 'user-agent');
    }
  });

  it('asks again with the version it knows, in a form that can be a header', async () => {
    remote.on('/a', (req, res) => res.writeHead(req.headers['if-none-match'] === '"v1"' ? 304 : 200, { 'content-type': JSON_TYPE }).end());
    const ask = (etag: string) => fetch.get({ url: `${remote.origin}/a`, accept: JSON_TYPE, known: { etag, lastModified: 'x\r\ny: z' } });
    expect(await ask('"v1"')).to.deep.equal({ kind: 'not-modified' });
    expect((await ask('"v1"\r\ncookie: a')).kind).to.equal('found');
    expect(remote.heard[1]?.headers).not.to.have.any.keys('cookie', 'if-none-match', 'if-modified-since', 'y');
  });

  it('T31: connects to the very address that was checked, and checks again for each new connection', async () => {
    const names = aNameServer({ 'town.example': [at('127.0.0.1'), at('10.0.0.1')] });
    await withFetch({ resolve: names.resolve });
    remote.on('/', says('1', { connection: 'close' }));
    const url = `http://town.example:${remote.port}/`;
    expect((await get(url)).kind).to.equal('found');
    expect(names.asked).to.have.length(1);
    expect(await get(url)).to.deep.equal({ kind: 'refused', reason: 'private-address' });
    expect(remote.connections()).to.equal(1);
  });

  it('T30: one bad answer among good ones spoils all', async () => {
    const names = aNameServer({
      'a.example': [at('8.8.8.8', '127.0.0.1')],
      'b.example': [at('127.0.0.1', '10.0.0.1')],
      'c.example': [at('2606:4700::1111', '::')],
    });
    await withFetch({ resolve: names.resolve, allowsLoopback: false });
    for (const host of ['a', 'b', 'c']) expect(await get(`https://${host}.example/`)).to.deep.equal({ kind: 'refused', reason: 'private-address' });
    await withFetch({ resolve: names.resolve });
    expect(await get('https://b.example/')).to.deep.equal({ kind: 'refused', reason: 'private-address' });
    expect(await get(`http://a.example:${remote.port}/`)).to.deep.equal({ kind: 'refused', reason: 'scheme' });
    expect(remote.connections()).to.equal(0);
  });

  it('a machine of our own stays closed when loopback is not allowed, for reads and deliveries (T33)', async () => {
    await withFetch({ allowsLoopback: false, resolve: aNameServer({ 'x.example': [at('127.0.0.1')] }).resolve });
    for (const url of [remote.origin, `https://127.0.0.1:${remote.port}/`, `https://x.example/`, `https://x.example:${remote.port}/`]) {
      expect((await get(url)).kind, url).to.equal('refused');
      expect((await fetch.post({ url, headers: {}, body: '' })).kind, url).to.equal('refused');
    }
    expect(remote.connections()).to.equal(0);
  });

  it('the policy is asked before anything else, by the canonical host', async () => {
    const asked: string[] = [];
    const names = aNameServer({});
    const mayTalkTo = async (host: string) => {
      asked.push(host);
      return false;
    };
    await withFetch({ resolve: names.resolve, mayTalkTo });
    expect(await get('https://BÖSE.example./x')).to.deep.equal({ kind: 'refused', reason: 'policy' });
    expect(await fetch.post({ url: `${remote.origin}/inbox`, headers: {}, body: '' })).to.deep.equal({ kind: 'refused', reason: 'policy' });
    expect(asked).to.deep.equal(['xn--bse-sna.example', `127.0.0.1:${remote.port}`]);
    expect(names.asked).to.deep.equal([]);
  });

  it('a fault of our own, in the policy or the signer, is thrown and not taken for an answer', async () => {
    const fault = Object.assign(new Error('store away'), { code: 'SQLITE_BUSY' });
    const faultOf = (asked: Promise<unknown>) =>
      asked.then(
        () => null,
        (err: unknown) => err,
      );
    await withFetch({ mayTalkTo: () => Promise.reject(fault) });
    expect(await faultOf(get(`${remote.origin}/a`))).to.equal(fault);
    await withFetch({});
    expect(await faultOf(fetch.get({ url: `${remote.origin}/a`, accept: JSON_TYPE, signer: () => Promise.reject(fault) }))).to.equal(fault);
    expect((await get(`${remote.origin}/a`)).kind).to.equal('gone');
  });

  it('over TLS the certificate must be believed and be for that name', async () => {
    const certificate = aCertificate(['town.example']);
    const secure = await aRemote({ certificate, name: 'town.example' });
    const { resolve } = aNameServer({ 'town.example': [at('127.0.0.1')], 'other.example': [at('127.0.0.1')] });
    secure.on('/', says('1'));
    await withFetch({ resolve, ca: certificate.cert });
    expect((await get(`${secure.origin}/`)).kind).to.equal('found');
    expect((await get(`https://127.0.0.1:${secure.port}/`)).kind).to.equal('found');
    expect(await get(`https://other.example:${secure.port}/`)).to.include({ kind: 'failed', reason: 'tls' });
    await withFetch({ resolve });
    expect(await get(`${secure.origin}/`)).to.include({ kind: 'failed', reason: 'tls' });
    expect(await get(`https://town.example:${remote.port}/`)).to.include({ kind: 'failed', reason: 'tls' });
    await secure.stop();
  });

  it('T32: follows two redirects at most, each checked, asked of the policy and signed anew', async () => {
    const other = await aRemote();
    other.on('/end', says('1'));
    remote.on('/one', movesTo('/two', 301));
    remote.on('/two', movesTo(`${other.origin}/end`, 308));
    remote.on('/zero', movesTo('/one'));
    const asked: string[] = [];
    await withFetch({ mayTalkTo: (host) => asked.push(host) > 0 });
    const signer = async (url: string, headers: Readonly<Record<string, string>>) => ({
      signature: `for ${url} at ${headers['host']}`,
      date: 'Sat, 21 Nov 2026 09:00:00 GMT',
      cookie: 'no',
      authorization: 'no',
      host: 'elsewhere.example',
    });
    const ask = (path: string) => fetch.get({ url: `${remote.origin}${path}`, accept: JSON_TYPE, signer });
    expect(await ask('/one')).to.include({ kind: 'found', url: `${other.origin}/end` });
    expect(asked).to.deep.equal([`127.0.0.1:${remote.port}`, `127.0.0.1:${remote.port}`, `127.0.0.1:${other.port}`]);
    expect(other.heard[0]?.headers).to.include({ signature: `for ${other.origin}/end at 127.0.0.1:${other.port}`, host: `127.0.0.1:${other.port}` });
    expect(remote.heard[0]?.headers['signature']).to.equal(`for ${remote.origin}/one at 127.0.0.1:${remote.port}`);
    expect(other.heard[0]?.headers).not.to.have.any.keys('cookie', 'authorization');
    expect(await ask('/zero')).to.deep.equal({ kind: 'refused', reason: 'redirect' });
    await withFetch({ mayTalkTo: (host) => host !== `127.0.0.1:${other.port}` });
    expect(await ask('/one')).to.deep.equal({ kind: 'refused', reason: 'policy' });
    await other.stop();
  });

  it('T32: no redirect leads to a private address, to another scheme, in a circle or nowhere', async () => {
    const away: Readonly<Record<string, string>> = {
      'http://169.254.169.254/latest/meta-data/': 'private-address',
      'http://[::ffff:a9fe:a9fe]/': 'private-address',
      'http://2852039166/': 'private-address',
      'http://metadata.example/': 'private-address',
      'http://8.8.8.8/': 'scheme',
      'https://127.0.0.1/': 'redirect',
      'file:///etc/passwd': 'redirect',
      'ftp://127.0.0.1/': 'redirect',
      '//u:p@127.0.0.1/': 'userinfo',
      '/\\127.0.0.1/': 'redirect',
      '/loop': 'redirect',
      '/x#y': 'fragment',
      'http://': 'redirect',
    };
    await withFetch({ resolve: aNameServer({ 'metadata.example': [at('169.254.169.254')] }).resolve });
    for (const [location, reason] of Object.entries(away)) {
      remote.on('/loop', movesTo(location));
      expect(await get(`${remote.origin}/loop`), location).to.deep.equal({ kind: 'refused', reason });
    }
    remote.on('/loop', (_req, res) => res.writeHead(302).end());
    expect(await get(`${remote.origin}/loop`)).to.deep.equal({ kind: 'refused', reason: 'redirect' });
  });

  it('equal questions asked at the same time are one request, differently signed ones are not', async () => {
    const held: (() => void)[] = [];
    remote.on('/a', (_req, res) => held.push(() => res.writeHead(200, { 'content-type': JSON_TYPE }).end('1')));
    const url = `${remote.origin}/a`;
    const asked = [get(url), get(url), get(url), fetch.get({ url, accept: JSON_TYPE, signer: () => ({ signature: 'x' }) })];
    while (held.length < 2) await new Promise(setImmediate);
    for (const go of held) go();
    expect((await Promise.all(asked)).map(({ kind }) => kind)).to.deep.equal(['found', 'found', 'found', 'found']);
    expect(remote.heard.map(({ headers }) => headers['signature'])).to.have.members([undefined, 'x']);
    const again = get(url);
    while (held.length < 3) await new Promise(setImmediate);
    held[2]?.();
    expect((await again).kind).to.equal('found');
  });
});
