import { createPublicKey } from 'node:crypto';

import { expect } from 'chai';

import { importPublicKey } from '../../../federation/signatures/public-keys.ts';
import { signatureBase } from '../../../federation/signatures/read-rfc9421.ts';
import { parseDictionary } from '../../../federation/signatures/structured-fields.ts';
import { verify } from '../../../federation/signatures/verify.ts';
import { aPost, claimOf, outcomeOf, withHeaders } from './a-signed-request.ts';

const RFC_SUM = 'sha-512=:WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrIiYllu7BNNyealdVLvRwEmTHWXvJwew==:';
const RFC_REQUEST = aPost({
  url: '/foo?param=Value&Pet=dog',
  origin: 'https://example.com',
  body: Buffer.from('{"hello": "world"}'),
  headers: { host: 'example.com', date: 'Tue, 20 Apr 2021 02:07:55 GMT', 'content-type': 'application/json', 'content-digest': RFC_SUM, digest: undefined },
});
const RFC_NOW = new Date(1_618_884_473_000);
// RFC 9421 B.1.2 (an ordinary RSA key) and B.1.4.
const RFC_RSA = `-----BEGIN PUBLIC KEY-----
MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAr4tmm3r20Wd/PbqvP1s2
+QEtvpuRaV8Yq40gjUR8y2Rjxa6dpG2GXHbPfvMs8ct+Lh1GH45x28Rw3Ry53mm+
oAXjyQ86OnDkZ5N8lYbggD4O3w6M6pAvLkhk95AndTrifbIFPNU8PPMO7OyrFAHq
gDsznjPFmTOtCEcN2Z1FpWgchwuYLPL+Wokqltd11nqqzi+bJ9cvSKADYdUAAN5W
Utzdpiy6LbTgSxP7ociU4Tn0g5I6aDZJ7A8Lzo0KSyZYoA485mqcO0GVAdVw9lq4
aOT9v6d+nb4bnNkQVklLQ3fVAvJm+xdDOp9LCNCN48V2pnDOkFV6+U9nV5oyc6XI
2wIDAQAB
-----END PUBLIC KEY-----
`;
const B23 = {
  'signature-input':
    'sig-b23=("date" "@method" "@path" "@query" "@authority" "content-type" "content-digest" "content-length");created=1618884473;keyid="test-key-rsa-pss"',
  signature:
    'sig-b23=:bbN8oArOxYoyylQQUU6QYwrTuaxLwjAC9fbY2F6SVWvh0yBiMIRGOnMYwZ/5MR6fb0Kh1rIRASVxFkeGt683+qRpRRU5p2voTp768ZrCUb38K0fUxN0O0iC59DzYx8DFll5GmydPxSmme9v6ULbMFkl+V5B1TP/yPViV7KsLNmvKiLJH1pFkh/aYA2HXXZzNBXmIkoQoLd7YfW91kE9o/CCoC1xMy7JA1ipwvKvfrs65ldmlu9bpG6A9BmzhuzF8Eim5f8ui9eH8LZH896+QIF61ka39VBrohr9iyMUJpvRX2Zbhl5ZJzSRxpJyoEZAFL2FUo5fTIztsDZKEgM4cUA==:',
};

describe('the examples of RFC 9421, appendix B', () => {
  const readWith = (input: string): string => outcomeOf(withHeaders(RFC_REQUEST, { 'signature-input': input, signature: 'sig=:AAAA:' }), undefined, RFC_NOW);

  it('B.2.3, full coverage with RSA-PSS: read with all its parts, verified, and not with another digest', () => {
    const key = importPublicKey(RFC_RSA);
    expect(key).to.not.equal(null);
    const claim = claimOf(withHeaders(RFC_REQUEST, B23), RFC_NOW);
    expect(claim).to.include({ scheme: 'rfc9421', keyId: 'test-key-rsa-pss', algorithm: 'by-key' });
    // The example leaves the algorithm to the key; its key says RSA-PSS only by its name.
    if (key !== null) expect(verify({ ...claim, algorithm: 'rsa-pss-sha512' }, key)).to.equal(true);
    expect(outcomeOf({ ...withHeaders(RFC_REQUEST, B23), body: Buffer.from('{"hello": "World"}') }, undefined, RFC_NOW)).to.equal('wrong-digest');
  });

  it('B.2.6, Ed25519: the same text under the signature, which fits; but it covers too little for us', () => {
    const input = 'sig-b26=("date" "@method" "@path" "@authority" "content-type" "content-length");created=1618884473;keyid="test-key-ed25519"';
    const list = parseDictionary(input)?.get('sig-b26');
    const base = list !== undefined && 'items' in list ? signatureBase(RFC_REQUEST, list) : null;
    if (base?.ok !== true) throw new Error('no base');
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: 'JrQLj5P_89iXES9-vFgrIy29clF9CC_oPPsw3c5D0bs' }, format: 'jwk' });
    const signature = Buffer.from('wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==', 'base64');
    const made = { scheme: 'rfc9421', keyId: 'k', created: RFC_NOW, algorithm: 'ed25519', bases: [Buffer.from(base.value)], signature } as const;
    expect(verify(made, key)).to.equal(true);
    expect(readWith(input.replace('sig-b26', 'sig'))).to.equal('not-covered');
  });

  it('B.2.1, B.2.2 and B.2.5 cover too little and are refused as that (T02)', () => {
    expect(readWith('sig=();created=1618884473;keyid="test-key-rsa-pss";nonce="b3k2pp5k7z-50gnwp.yemd"')).to.equal('not-covered');
    expect(readWith('sig=("@authority" "content-digest" "@query-param";name="Pet");created=1618884473;keyid="test-key-rsa-pss"')).to.equal('not-covered');
    expect(readWith('sig=("date" "@authority" "content-type");created=1618884473;keyid="test-shared-secret"')).to.equal('not-covered');
  });
});

describe('the examples of draft-cavage-http-signatures, appendix C', () => {
  const KEY = createPublicKey(`-----BEGIN PUBLIC KEY-----
MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDCFENGw33yGihy92pDjZQhl0C3
6rPJj+CvfSC8+q28hxA161QFNUd13wuCTUcq0Qd2qsBe/2hFyc2DCJJg0h1L78+6
Z4UMR7EOcpfdUE9Hf3m/hs+FUR45uBJeDK1HSFHD8bHKD6kv8FPGfJTotc+2xjJw
oYi+1hqp1fIekaxsyQIDAQAB
-----END PUBLIC KEY-----
`);
  const NOW_2014 = new Date('2014-01-05T21:31:40Z');
  const request = aPost({
    url: '/foo?param=value&pet=dog',
    origin: 'http://example.com',
    body: Buffer.from('{"hello": "world"}'),
    headers: { host: 'example.com', date: 'Sun, 05 Jan 2014 21:31:40 GMT', 'content-type': 'application/json', 'content-digest': undefined },
  });

  // As printed up to draft 10; from 11 on the example lists (created) and (expires), but its signature was never made anew.
  it('C.3, all headers: read and verified', () => {
    const signature =
      'keyId="Test",algorithm="rsa-sha256",headers="(request-target) host date content-type digest content-length",signature="vSdrb+dS3EceC9bcwHSo4MlyKS59iFIrhgYkz8+oVLEEzmYZZvRs8rgOp+63LEM3v+MFHB32NfpB2bEKBIvB1q52LaEUHFv120V01IL+TAD48XaERZFukWgHoBTLMhYS2Gb51gWxpeIq8knRmPnYePbF5MOkR0Zkly4zKH7s1dE="';
    expect(outcomeOf(withHeaders(request, { signature }), KEY, NOW_2014)).to.equal('verified');
  });

  it('C.1 and C.2 leave the body unsigned and are refused as that (T02)', () => {
    const signed = (headers: string): string => `keyId="Test",algorithm="rsa-sha256",${headers}signature="AAAA"`;
    expect(outcomeOf(withHeaders(request, { signature: signed('') }), KEY, NOW_2014)).to.equal('not-covered');
    expect(outcomeOf(withHeaders(request, { signature: signed('headers="(request-target) host date",') }), KEY, NOW_2014)).to.equal('not-covered');
  });
});
