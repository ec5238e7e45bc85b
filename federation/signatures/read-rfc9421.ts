import { type IncomingRequest, type Reading, refused, type SignatureAlgorithm, type SignatureRefusal } from './claim.ts';
import { carriesBody, linesOf, onlyValueOf, type Value } from './header-lines.ts';
import { MOST_CHARACTERS, MOST_COMPONENTS, MOST_SIGNATURES } from './limits.ts';
import { type InnerList, type Parameters, parseDictionary } from './structured-fields.ts';
import { timeRefusal, unixTime } from './time-window.ts';

const ALGORITHMS: ReadonlyMap<string, SignatureAlgorithm> = new Map([
  ['rsa-v1_5-sha256', 'rsa-v1_5-sha256'],
  ['rsa-pss-sha512', 'rsa-pss-sha512'],
  ['ed25519', 'ed25519'],
]);
const FIELD_NAME = /^[a-z0-9!#$%&'*+.^_`|~-]+$/;

/** Reads the first signature after RFC 9421 that satisfies us; when none does, says why the first one does not. The body is not looked at: see digests. */
export function readRfc9421(request: IncomingRequest, now: Date): Reading {
  // Both fields are dictionaries: several lines are one, and a label that comes twice is refused.
  const input = linesOf(request, 'signature-input').join(', ');
  const signature = linesOf(request, 'signature').join(', ');
  if (Math.max(input.length, signature.length) > MOST_CHARACTERS) return refused('too-large');
  const [inputs, signatures] = [parseDictionary(input), parseDictionary(signature)];
  if (inputs === null || signatures === null) return refused('malformed');
  if (inputs.size > MOST_SIGNATURES) return refused('too-many-signatures');

  const readings = [...inputs].map(([label, list]): Reading => {
    const bytes = signatures.get(label);
    if (!('items' in list) || bytes === undefined || !('bare' in bytes) || bytes.bare.kind !== 'bytes') return refused('malformed');
    return readOne(request, list, Buffer.from(bytes.bare.value, 'base64'), now);
  });
  return readings.find(({ ok }) => ok) ?? readings[0] ?? refused('missing');
}

function readOne(request: IncomingRequest, list: InnerList, signature: Buffer, now: Date): Reading {
  const { parameters } = list;
  if (!parameters.has('keyid') || !parameters.has('created')) return refused('not-covered');
  const keyId = stringOf(parameters, 'keyid') ?? '';
  const created = timeOf(parameters, 'created');
  const expires = timeOf(parameters, 'expires');
  if (keyId === '' || created === null || (expires === null && parameters.has('expires'))) return refused('malformed');
  // A tag names the application a signature is made for; ActivityPub has none.
  if (parameters.has('tag')) return refused('other-purpose');
  const algorithm = parameters.has('alg') ? ALGORITHMS.get(stringOf(parameters, 'alg') ?? '') : 'by-key';
  if (algorithm === undefined) return refused('unsupported-algorithm');

  const missed = coverRefusal(request, list);
  if (missed !== null) return refused(missed);
  const late = timeRefusal(created, expires, now);
  if (late !== null) return refused(late);
  const base = signatureBase(request, list);
  return base.ok
    ? { ok: true, claim: { scheme: 'rfc9421', keyId, created, algorithm, bases: [Buffer.from(base.value, 'latin1')], signature } }
    : refused(base.reason);
}

/** The text under a signature (RFC 9421 2.5), for what is signed of requests here: derived components and whole headers, without parameters. */
export function signatureBase(request: IncomingRequest, { items, text }: InnerList): Value {
  const lines: string[] = [];
  for (const { bare, parameters } of items) {
    if (bare.kind !== 'string' || parameters.size > 0) return { ok: false, reason: 'unsupported-component' };
    const value = componentOf(request, bare.value);
    if (!value.ok) return value;
    lines.push(`${bare.text}: ${value.value}`);
  }
  return { ok: true, value: [...lines, `"@signature-params": ${text}`].join('\n') };
}

function componentOf(request: IncomingRequest, name: string): Value {
  if (!name.startsWith('@')) return FIELD_NAME.test(name) ? onlyValueOf(request, name) : { ok: false, reason: 'malformed' };
  const value = derivedOf(request, name);
  return value === null ? { ok: false, reason: 'unsupported-component' } : { ok: true, value };
}

function derivedOf({ method, url, origin }: IncomingRequest, name: string): string | null {
  const query = url.indexOf('?');
  switch (name) {
    case '@method':
      return method;
    case '@target-uri':
      return `${new URL(origin).origin}${url}`;
    case '@authority':
      return new URL(origin).host;
    case '@scheme':
      return new URL(origin).protocol.slice(0, -1);
    case '@request-target':
      return url;
    case '@path':
      return query < 0 ? url : url.slice(0, query);
    case '@query':
      return query < 0 ? '?' : url.slice(query);
    default:
      return null;
  }
}

function coverRefusal(request: IncomingRequest, { items }: InnerList): SignatureRefusal | null {
  if (items.length > MOST_COMPONENTS) return 'too-large';
  // With parameters it is another component: `"@method";req` is not the method of this request.
  const plain = items.filter(({ parameters }) => parameters.size === 0).map(({ bare }) => bare.value);
  if (new Set(plain).size !== plain.length) return 'malformed';
  if (carriesBody(request) && linesOf(request, 'content-digest').length === 0) return 'missing-digest';
  const covers = (...names: readonly string[]): boolean => names.every((name) => plain.includes(name));
  const isBound =
    covers('@target-uri') || covers('@authority', '@request-target') || covers('@authority', '@path', ...(request.url.includes('?') ? ['@query'] : []));
  const isWhole = !carriesBody(request) || covers('content-digest');
  return covers('@method') && isBound && isWhole ? null : 'not-covered';
}

function stringOf(parameters: Parameters, name: string): string | undefined {
  const parameter = parameters.get(name);
  return parameter?.kind === 'string' ? parameter.value : undefined;
}

function timeOf(parameters: Parameters, name: string): Date | null {
  const parameter = parameters.get(name);
  return parameter?.kind === 'integer' ? unixTime(parameter.value) : null;
}
