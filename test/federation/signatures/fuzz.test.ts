import { expect } from 'chai';

import type { IncomingRequest } from '../../../federation/signatures/claim.ts';
import { readSignature } from '../../../federation/signatures/read-signature.ts';
import { parseDictionary } from '../../../federation/signatures/structured-fields.ts';
import { verify } from '../../../federation/signatures/verify.ts';
import { aGet, aPost, CAVAGE_FIELDS, cavageSigned, ED25519, NOW, RSA, rfc9421Signed, withHeaders } from './a-signed-request.ts';

const ROUNDS = 20_000;
const SCRAPS = [
  '"',
  '\\',
  ',',
  ';',
  '=',
  '(',
  ')',
  ':',
  ' ',
  '\t',
  '\n',
  '\0',
  'ÿ',
  'ı',
  '€',
  '?1',
  '@method',
  '*',
  '-',
  '9'.repeat(16),
  '(created)',
  '__proto__',
  'sha-256',
  '::',
  '""',
  '%',
  '',
];
const NAMES = ['signature', 'signature-input', 'digest', 'content-digest', 'date', 'host', 'content-type', '__proto__'];

/** The same numbers in every run, so that what once failed fails again. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

function spoilt(text: string, roll: (sides: number) => number): string {
  const [from, length] = [roll(text.length + 1), roll(6)];
  const scrap = SCRAPS[roll(SCRAPS.length)] ?? '';
  return `${text.slice(0, from)}${scrap.repeat(1 + roll(3))}${text.slice(from + length)}`;
}

function isUnder(bases: readonly Buffer[], name: string): boolean {
  return bases.some((base) => new RegExp(`^"?${name}"?: `, 'm').test(base.toString('latin1')));
}

describe('hostile headers', () => {
  it('never make it throw, and nothing that was changed is verified (T40, T42)', () => {
    const roll = dice(20_261_121);
    const good: readonly IncomingRequest[] = [
      cavageSigned(aPost()),
      rfc9421Signed(aPost()),
      cavageSigned(aGet(), { fields: ['(request-target)', 'host', 'date'] }),
      rfc9421Signed(aGet(), { fields: '"@method" "@target-uri"' }),
      cavageSigned(aPost(), { fields: [...CAVAGE_FIELDS, '(expires)'], parameters: { expires: NOW.getTime() } }),
    ];
    const reasons = new Map<string, number>();
    for (let n = 0; n < ROUNDS; n += 1) {
      const request = good[roll(good.length)] ?? aPost();
      const name = NAMES[roll(NAMES.length)] ?? '';
      const lines = (Object.hasOwn(request.headers, name) ? request.headers[name] : undefined) ?? [''];
      const changed = lines.map((line) => spoilt(line, roll));
      const reading = readSignature(withHeaders(request, { [name]: roll(9) === 0 ? [...changed, ...lines] : changed }), NOW);
      const isTrue = reading.ok && verify(reading.claim, RSA.publicKey);
      if (isTrue) expect(isUnder(reading.claim.bases, name) && String(changed).trim() !== String(lines).trim(), `${name}: ${changed}`).to.equal(false);
      const outcome = reading.ok ? String(verify(reading.claim, roll(2) === 0 ? RSA.publicKey : ED25519.publicKey)) : reading.reason;
      reasons.set(outcome, (reasons.get(outcome) ?? 0) + 1);
    }
    expect([...reasons.keys()]).to.include.members(['malformed', 'wrong-host', 'duplicate-header', 'not-covered', 'unsupported-algorithm', 'false']);
  });

  it('cost no more than their length, and are not read beyond what is honest (T40, T42)', () => {
    const makers: readonly ((times: number) => Record<string, string>)[] = [
      (times) => ({ signature: `keyId="${'a'.repeat(times)}` }),
      (times) => ({ signature: 'a='.repeat(times) }),
      (times) => ({ signature: `${' \t'.repeat(times)}x` }),
      (times) => ({ signature: `keyId="k",signature="AA",headers="${'host '.repeat(times)}"` }),
      (times) => ({ signature: `keyId="k",signature="${'A'.repeat(times)}*"` }),
      (times) => ({ 'signature-input': `s=(${'"a" '.repeat(times)}`, signature: 's=:AAAA:' }),
      (times) => ({ 'signature-input': `s=("${'\\"'.repeat(times)}`, signature: 's=:AAAA:' }),
      (times) => ({ 'signature-input': `s=()${';a'.repeat(times)}`, signature: `s=:${'A'.repeat(times)}` }),
      (times) => ({ 'signature-input': 's=(', signature: `s=${'('.repeat(times)}` }),
    ];
    for (const make of makers) {
      const reading = readSignature(withHeaders(aPost(), make(2 ** 20)), NOW);
      expect(reading.ok).to.equal(false);
      expect(readSignature(withHeaders(aPost(), make(1_000)), NOW).ok).to.equal(false);
    }
    const digest = cavageSigned(aPost({ headers: { digest: 'a=b,'.repeat(2 ** 16) } }));
    expect(readSignature(digest, NOW)).to.deep.equal({ ok: false, reason: 'too-large' });
    const contentDigest = rfc9421Signed(aPost({ headers: { 'content-digest': `a=${'"\\"'.repeat(2 ** 16)}` } }));
    expect(readSignature(contentDigest, NOW)).to.deep.equal({ ok: false, reason: 'too-large' });
    // A quarter of a mebibyte: were it more than linear, the time of this test would be over many times.
    for (const text of ['a=("b" ', 'a=1;b', '"\\"', ', ', 'a=(', 'a=:AA', '9', 'a=1,b=2,']) expect(parseDictionary(text.repeat(2 ** 15)), text).to.equal(null);
  });
});
