import { expect } from 'chai';

import {
  aGet,
  aPost,
  CAVAGE_FIELDS,
  CREATED,
  cavageSigned,
  claimOf,
  ED25519,
  KEY_ID,
  outcomeOf,
  RSA,
  rfc9421Signed,
  sumOf,
  withHeaders,
} from './a-signed-request.ts';

describe('a request signed as others sign theirs is verified', () => {
  it('Mastodon: host, date, digest, content-type and target', () => {
    expect(outcomeOf(cavageSigned(aPost(), { fields: ['host', 'date', 'digest', 'content-type', '(request-target)'] }))).to.equal('verified');
    expect(outcomeOf(cavageSigned(aGet(), { fields: ['host', 'date', 'accept', '(request-target)'] }))).to.equal('verified');
  });

  it('GoToSocial: hs2019 over RSA, and a GET with its query or without', () => {
    const parameters = { algorithm: 'hs2019' };
    expect(outcomeOf(cavageSigned(aPost(), { fields: ['(request-target)', 'host', 'date', 'digest'], parameters }))).to.equal('verified');
    const fields = ['(request-target)', 'host', 'date'];
    expect(outcomeOf(cavageSigned(aGet(), { fields, parameters }))).to.equal('verified');
    expect(outcomeOf(cavageSigned(aGet(), { fields, parameters, target: '/records/1' }))).to.equal('verified');
    expect(outcomeOf(cavageSigned(aGet(), { fields, parameters, target: '/records/2' }))).to.equal('another key');
  });

  it('a POST without its query is not taken for the one with it', () => {
    expect(outcomeOf(cavageSigned(aPost({ url: '/inbox?a=1' }), { target: '/inbox' }))).to.equal('another key');
    expect(outcomeOf(cavageSigned(aPost({ url: '/inbox?a=1' })))).to.equal('verified');
  });

  it('Lemmy: hs2019, more headers, an address under one of them', () => {
    const request = aPost({ headers: { 'user-agent': 'Lemmy/0.19.5; +https://lemmy.example' } });
    const fields = ['(request-target)', 'content-type', 'date', 'digest', 'host', 'user-agent'];
    expect(outcomeOf(cavageSigned(request, { fields, parameters: { algorithm: 'hs2019' } }))).to.equal('verified');
  });

  it('Pleroma and Akkoma: content-length under it', () => {
    expect(outcomeOf(cavageSigned(aPost(), { fields: ['(request-target)', 'content-length', 'date', 'digest', 'host'] }))).to.equal('verified');
  });

  it('Misskey: the least that is enough', () => {
    expect(outcomeOf(cavageSigned(aPost(), { fields: ['(request-target)', 'date', 'host', 'digest'] }))).to.equal('verified');
  });

  it('without algorithm, with spaces, with capitals, with (created) in numbers or quotes, without date', () => {
    expect(outcomeOf(cavageSigned(aPost(), { parameters: { algorithm: null } }))).to.equal('verified');
    expect(outcomeOf(cavageSigned(aPost(), { between: ' , ' }))).to.equal('verified');
    const capitals = { fields: ['(request-target)', 'Host', 'Date', 'Digest'], parameters: { headers: '(request-target) Host Date Digest' } };
    expect(outcomeOf(cavageSigned(aPost(), capitals))).to.equal('verified');
    const fields = ['(request-target)', '(created)', '(expires)', 'host', 'digest'];
    for (const created of [Number(CREATED), CREATED]) {
      const request = aPost({ headers: { date: undefined } });
      expect(outcomeOf(cavageSigned(request, { fields, parameters: { algorithm: 'hs2019', created, expires: Number(CREATED) + 30 } }))).to.equal('verified');
    }
  });

  it('with several digests, in any capitals, as long as all that we know fit', () => {
    const body = Buffer.from('{}');
    const digest = `sha-256=${sumOf('sha256', body)}, SHA-512=${sumOf('sha512', body)},md5=AAAA`;
    expect(outcomeOf(cavageSigned(aPost({ body, headers: { digest } })))).to.equal('verified');
  });

  it('with an Ed25519 key, where the signature leaves the algorithm to the key', () => {
    const spelling = { privateKey: ED25519.privateKey, hash: null, parameters: { algorithm: 'hs2019' } };
    expect(outcomeOf(cavageSigned(aPost(), spelling), ED25519.publicKey)).to.equal('verified');
    expect(outcomeOf(cavageSigned(aPost(), { ...spelling, parameters: { algorithm: 'rsa-sha256' } }), ED25519.publicKey)).to.equal('another key');
    expect(outcomeOf(cavageSigned(aPost(), spelling), RSA.publicKey)).to.equal('another key');
  });

  it('RFC 9421 as Mastodon, WordPress and Ghost send it: whole address or its parts, named algorithm or none, either key', () => {
    expect(outcomeOf(rfc9421Signed(aPost()))).to.equal('verified');
    const parameters = `;alg="rsa-v1_5-sha256";created=${CREATED};keyid="${KEY_ID}"`;
    expect(outcomeOf(rfc9421Signed(aPost(), { fields: '"@method" "@target-uri" "@authority" "host" "date" "content-digest"', parameters }))).to.equal(
      'verified',
    );
    expect(outcomeOf(rfc9421Signed(aPost({ url: '/inbox?x=%20' }), { fields: '"@method" "@authority" "@path" "@query" "content-digest"' }))).to.equal(
      'verified',
    );
    expect(outcomeOf(rfc9421Signed(aGet(), { fields: '"@method" "@target-uri"' }))).to.equal('verified');
    expect(outcomeOf(rfc9421Signed(aPost(), { privateKey: ED25519.privateKey }), ED25519.publicKey)).to.equal('verified');
    const sha512 = aPost({ headers: { 'content-digest': `sha-512=:${sumOf('sha512', aPost().body)}:` } });
    expect(outcomeOf(rfc9421Signed(sha512))).to.equal('verified');
  });

  it('RFC 9421 however it is spaced, and in several header lines', () => {
    const request = rfc9421Signed(aPost());
    const [input = '', signature = ''] = [request.headers['signature-input']?.[0], request.headers['signature']?.[0]];
    const spaced = input.replace('(', '(  ').replace('" "', '"   "').replace(')', ' )').replaceAll(';', ';  ');
    expect(outcomeOf(withHeaders(request, { 'signature-input': spaced }))).to.equal('verified');
    const proxy = 'proxy=("@method");created=1;keyid="p"';
    const two = withHeaders(request, { 'signature-input': [proxy, input], signature: ['proxy=:AAAA:', signature] });
    expect(claimOf(two).keyId).to.equal(KEY_ID);
    expect(outcomeOf(two)).to.equal('verified');
  });

  it('and what it says of itself is told', () => {
    const { scheme, keyId, created, algorithm, bases } = claimOf(cavageSigned(aPost(), { fields: CAVAGE_FIELDS }));
    expect({ scheme, keyId, created: created.toISOString(), algorithm, texts: bases.length }).to.deep.equal({
      scheme: 'cavage',
      keyId: KEY_ID,
      created: '2026-11-21T12:00:00.000Z',
      algorithm: 'rsa-v1_5-sha256',
      texts: 1,
    });
  });
});
