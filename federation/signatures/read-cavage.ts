import { type Claim, type IncomingRequest, type Reading, refused, type SignatureAlgorithm, type SignatureRefusal } from './claim.ts';
import { carriesBody, isRead, linesOf, onlyValueOf, type Value } from './header-lines.ts';
import { MOST_COMPONENTS } from './limits.ts';
import { httpDate, timeRefusal, unixTime } from './time-window.ts';

type Parameters = ReadonlyMap<string, string>;
type Times = { readonly ok: true; readonly created: Date; readonly expires: Date | null } | { readonly ok: false; readonly reason: SignatureRefusal };

// Numbers may stand without quotes (created, expires). Each part begins with another sign than the one before may end with: linear time.
const PARAMETER = /[ \t]*([A-Za-z]+)[ \t]*=[ \t]*(?:"([^"\\]*)"|(\d+))[ \t]*(?:,|$)/gy;
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;
// hs2019 says no more than a missing one: "see the key". In the fediverse it stands over RSA with SHA-256 and over Ed25519.
const ALGORITHMS: ReadonlyMap<string | undefined, SignatureAlgorithm> = new Map([
  [undefined, 'by-key'],
  ['hs2019', 'by-key'],
  ['rsa-sha256', 'rsa-v1_5-sha256'],
]);

/** Reads a signature as draft-cavage-http-signatures-12 and the fediverse write it. The body is not looked at: see digests. */
export function readCavage(request: IncomingRequest, now: Date): Reading {
  const header = onlyValueOf(request, 'signature');
  if (!header.ok) return refused(header.reason);
  const given = parametersOf(header.value);
  const [keyId = '', signature = ''] = [given?.get('keyid'), given?.get('signature')];
  if (given === null || keyId === '' || !BASE64.test(signature)) return refused('malformed');
  const algorithm = ALGORITHMS.get(given.get('algorithm')?.toLowerCase());
  if (algorithm === undefined) return refused('unsupported-algorithm');

  const covered = (given.get('headers') ?? '(created)').trim().toLowerCase().split(/ +/);
  const missed = coverRefusal(request, covered);
  if (missed !== null) return refused(missed);
  const times = timesOf(request, given, covered.includes('(created)'));
  if (!times.ok) return refused(times.reason);
  const late = timeRefusal(times.created, times.expires, now);
  if (late !== null) return refused(late);

  const values = covered.map((name) => partOf(request, given, name));
  const bad = values.find((value) => !value.ok);
  if (bad?.ok === false) return refused(bad.reason);
  const linesWith = (target: string): Buffer =>
    Buffer.from(covered.map((name, n) => `${name}: ${name === '(request-target)' ? target : textOf(values[n])}`).join('\n'), 'latin1');
  const claim: Claim = {
    scheme: 'cavage',
    keyId,
    created: times.created,
    algorithm,
    bases: targetsOf(request).map(linesWith),
    signature: Buffer.from(signature, 'base64'),
  };
  return { ok: true, claim };
}

/** Names in lower case; null for what is no list of parameters, or names one twice. */
function parametersOf(text: string): Parameters | null {
  const parameters = new Map<string, string>();
  let read = 0;
  for (const [all, name = '', quoted, number] of text.matchAll(PARAMETER)) {
    if (parameters.has(name.toLowerCase())) return null;
    parameters.set(name.toLowerCase(), quoted ?? number ?? '');
    read += all.length;
  }
  return read === text.length ? parameters : null;
}

function coverRefusal(request: IncomingRequest, covered: readonly string[]): SignatureRefusal | null {
  if (covered.length > MOST_COMPONENTS) return 'too-large';
  if (new Set(covered).size !== covered.length) return 'malformed';
  if (carriesBody(request) && linesOf(request, 'digest').length === 0) return 'missing-digest';
  const needed = ['(request-target)', 'host', ...(carriesBody(request) ? ['digest'] : [])];
  const isTimed = covered.includes('date') || covered.includes('(created)');
  return isTimed && needed.every((name) => covered.includes(name)) ? null : 'not-covered';
}

/** The signed moment (created goes before date, as its sender wanted) and the end, which counts even unsigned: it can only shorten. */
function timesOf(request: IncomingRequest, given: Parameters, isCreated: boolean): Times {
  const moment: Value = isCreated ? { ok: true, value: given.get('created') ?? '' } : onlyValueOf(request, 'date');
  if (!moment.ok) return moment;
  const created = isCreated ? unixTime(moment.value) : httpDate(moment.value);
  const end = given.get('expires');
  const expires = end === undefined ? null : unixTime(end);
  return created === null || (end !== undefined && expires === null) ? refused('malformed') : { ok: true, created, expires };
}

function partOf(request: IncomingRequest, given: Parameters, name: string): Value {
  if (name === '(request-target)') return { ok: true, value: '' };
  if (!name.startsWith('(')) return onlyValueOf(request, name);
  const value = name === '(created)' || name === '(expires)' ? given.get(name.slice(1, -1)) : undefined;
  return value === undefined ? { ok: false, reason: 'unsupported-component' } : { ok: true, value };
}

function textOf(value: Value | undefined): string {
  return value?.ok === true ? value.value : '';
}

// GoToSocial signs a GET with its query and then without, for peers that forget it; Fedify only without. Nothing is changed by reading.
function targetsOf({ method, url }: IncomingRequest): readonly string[] {
  const targets = isRead(method) && url.includes('?') ? [url, url.slice(0, url.indexOf('?'))] : [url];
  return targets.map((target) => `${method.toLowerCase()} ${target}`);
}
