import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { inspect } from 'node:util';

import { expect } from 'chai';

import { exportPrivateKey, importPrivateKey, newKeyPair } from '../../../federation/signatures/key-pair.ts';
import { importMultikey, importPublicKey } from '../../../federation/signatures/public-keys.ts';
import { aPost, cavageSigned, ED25519, outcomeOf, RSA } from './a-signed-request.ts';

const spki = (key: KeyObject): string => key.export({ type: 'spki', format: 'pem' }).toString();

describe('the public key of a peer', () => {
  it('is read from PEM: RSA in either frame, Ed25519, with other line ends', () => {
    const pkcs1 = RSA.publicKey.export({ type: 'pkcs1', format: 'pem' }).toString();
    for (const pem of [spki(RSA.publicKey), pkcs1, spki(ED25519.publicKey), spki(RSA.publicKey).replaceAll('\n', '\r\n'), `\n ${spki(RSA.publicKey)} `])
      expect(importPublicKey(pem)?.type, pem).to.equal('public');
    expect(importPublicKey(pkcs1)?.equals(RSA.publicKey)).to.equal(true);
  });

  it('is refused when it is too small, of another kind, private, or no key', () => {
    const small = generateKeyPairSync('rsa', { modulusLength: 1_024 }).publicKey;
    const curve = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey;
    const pss = generateKeyPairSync('rsa-pss', { modulusLength: 2_048 }).publicKey;
    const agreement = generateKeyPairSync('x25519').publicKey;
    for (const key of [small, curve, pss, agreement]) expect(importPublicKey(spki(key))).to.equal(null);
    const privatePem = exportPrivateKey(RSA.privateKey);
    for (const pem of [
      '',
      'key',
      privatePem,
      `${privatePem}${spki(RSA.publicKey)}`,
      spki(RSA.publicKey).slice(0, 200),
      spki(RSA.publicKey).replace('MIIB', 'AAAA'),
    ])
      expect(importPublicKey(pem)).to.equal(null);
  });

  it('is refused when it is huge, or made to be slow or to fit everything (T42)', () => {
    const n = Buffer.alloc(1_500, 0xff).toString('base64url');
    const modulus = String(RSA.publicKey.export({ format: 'jwk' })['n']);
    const keys = [
      { n, e: 'AQAB' },
      { n: modulus, e: 'AQ' },
      { n: modulus, e: Buffer.alloc(200, 0xff).toString('base64url') },
    ];
    for (const { n: size, e } of keys) expect(importPublicKey(spki(createPublicKey({ key: { kty: 'RSA', n: size, e }, format: 'jwk' })))).to.equal(null);
    expect(importPublicKey(`-----BEGIN PUBLIC KEY-----\n${'A'.repeat(100_000)}\n-----END PUBLIC KEY-----`)).to.equal(null);
  });

  it('is read from a Multikey, when it is Ed25519', () => {
    // W3C Controlled Identifiers 1.0, "Multikey"; its 32 bytes as FEP-521a shows them.
    const key = importMultikey('z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2');
    expect(key?.asymmetricKeyType).to.equal('ed25519');
    expect(multikeyOf(key)).to.equal('z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2');
    const own = importMultikey(multikeyOf(ED25519.publicKey));
    expect(own?.equals(ED25519.publicKey)).to.equal(true);
    const signed = cavageSigned(aPost(), { privateKey: ED25519.privateKey, hash: null, parameters: { algorithm: 'hs2019' } });
    expect(own === null ? null : outcomeOf(signed, own)).to.equal('verified');
  });

  it('is refused from any other Multikey', () => {
    const fits = 'z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2';
    const x25519 = 'z6LSbysY2xFMRpGMhb7tFTLMpeuPRaqaWM1yECx2AtzE3KCc';
    const odd = [
      '',
      'z',
      fits.slice(1),
      `m${fits.slice(1)}`,
      fits.slice(0, -1),
      `${fits}1`,
      fits.replace('M', '0'),
      x25519,
      `z${'1'.repeat(48)}`,
      `z${'2'.repeat(100_000)}`,
    ];
    for (const text of odd) expect(importMultikey(text), text.slice(0, 60)).to.equal(null);
  });
});

describe('our own key', () => {
  it('is RSA-2048, signs, and comes back from what was kept', async () => {
    const { publicPem, privateKey } = await newKeyPair();
    const publicKey = importPublicKey(publicPem);
    expect(publicKey?.asymmetricKeyDetails?.modulusLength).to.equal(2_048);
    const kept = importPrivateKey(exportPrivateKey(privateKey));
    expect(publicKey === null ? null : outcomeOf(cavageSigned(aPost(), { privateKey: kept }), publicKey)).to.equal('verified');
  });

  it('shows its private half to nobody who prints, logs or sends the pair (T76)', async () => {
    const pair = await newKeyPair();
    const secret = exportPrivateKey(pair.privateKey).split('\n')[5] ?? '?';
    for (const shown of [String(pair.privateKey), JSON.stringify(pair), inspect(pair, { depth: 9, showHidden: true }), Object.entries(pair).join()])
      expect(shown).to.not.include(secret).and.not.include('PRIVATE');
  });

  it('says nothing of itself when what was kept is broken (T76)', () => {
    const pem = exportPrivateKey(RSA.privateKey);
    for (const broken of [pem.replace('MII', 'AAA'), pem.slice(0, 600), spki(RSA.publicKey), '']) {
      const said = thrownBy(() => importPrivateKey(broken));
      expect(said).to.include('no RSA or Ed25519 key').and.not.include(pem.slice(100, 120));
    }
  });
});

const SIGNS = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

/** The other way round, written for these tests. */
function multikeyOf(key: KeyObject | null): string {
  const raw = Buffer.from(String(key?.export({ format: 'jwk' })['x']), 'base64url');
  let number = BigInt(`0xed01${raw.toString('hex')}`);
  let text = '';
  for (; number > 0n; number /= 58n) text = `${SIGNS[Number(number % 58n)]}${text}`;
  return `z${text}`;
}

function thrownBy(act: () => unknown): string {
  try {
    act();
    return 'nothing';
  } catch (error) {
    return inspect(error, { depth: 9, showHidden: true });
  }
}
