import { expect } from 'chai';

import type { IncomingRequest } from '../../../federation/signatures/claim.ts';
import {
  aGet,
  aPost,
  CAVAGE_FIELDS,
  CREATED,
  cavageSigned,
  HOST,
  KEY_ID,
  NOW,
  outcomeOf,
  RFC_FIELDS,
  RSA,
  rfc9421Signed,
  sumOf,
  withHeaders,
} from './a-signed-request.ts';

const MINUTE = 60_000;
const SECONDS = Number(CREATED);

const without = (name: string): { readonly fields: readonly string[] } => ({ fields: CAVAGE_FIELDS.filter((field) => field !== name) });
const later = (milliseconds: number): Date => new Date(NOW.getTime() + milliseconds);
const at = (request: IncomingRequest, milliseconds: number): string => outcomeOf(request, RSA.publicKey, later(milliseconds));
const signatureOf = (request: IncomingRequest): string => request.headers['signature']?.[0] ?? '';

describe('a signature after the draft is refused, and the reason is told', () => {
  it('when there is none, in any environment (T04)', () => {
    expect(outcomeOf(aPost())).to.equal('missing');
    expect(outcomeOf(aPost({ headers: { authorization: signatureOf(cavageSigned(aPost())) } }))).to.equal('missing');
  });

  for (const name of ['(request-target)', 'host', 'digest', 'date']) {
    it(`when ${name} is not under it (T02)`, () => expect(outcomeOf(cavageSigned(aPost(), without(name)))).to.equal('not-covered'));
  }

  it('when it names no headers at all (T02)', () => {
    expect(outcomeOf(cavageSigned(aPost(), { fields: ['(created)'], parameters: { headers: null, created: SECONDS, algorithm: 'hs2019' } }))).to.equal(
      'not-covered',
    );
  });

  it('when it is older than an hour and a little, or as much ahead (T05)', () => {
    const request = cavageSigned(aPost());
    expect([at(request, 64 * MINUTE), at(request, -64 * MINUTE)]).to.deep.equal(['verified', 'verified']);
    expect([at(request, 66 * MINUTE), at(request, -66 * MINUTE)]).to.deep.equal(['stale', 'future']);
    const created = cavageSigned(aPost(), {
      fields: ['(request-target)', '(created)', 'host', 'digest'],
      parameters: { algorithm: 'hs2019', created: SECONDS },
    });
    expect([at(created, 64 * MINUTE), at(created, 66 * MINUTE), at(created, -66 * MINUTE)]).to.deep.equal(['verified', 'stale', 'future']);
  });

  it('when the time under it is old and only an unsigned one is new (T05)', () => {
    const fields = ['(request-target)', '(created)', 'host', 'digest'];
    const old = cavageSigned(aPost(), { fields, parameters: { algorithm: 'hs2019', created: SECONDS - 7_200 } });
    expect(outcomeOf(old)).to.equal('stale');
    const stale = aPost({ headers: { date: 'Sat, 21 Nov 2026 09:00:00 GMT' } });
    expect(outcomeOf(cavageSigned(stale, { parameters: { created: SECONDS } }))).to.equal('stale');
  });

  it('when its own end is over, signed or not (T05)', () => {
    const ended = cavageSigned(aPost(), { fields: [...CAVAGE_FIELDS, '(expires)'], parameters: { expires: SECONDS + 30 } });
    expect([at(ended, 30_000), at(ended, 31_000)]).to.deep.equal(['verified', 'expired']);
    expect(at(cavageSigned(aPost(), { parameters: { expires: SECONDS - 1 } }), 0)).to.equal('expired');
  });

  it('when its times are no times', () => {
    for (const date of ['', 'yesterday', '2026-11-21T12:00:00Z', '1795262400', 'Sat, 99 Nov 2026 12:00:00 GMT', 'Sat, 21 Nov 2026 12:00:00 CET'])
      expect(outcomeOf(cavageSigned(aPost({ headers: { date } }))), date).to.equal('malformed');
    const fields = ['(request-target)', '(created)', 'host', 'digest'];
    for (const created of ['', '-1', '1e9', '1795262400.5', 'NaN', '9'.repeat(13)])
      expect(outcomeOf(cavageSigned(aPost(), { fields, parameters: { created } })), created).to.equal('malformed');
    expect(outcomeOf(cavageSigned(aPost(), { parameters: { expires: 'never' } }))).to.equal('malformed');
  });

  it('when it was made for another host, or ours is not named (T02)', () => {
    for (const host of ['other.example', `${HOST}.other.example`, `${HOST}:8080`, `other.example, ${HOST}`, ''])
      expect(outcomeOf(cavageSigned(aPost({ headers: { host } }))), host).to.equal('wrong-host');
    expect(outcomeOf(cavageSigned(aPost({ headers: { host: undefined } })))).to.equal('wrong-host');
    expect(outcomeOf(cavageSigned(aPost({ headers: { host: HOST.toUpperCase() } })))).to.equal('verified');
  });

  it('when the digest is missing, of a kind that proves nothing, or of another body (T02)', () => {
    expect(outcomeOf(cavageSigned(aPost({ headers: { digest: undefined } }), without('digest')))).to.equal('missing-digest');
    expect(outcomeOf(cavageSigned(aPost({ headers: { digest: 'MD5=AAAA' } })))).to.equal('missing-digest');
    expect(outcomeOf(cavageSigned(aPost({ headers: { digest: `SHA-256=${sumOf('sha256', Buffer.from('{}'))}` } })))).to.equal('wrong-digest');
    expect(outcomeOf(cavageSigned(aPost({ headers: { digest: 'SHA-256' } })))).to.equal('malformed');
    expect(outcomeOf(cavageSigned(aPost({ body: Buffer.alloc(0) }), without('digest')))).to.equal('not-covered');
  });

  it('when one of several digests does not fit, or one is named twice (T02)', () => {
    const [right, wrong] = [`SHA-256=${sumOf('sha256', aPost().body)}`, `SHA-512=${sumOf('sha512', Buffer.from('{}'))}`];
    expect(outcomeOf(cavageSigned(aPost({ headers: { digest: `${right},${wrong}` } })))).to.equal('wrong-digest');
    expect(outcomeOf(cavageSigned(aPost({ headers: { digest: `${right},sha-256=AAAA` } })))).to.equal('malformed');
    const other = aPost({ headers: { 'content-digest': `sha-256=:${sumOf('sha256', Buffer.from('{}'))}:` } });
    expect(outcomeOf(cavageSigned(other)), 'the newer header says another body').to.equal('wrong-digest');
  });

  it('when a GET brings a body that nobody signed (T02)', () => {
    const request = aGet({ body: Buffer.from('{}') });
    expect(outcomeOf(cavageSigned(request, { fields: ['(request-target)', 'host', 'date'] }))).to.equal('missing-digest');
  });

  it('when its algorithm is none of ours', () => {
    for (const algorithm of ['rsa-sha1', 'hmac-sha256', 'ecdsa-sha256', 'none', ''])
      expect(outcomeOf(cavageSigned(aPost(), { parameters: { algorithm } })), algorithm).to.equal('unsupported-algorithm');
  });

  it('when a header under it did not come, or a part is unknown', () => {
    expect(outcomeOf(cavageSigned(aPost(), { fields: [...CAVAGE_FIELDS, 'x-extra'] }))).to.equal('missing-header');
    expect(outcomeOf(cavageSigned(aPost(), { fields: [...CAVAGE_FIELDS, 'constructor'] }))).to.equal('missing-header');
    expect(outcomeOf(cavageSigned(aPost(), { fields: [...CAVAGE_FIELDS, '(response)'] }))).to.equal('unsupported-component');
  });

  it('when it is no signature, or names something twice', () => {
    const good = signatureOf(cavageSigned(aPost()));
    const odd = [
      '',
      'Basic abc',
      'keyId="a"',
      good.replace(`keyId="${KEY_ID}"`, 'keyId=""'),
      good.replace('",', '" '),
      `${good},keyId="https://other.example/#key"`,
    ];
    const worse = [`${good},KEYID="https://other.example/#key"`, `${good}, ,`, `"${good}`, good.slice(0, -1), good.replace(/signature="./, 'signature="*')];
    for (const signature of [...odd, ...worse]) expect(outcomeOf(withHeaders(aPost(), { signature })), signature.slice(0, 60)).to.equal('malformed');
    expect(outcomeOf(cavageSigned(aPost(), { parameters: { headers: `${CAVAGE_FIELDS.join(' ')} host` } }))).to.equal('malformed');
  });

  it('when a header that decides something comes twice: Signature, Host, Date, Digest', () => {
    const request = cavageSigned(aPost());
    for (const name of ['signature', 'host', 'date', 'digest', 'content-type']) {
      const [value = ''] = request.headers[name] ?? [];
      expect(outcomeOf(withHeaders(request, { [name]: [value, value] })), name).to.equal('duplicate-header');
      expect(outcomeOf(withHeaders(request, { [name]: [value, 'x'] })), name).to.equal('duplicate-header');
    }
  });

  it('when a line break hides in a value, or the target is no path', () => {
    expect(outcomeOf(cavageSigned(aPost({ headers: { 'content-type': 'a\ndate: b' } })))).to.equal('malformed');
    for (const url of ['', 'inbox', `https://${HOST}/inbox`, '/in box', '/in\nbox', '*'])
      expect(outcomeOf(cavageSigned(aPost({ url }))), url).to.equal('malformed');
    expect(outcomeOf(cavageSigned(aPost({ method: 'post' })))).to.equal('malformed');
  });

  it('when it is longer than anything honest (T42)', () => {
    expect(outcomeOf(cavageSigned(aPost(), { parameters: { keyId: 'k'.repeat(9_000) } }))).to.equal('too-large');
    const many = Array.from({ length: 40 }, (_, n) => `x-${n}`);
    const request = aPost({ headers: Object.fromEntries(many.map((name) => [name, 'v'])) });
    expect(outcomeOf(cavageSigned(request, { fields: [...CAVAGE_FIELDS, ...many] }))).to.equal('too-large');
  });
});

describe('a signature after RFC 9421 is refused, and the reason is told', () => {
  const signed = (spelling: Parameters<typeof rfc9421Signed>[1], request = aPost()): string => outcomeOf(rfc9421Signed(request, spelling));

  it('when method, address, digest, time or key id is not under it (T02)', () => {
    expect(signed({ fields: '"@target-uri" "content-digest"' })).to.equal('not-covered');
    expect(signed({ fields: '"@method" "content-digest"' })).to.equal('not-covered');
    expect(signed({ fields: '"@method" "@target-uri"' })).to.equal('not-covered');
    expect(signed({ parameters: `;keyid="${KEY_ID}"` })).to.equal('not-covered');
    expect(signed({ parameters: `;created=${CREATED}` })).to.equal('not-covered');
    expect(outcomeOf(rfc9421Signed(aPost({ headers: { 'content-digest': undefined } }), { fields: '"@method" "@target-uri"' }))).to.equal('missing-digest');
  });

  it('when the parts of the address are not all of it (T02)', () => {
    const withQuery = aPost({ url: '/inbox?to=all' });
    expect(signed({ fields: '"@method" "@authority" "@path" "content-digest"' }, withQuery)).to.equal('not-covered');
    expect(signed({ fields: '"@method" "@authority" "content-digest"' }, withQuery)).to.equal('not-covered');
    expect(signed({ fields: '"@method" "@path" "@query" "content-digest"' }, withQuery)).to.equal('not-covered');
    expect(signed({ fields: '"@method" "@authority" "@path" "content-digest"' }), 'no query is there to be left out').to.equal('verified');
  });

  it('when a part is named like ours but is another (T02)', () => {
    for (const fields of [
      '"@method";req "@target-uri" "content-digest"',
      '"@method" "@target-uri" "content-digest";key="sha-256"',
      '@method "@target-uri" "content-digest"',
    ])
      expect(outcomeOf(withHeaders(aPost(), { 'signature-input': `s=(${fields});created=${CREATED};keyid="k"`, signature: 's=:AAAA:' })), fields).to.be.oneOf([
        'not-covered',
        'malformed',
      ]);
    const extra = `s=(${RFC_FIELDS} "@query-param";name="a");created=${CREATED};keyid="k"`;
    expect(outcomeOf(withHeaders(aPost(), { 'signature-input': extra, signature: 's=:AAAA:' }))).to.equal('unsupported-component');
    const bytes = extra.replace('"@query-param";name="a"', '"content-type";bs');
    expect(outcomeOf(withHeaders(aPost(), { 'signature-input': bytes, signature: 's=:AAAA:' }))).to.equal('unsupported-component');
    expect(signed({ fields: `${RFC_FIELDS} "x-missing"` })).to.equal('missing-header');
    expect(signed({ fields: `${RFC_FIELDS} "@method"` })).to.equal('malformed');
  });

  it('when it is stale, from the future, expired, or made for something else (T05)', () => {
    const key = `;keyid="${KEY_ID}"`;
    expect(signed({ parameters: `;created=${SECONDS - 4_000}${key}` })).to.equal('stale');
    expect(signed({ parameters: `;created=${SECONDS + 4_000}${key}` })).to.equal('future');
    expect(signed({ parameters: `;created=${SECONDS - 60};expires=${SECONDS - 1}${key}` })).to.equal('expired');
    expect(signed({ parameters: `;created=${CREATED};expires="soon"${key}` })).to.equal('malformed');
    expect(signed({ parameters: `;created="${CREATED}"${key}` })).to.equal('malformed');
    expect(signed({ parameters: `;created=${CREATED}${key};tag="web-bot-auth"` })).to.equal('other-purpose');
  });

  it('when its algorithm is none of ours', () => {
    for (const alg of ['"hmac-sha256"', '"ecdsa-p256-sha256"', '"rsa-sha256"', '"none"', 'ed25519', '1', '""'])
      expect(signed({ parameters: `;created=${CREATED};keyid="${KEY_ID}";alg=${alg}` }), alg).to.equal('unsupported-algorithm');
  });

  it('when host or body are not what was signed (T02)', () => {
    expect(signed({}, aPost({ headers: { host: 'other.example' } }))).to.equal('wrong-host');
    expect(signed({}, aPost({ headers: { 'content-digest': `sha-256=:${sumOf('sha256', Buffer.from('{}'))}:` } }))).to.equal('wrong-digest');
    expect(signed({}, aPost({ headers: { 'content-digest': 'md5=:AAAA:' } }))).to.equal('missing-digest');
    const right = `sha-256=:${sumOf('sha256', aPost().body)}:`;
    expect(signed({}, aPost({ headers: { 'content-digest': `${right}, sha-512=:AAAA:` } }))).to.equal('wrong-digest');
    expect(signed({}, aPost({ headers: { 'content-digest': [right, right] } }))).to.equal('duplicate-header');
  });

  it('when a label comes twice, a signature has no partner, or there are too many', () => {
    const request = rfc9421Signed(aPost());
    const [input = '', signature = ''] = [request.headers['signature-input']?.[0], request.headers['signature']?.[0]];
    expect(outcomeOf(withHeaders(request, { signature: [signature, 'sig1=:AAAA:'] }))).to.equal('malformed');
    expect(outcomeOf(withHeaders(request, { 'signature-input': `${input}, ${input}` }))).to.equal('malformed');
    expect(outcomeOf(withHeaders(request, { signature: 'sig2=:AAAA:' }))).to.equal('malformed');
    expect(outcomeOf(withHeaders(request, { signature: signatureOf(cavageSigned(aPost())) }))).to.equal('malformed');
    const five = ['a', 'b', 'c', 'd', 'e'].map((label) => `${label}=("@method");created=1;keyid="k"`).join(', ');
    expect(outcomeOf(withHeaders(request, { 'signature-input': five }))).to.equal('too-many-signatures');
    expect(outcomeOf(withHeaders(request, { 'signature-input': `${input};x="${'y'.repeat(9_000)}"` })), 'T42').to.equal('too-large');
    const many = Array.from({ length: 40 }, (_, n) => `"x-${n}"`).join(' ');
    expect(signed({ fields: `${RFC_FIELDS} ${many}` }), 'T42').to.equal('too-large');
  });
});
