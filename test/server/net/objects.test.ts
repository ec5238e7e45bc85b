import { expect } from 'chai';

import type { OpenRemoteFetch } from '../../../server/net/open-remote-fetch.ts';
import { AS_TYPE, aFetch, aRemote, movesTo, type Remote, says } from './a-remote.ts';

const OTHER_ID = { kind: 'refused', reason: 'other-id' };

describe('a remote document (T01, T10)', () => {
  let remote: Remote;
  let other: Remote;
  let fetch: OpenRemoteFetch;
  beforeEach(async () => {
    [remote, other] = await Promise.all([aRemote(), aRemote()]);
    fetch = aFetch();
  });
  afterEach(async () => {
    await fetch.close();
    await Promise.all([remote.stop(), other.stop()]);
  });
  const doc = (value: unknown) => says(typeof value === 'string' ? value : JSON.stringify(value), { 'content-type': AS_TYPE });
  const read = (path: string) => fetch.getObject(`${remote.origin}${path}`);

  it('is taken when its id is its address', async () => {
    const object = { id: `${remote.origin}/a`, type: 'Article', name: 'Grüße' };
    remote.on('/a', doc(object));
    expect(await read('/a')).to.deep.equal({ kind: 'found', url: object.id, object, etag: null, lastModified: null });
    expect(remote.heard).to.have.length(1);
    expect(remote.heard[0]?.headers.accept).to.equal('application/activity+json, application/ld+json; profile="https://www.w3.org/ns/activitystreams"');
  });

  it('is fetched once more when it calls itself otherwise at the same origin, and must then be what it says', async () => {
    const a = { id: `${remote.origin}/a`, type: 'Article' };
    remote.on('/a', doc(a));
    remote.on('/alias', doc({ ...a, type: 'Lie' }));
    expect(await read('/alias')).to.deep.include({ kind: 'found', url: a.id, object: a });
    remote.on('/x', doc({ id: `${remote.origin}/y` }));
    remote.on('/y', doc({ id: `${remote.origin}/z` }));
    remote.on('/z', doc({ id: `${remote.origin}/z` }));
    expect(await read('/x')).to.deep.equal(OTHER_ID);
    remote.on('/missing', doc({ id: `${remote.origin}/not-there` }));
    expect(await read('/missing')).to.deep.equal({ kind: 'gone', status: 404 });
  });

  it('never speaks for another origin, not by its id, nor by redirects at the first or second look', async () => {
    const theirs = { id: `${other.origin}/theirs` };
    other.on('/theirs', doc(theirs));
    remote.on('/claims', doc(theirs));
    remote.on('/moved', movesTo(theirs.id));
    remote.on('/alias', doc({ id: `${remote.origin}/moved` }));
    for (const path of ['/claims', '/moved', '/alias']) expect(await read(path), path).to.deep.equal(OTHER_ID);
    expect(other.heard).to.have.length(2);
    other.on('/back', doc({ id: `${remote.origin}/mine` }));
    remote.on('/away', movesTo(`${other.origin}/back`));
    expect(await read('/away')).to.deep.equal(OTHER_ID);
  });

  it('has an id, as text, and is one object in UTF-8', async () => {
    const { origin } = remote;
    for (const id of [undefined, null, 7, [`${origin}/a`], { id: `${origin}/a` }, '', '/a', 'a', 'not an address', `${origin}/a#x`, `${origin}/../a`]) {
      remote.on('/a', doc({ id, type: 'Article' }));
      expect((await read('/a')).kind, JSON.stringify(id)).to.equal('refused');
    }
    for (const text of ['', 'null', '[]', '"a"', '7', '{', '{"id":}', '<html>', Buffer.from('{"id":"\xff"}', 'latin1')]) {
      remote.on('/a', says(text, { 'content-type': AS_TYPE }));
      expect(await read('/a'), String(text)).to.deep.equal({ kind: 'refused', reason: 'not-json' });
    }
    remote.on('/', doc({ id: origin }));
    expect((await read('/')).kind).to.equal('found');
  });

  it('T22, T42: is neither too deep nor too wide nor too long, and reaches behind no object', async () => {
    const id = `"id":"${remote.origin}/a"`;
    const deep = (levels: number) => `{${id},"a":${'['.repeat(levels)}${']'.repeat(levels)}}`;
    const list = (many: number, what = '1') => `[${Array(many).fill(what).join(',')}]`;
    const keys = (many: number) => Array.from({ length: many }, (_, n) => `"k${n}":1`).join(',');
    const texts: readonly (readonly [string, string])[] = [
      [deep(31), 'found'],
      [deep(32), 'too-deep'],
      [deep(200_000), 'too-deep'],
      [`{${id},"a":${list(500)}}`, 'found'],
      [`{${id},"a":${list(501)}}`, 'too-many'],
      [`{${id},${keys(499)}}`, 'found'],
      [`{${id},${keys(500)}}`, 'too-many'],
      [`{${id},"a":${list(100, list(499))}}`, 'too-many'],
      [`{${id},"a":"${'x'.repeat(200_000)}"}`, 'found'],
      [`{${id},"a":"${'x'.repeat(200_001)}"}`, 'too-long'],
      [`{${id},"${'k'.repeat(501)}":1}`, 'too-long'],
    ];
    for (const [text, outcome] of texts) {
      remote.on('/a', doc(text));
      const answer = await read('/a');
      expect(answer.kind === 'refused' ? answer.reason : answer.kind, text.slice(0, 80)).to.equal(outcome);
    }
    remote.on('/a', doc(`{${id},"__proto__":{"admin":true},"a":[{"constructor":{"prototype":1},"b":1}]}`));
    const answer = await read('/a');
    expect(answer.kind === 'found' && Object.keys(answer.object)).to.deep.equal(['id', 'a']);
    expect(JSON.stringify(answer)).not.to.match(/admin|constructor|prototype/);
  });

  it('T14: is no document when it comes as another type', async () => {
    for (const type of ['application/json', 'text/html', 'application/ld+json', 'text/plain; charset=utf-8']) {
      remote.on('/a', says(JSON.stringify({ id: `${remote.origin}/a` }), { 'content-type': type }));
      expect(await read('/a'), type).to.deep.equal({ kind: 'refused', reason: 'content-type' });
    }
  });

  it('is asked for once by all who want it, and not at all when the address has a fragment', async () => {
    const held: (() => void)[] = [];
    remote.on('/a', (req, res) => held.push(() => doc({ id: `${remote.origin}/a` })(req, res)));
    const asked = [read('/a'), read('/a')];
    while (held.length === 0) await new Promise(setImmediate);
    held[0]?.();
    expect((await Promise.all(asked)).map(({ kind }) => kind)).to.deep.equal(['found', 'found']);
    expect(remote.heard).to.have.length(1);
    expect(await read('/a#main-key')).to.deep.equal({ kind: 'refused', reason: 'fragment' });
  });
});
