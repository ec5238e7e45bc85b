import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

import type { Claim, IncomingRequest, Reading } from '../../../federation/signatures/claim.ts';
import { readSignature } from '../../../federation/signatures/read-signature.ts';
import { verify } from '../../../federation/signatures/verify.ts';

export const ORIGIN = 'https://wissen.musterstadt.example';
export const HOST = 'wissen.musterstadt.example';
export const NOW = new Date('2026-11-21T12:00:00Z');
export const DATE = 'Sat, 21 Nov 2026 12:00:00 GMT';
export const CREATED = String(NOW.getTime() / 1_000);
export const KEY_ID = 'https://kreis.example/organisations/kreis#main-key';
export const BODY = Buffer.from('{"type":"Create","actor":"https://kreis.example/organisations/kreis","name":"Müllabfuhr"}');
export const RSA = generateKeyPairSync('rsa', { modulusLength: 2_048 });
export const OTHER_RSA = generateKeyPairSync('rsa', { modulusLength: 2_048 });
export const ED25519 = generateKeyPairSync('ed25519');

type Change = Partial<Omit<IncomingRequest, 'headers'>> & { readonly headers?: Readonly<Record<string, readonly string[] | string | undefined>> };

export function sumOf(hash: 'sha256' | 'sha512', body: Uint8Array): string {
  return createHash(hash).update(body).digest('base64');
}

/** A POST to our shared inbox, not signed yet. */
export function aPost(change: Change = {}): IncomingRequest {
  const { headers = {}, body = BODY, ...rest } = change;
  const digests = { digest: `SHA-256=${sumOf('sha256', body)}`, 'content-digest': `sha-256=:${sumOf('sha256', body)}:` };
  const all = { host: HOST, date: DATE, 'content-type': 'application/activity+json', 'content-length': String(body.length), ...digests, ...headers };
  return { method: 'POST', url: '/inbox', origin: ORIGIN, body, ...rest, headers: listed(all) };
}

/** A GET of a record, not signed yet. */
export function aGet(change: Change = {}): IncomingRequest {
  const { headers = {}, ...rest } = change;
  const all = { host: HOST, date: DATE, accept: 'application/activity+json', ...headers };
  return { method: 'GET', url: '/records/1?page=true', origin: ORIGIN, body: Buffer.alloc(0), ...rest, headers: listed(all) };
}

/** The same request with other headers; undefined takes one away. */
export function withHeaders(request: IncomingRequest, headers: Readonly<Record<string, readonly string[] | string | undefined>>): IncomingRequest {
  return { ...request, headers: { ...request.headers, ...listed(headers) } };
}

export interface Spelling {
  readonly fields?: readonly string[];
  /** Between quotes unless a number; null leaves it out. */
  readonly parameters?: Readonly<Record<string, string | number | null>>;
  readonly privateKey?: KeyObject;
  readonly hash?: 'sha256' | null;
  /** The path under the signature where it is another than the one asked for. */
  readonly target?: string;
  readonly between?: string;
}

export const CAVAGE_FIELDS = ['(request-target)', 'host', 'date', 'digest', 'content-type'];

/** Signed by hand, as the draft says it, with none of our own code. */
export function cavageSigned(request: IncomingRequest, spelling: Spelling = {}): IncomingRequest {
  const { fields = CAVAGE_FIELDS, privateKey = RSA.privateKey, hash = 'sha256', target = request.url, between = ',' } = spelling;
  const given: Record<string, string | number | null> = { keyId: KEY_ID, algorithm: 'rsa-sha256', headers: fields.join(' '), ...spelling.parameters };
  const lines = fields.map((name) => {
    if (name === '(request-target)') return `(request-target): ${request.method.toLowerCase()} ${target}`;
    if (name.startsWith('(')) return `${name}: ${given[name.slice(1, -1)]}`;
    return `${name.toLowerCase()}: ${new Map(Object.entries(request.headers)).get(name.toLowerCase())?.join(', ')}`;
  });
  const all = { ...given, signature: sign(hash, Buffer.from(lines.join('\n')), privateKey).toString('base64') };
  const written = Object.entries(all).flatMap(([name, value]) =>
    value === null ? [] : [typeof value === 'number' ? `${name}=${value}` : `${name}="${value}"`],
  );
  return withHeaders(request, { signature: written.join(between) });
}

export const RFC_FIELDS = '"@method" "@target-uri" "content-digest"';

/** Signed by hand, as RFC 9421 says it. What the derived parts are is written by whoever calls. */
export function rfc9421Signed(
  request: IncomingRequest,
  { fields = RFC_FIELDS, parameters = `;created=${CREATED};keyid="${KEY_ID}"`, privateKey = RSA.privateKey, label = 'sig1' } = {},
): IncomingRequest {
  const path = request.url.split('?', 1)[0] ?? '';
  const derived: Record<string, string> = {
    '@method': request.method,
    '@target-uri': `${request.origin}${request.url}`,
    '@authority': HOST,
    '@path': path,
    '@query': request.url.slice(path.length) || '?',
  };
  const names = fields.split(' ').map((name) => name.slice(1, -1));
  const lines = names.map((name) => `"${name}": ${derived[name] ?? request.headers[name]?.join(', ')}`);
  const base = [...lines, `"@signature-params": (${fields})${parameters}`].join('\n');
  const bytes = sign(privateKey.asymmetricKeyType === 'ed25519' ? null : 'sha256', Buffer.from(base), privateKey);
  return withHeaders(request, { 'signature-input': `${label}=(${fields})${parameters}`, signature: `${label}=:${bytes.toString('base64')}:` });
}

/** The claim of a request that must be readable. */
export function claimOf(request: IncomingRequest, now = NOW): Claim {
  const reading = readSignature(request, now);
  if (!reading.ok) throw new Error(`refused: ${reading.reason}`);
  return reading.claim;
}

/** What becomes of a request: the reason why it is refused, or whether the key fits. */
export function outcomeOf(request: IncomingRequest, key: KeyObject = RSA.publicKey, now = NOW): string {
  const reading: Reading = readSignature(request, now);
  if (!reading.ok) return reading.reason;
  return verify(reading.claim, key) ? 'verified' : 'another key';
}

function listed(headers: Readonly<Record<string, readonly string[] | string | undefined>>): Record<string, readonly string[]> {
  const present = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, typeof value === 'string' ? [value] : value] as const],
  );
  return { ...Object.fromEntries(Object.keys(headers).map((name) => [name, []])), ...Object.fromEntries(present) };
}
