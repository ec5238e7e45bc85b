import { createVerify, type KeyObject } from 'node:crypto';

import { expect } from 'chai';
import { createVerifier, httpbis } from 'http-message-signatures';

import type { IncomingRequest } from '../../../federation/signatures/claim.ts';
import type { RequestToSign, SignedHeaders } from '../../../federation/signatures/request-to-sign.ts';
import { signCavage } from '../../../federation/signatures/sign-cavage.ts';
import { signRfc9421 } from '../../../federation/signatures/sign-rfc9421.ts';
import { BODY, claimOf, DATE, ED25519, HOST, KEY_ID, NOW, ORIGIN, outcomeOf, RSA, sumOf } from './a-signed-request.ts';

function toSign(change: Partial<RequestToSign> = {}): RequestToSign {
  const headers = { 'Content-Type': 'application/activity+json', 'User-Agent': 'Leuchtnetz' };
  return { method: 'POST', url: `${ORIGIN}/inbox?a=%20b`, headers, body: BODY, keyId: KEY_ID, privateKey: RSA.privateKey, date: NOW, ...change };
}

/** What the other side gets to see of it. */
function arrived({ method, url, body }: RequestToSign, headers: SignedHeaders): IncomingRequest {
  const { origin, pathname, search } = new URL(url);
  const lines = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]]));
  return { method, url: `${pathname}${search}`, origin, body: body ?? Buffer.alloc(0), headers: lines };
}

const A_GET = { method: 'GET', url: `${ORIGIN}/records/1?page=true#part`, headers: { Accept: 'application/activity+json' }, body: null };

describe('what we send is signed', () => {
  it('after the draft, letter by letter as every peer expects it', () => {
    const { signature = '', ...headers } = signCavage(toSign());
    expect(headers).to.deep.equal({
      'content-type': 'application/activity+json',
      'user-agent': 'Leuchtnetz',
      host: HOST,
      date: DATE,
      digest: `SHA-256=${sumOf('sha256', BODY)}`,
    });
    const [, bytes = ''] =
      /^keyId="https:\/\/kreis\.example\/organisations\/kreis#main-key",algorithm="rsa-sha256",headers="\(request-target\) host date digest content-type",signature="([^"]+)"$/.exec(
        signature,
      ) ?? [];
    const base = [
      `(request-target): post /inbox?a=%20b`,
      `host: ${HOST}`,
      `date: ${DATE}`,
      `digest: ${headers['digest']}`,
      'content-type: application/activity+json',
    ];
    expect(createVerify('RSA-SHA256').update(base.join('\n')).verify(RSA.publicKey, bytes, 'base64')).to.equal(true);
  });

  it('after RFC 9421, so that another program verifies it', async () => {
    const request = toSign();
    const headers = await signRfc9421(request);
    expect(headers['content-digest']).to.equal(`sha-256=:${sumOf('sha256', BODY)}:`);
    expect(headers['signature-input']).to.equal(
      `sig1=("@method" "@target-uri" "content-digest" "content-type");created=${NOW.getTime() / 1_000};keyid="${KEY_ID}";alg="rsa-v1_5-sha256"`,
    );
    const verify = createVerifier(RSA.publicKey, 'rsa-v1_5-sha256');
    const verifies = (url: string): Promise<boolean | null> =>
      httpbis.verifyMessage({ keyLookup: async ({ keyid }) => (keyid === KEY_ID ? { verify } : null), notAfter: NOW }, { method: 'POST', url, headers });
    expect([await verifies(request.url), await verifies(`${ORIGIN}/outbox`)]).to.deep.equal([true, false]);
  });

  for (const [kind, pair] of [
    ['RSA', RSA],
    ['Ed25519', ED25519],
  ] as const) {
    it(`so that we read it ourselves: ${kind}, POST and GET, either scheme`, async () => {
      const outcome = async (
        request: RequestToSign,
        sign: (request: RequestToSign) => SignedHeaders | Promise<SignedHeaders>,
        key: KeyObject,
      ): Promise<string> => outcomeOf(arrived(request, await sign(request)), key);
      for (const sign of [signCavage, signRfc9421])
        for (const request of [toSign({ privateKey: pair.privateKey }), toSign({ ...A_GET, privateKey: pair.privateKey })])
          expect(await outcome(request, sign, pair.publicKey), `${sign.name} ${request.method}`).to.equal('verified');
    });
  }

  it('for a GET without a digest, with its query, to any port', async () => {
    const request = toSign({ ...A_GET, url: 'http://127.0.0.1:3001/records/1?page=true' });
    const headers = signCavage(request);
    expect(headers).to.have.keys(['accept', 'host', 'date', 'signature']);
    expect(headers['host']).to.equal('127.0.0.1:3001');
    expect(claimOf(arrived(request, headers)).bases[0]?.toString()).to.match(/^\(request-target\): get \/records\/1\?page=true\n/);
    expect(await signRfc9421(request)).to.have.keys(['accept', 'host', 'signature', 'signature-input']);
  });

  it('and what the caller brings along never stands beside ours', () => {
    const headers = signCavage(toSign({ headers: { HOST: 'other.example', Date: 'x', DIGEST: 'y', 'content-type': 'a/b' } }));
    expect(headers).to.have.keys(['content-type', 'host', 'date', 'digest', 'signature']);
    expect(headers['host']).to.equal(HOST);
  });

  it('but never with a key id that would break out of its quotes', async () => {
    for (const keyId of ['', 'a"b', 'a\nb', 'a\\', 'ü']) {
      expect(() => signCavage(toSign({ keyId }))).to.throw('cannot be the id of a key');
      expect(await signRfc9421(toSign({ keyId })).then(() => 'signed', String)).to.include('cannot be the id of a key');
    }
  });
});
