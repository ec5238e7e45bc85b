import { expect } from 'chai';

import type { IncomingRequest } from '../../../federation/signatures/claim.ts';
import { aGet, aPost, CREATED, cavageSigned, ED25519, KEY_ID, OTHER_RSA, outcomeOf, RSA, rfc9421Signed, sumOf, withHeaders } from './a-signed-request.ts';

const FORGED = Buffer.from('{"type":"Delete"}');

const SCHEMES: readonly (readonly [string, IncomingRequest])[] = [
  ['the draft', cavageSigned(aPost())],
  ['RFC 9421', rfc9421Signed(aPost())],
];

describe('whoever changes a signed request on its way is found out', () => {
  for (const [scheme, request] of SCHEMES) {
    it(`${scheme}: nothing changed`, () => expect(outcomeOf(request)).to.equal('verified'));

    it(`${scheme}: the body, alone or with a digest made to fit (T02)`, () => {
      const headers = { digest: `SHA-256=${sumOf('sha256', FORGED)}`, 'content-digest': `sha-256=:${sumOf('sha256', FORGED)}:` };
      expect(outcomeOf({ ...request, body: FORGED })).to.equal('wrong-digest');
      expect(outcomeOf(withHeaders({ ...request, body: FORGED }, headers))).to.equal('another key');
      expect(outcomeOf({ ...request, body: Buffer.alloc(0) })).to.equal('wrong-digest');
    });

    it(`${scheme}: a signature made for another town, with our host put in (T02)`, () => {
      const origin = 'https://other.example';
      const there = aPost({ origin, headers: { host: 'other.example' } });
      const made = scheme === 'RFC 9421' ? rfc9421Signed(there) : cavageSigned(there);
      expect(outcomeOf(made)).to.equal('verified');
      expect(outcomeOf(withHeaders({ ...made, origin: request.origin }, { host: request.headers['host'] }))).to.equal('another key');
      expect(outcomeOf({ ...made, origin: request.origin })).to.equal('wrong-host');
    });

    it(`${scheme}: path, query, method`, () => {
      for (const url of ['/organisations/musterstadt/inbox', '/inbox?', '/inbox?a=b', '/Inbox', '//inbox', '/inbox/'])
        expect(outcomeOf({ ...request, url }), url).to.equal('another key');
      for (const method of ['PUT', 'DELETE']) expect(outcomeOf({ ...request, method }), method).to.equal('another key');
    });

    it(`${scheme}: another key than the one named`, () => {
      expect(outcomeOf(request, OTHER_RSA.publicKey)).to.equal('another key');
      expect(outcomeOf(request, ED25519.publicKey)).to.equal('another key');
    });

    it(`${scheme}: a signature cut short, lengthened, empty or turned`, () => {
      const signature = request.headers['signature']?.[0] ?? '';
      const [bytes = ''] = /[A-Za-z0-9+/]{300,}={0,2}/.exec(signature) ?? [];
      const turned = `${bytes.startsWith('A') ? 'B' : 'A'}${bytes.slice(1)}`;
      for (const other of [bytes.slice(0, 40), `AAAA${bytes}`, 'AA==', turned])
        expect(outcomeOf(withHeaders(request, { signature: signature.replace(bytes, other) })), other.slice(0, 10)).to.equal('another key');
    });
  }

  it('the draft: the date, and whose key it is', () => {
    const [, request] = SCHEMES[0] ?? ['', aPost()];
    expect(outcomeOf(withHeaders(request, { date: 'Sat, 21 Nov 2026 12:00:01 GMT' }))).to.equal('another key');
    const foreign = (request.headers['signature']?.[0] ?? '').replace(KEY_ID, 'https://other.example/actor#main-key');
    expect(outcomeOf(withHeaders(request, { signature: foreign }), OTHER_RSA.publicKey), 'the key that is named instead').to.equal('another key');
  });

  it('RFC 9421: time, key id, and the list of what was signed', () => {
    const [, request] = SCHEMES[1] ?? ['', aPost()];
    const input = request.headers['signature-input']?.[0] ?? '';
    const changes = [
      input.replace(CREATED, String(Number(CREATED) + 1)),
      input.replace(KEY_ID, `${KEY_ID}2`),
      input.replace(' "content-digest"', ' "content-digest" "date"'),
    ];
    for (const changed of changes) expect(outcomeOf(withHeaders(request, { 'signature-input': changed })), changed).to.equal('another key');
  });

  it('RFC 9421: a named algorithm that is not the one of the key', () => {
    const named = (alg: string): string => `;created=${CREATED};keyid="${KEY_ID}";alg="${alg}"`;
    expect(outcomeOf(rfc9421Signed(aPost(), { parameters: named('ed25519') }), RSA.publicKey)).to.equal('another key');
    expect(outcomeOf(rfc9421Signed(aPost(), { parameters: named('rsa-pss-sha512') }), RSA.publicKey)).to.equal('another key');
    const edwards = { parameters: named('rsa-v1_5-sha256'), privateKey: ED25519.privateKey };
    expect(outcomeOf(rfc9421Signed(aPost(), edwards), ED25519.publicKey)).to.equal('another key');
  });

  it('a GET moved to another record', () => {
    const request = cavageSigned(aGet(), { fields: ['(request-target)', 'host', 'date'] });
    expect(outcomeOf({ ...request, url: '/records/2?page=true' })).to.equal('another key');
    expect(outcomeOf({ ...request, url: '/records/1?page=false' })).to.equal('another key');
    expect(outcomeOf({ ...request, method: 'HEAD' }, RSA.publicKey)).to.equal('another key');
  });
});
