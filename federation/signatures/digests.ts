import { createHash } from 'node:crypto';

import type { IncomingRequest, SignatureRefusal } from './claim.ts';
import { linesOf, onlyValueOf } from './header-lines.ts';
import { parseDictionary } from './structured-fields.ts';

/** Algorithm in lower case and what the sender says came out, in base64. */
type Sums = readonly (readonly [algorithm: string, sum: string])[];

// Others are passed over: MD5 and SHA-1 prove nothing.
const KNOWN: Readonly<Record<string, string>> = { 'sha-256': 'sha256', 'sha-512': 'sha512' };

/** The Digest header of a body (RFC 3230), as the fediverse sends it. */
export function digestOf(body: Uint8Array): string {
  return `SHA-256=${sumOf('sha256', body)}`;
}

/** The Content-Digest header of a body (RFC 9530). */
export function contentDigestOf(body: Uint8Array): string {
  return `sha-256=:${sumOf('sha256', body)}:`;
}

/** What is wrong with the digests that came, reckoned again over the raw bytes; null when all that we know fit, and the one that is needed proves something. */
export function digestRefusal(request: IncomingRequest, needed: 'digest' | 'content-digest' | null): SignatureRefusal | null {
  return (
    headerRefusal(request, 'digest', sumsOfDigest, needed === 'digest' ? ['sha-256'] : []) ??
    headerRefusal(request, 'content-digest', sumsOfContentDigest, needed === 'content-digest' ? Object.keys(KNOWN) : [])
  );
}

function headerRefusal(request: IncomingRequest, name: string, read: (text: string) => Sums | null, oneOf: readonly string[]): SignatureRefusal | null {
  if (linesOf(request, name).length === 0) return null;
  const header = onlyValueOf(request, name);
  if (!header.ok) return header.reason;
  const sums = read(header.value);
  if (sums === null) return 'malformed';
  if (oneOf.length > 0 && !sums.some(([algorithm]) => oneOf.includes(algorithm))) return 'missing-digest';
  return sums.every((sum) => fits(sum, request.body)) ? null : 'wrong-digest';
}

function sumsOfDigest(text: string): Sums | null {
  const sums = text.split(',').map((part): readonly [string, string] => {
    const end = part.indexOf('=');
    return [part.slice(0, Math.max(end, 0)).trim().toLowerCase(), part.slice(end + 1).trim()];
  });
  return isOnceEach(sums) ? sums : null;
}

function sumsOfContentDigest(text: string): Sums | null {
  const members = parseDictionary(text);
  return members === null
    ? null
    : [...members].map(([algorithm, member]) => [algorithm, 'bare' in member && member.bare.kind === 'bytes' ? member.bare.value : '']);
}

// An algorithm named twice would also be hashed twice, and as often as a header is long.
function isOnceEach(sums: Sums): boolean {
  return sums.every(([algorithm]) => algorithm !== '') && new Set(sums.map(([algorithm]) => algorithm)).size === sums.length;
}

function fits([algorithm, sum]: Sums[number], body: Uint8Array): boolean {
  const hash = Object.hasOwn(KNOWN, algorithm) ? KNOWN[algorithm] : undefined;
  return hash === undefined || sumOf(hash, body) === sum;
}

function sumOf(hash: string, body: Uint8Array): string {
  return createHash(hash).update(body).digest('base64');
}
