import type { IncomingRequest, SignatureRefusal } from './claim.ts';
import { MOST_CHARACTERS } from './limits.ts';

// What may stand in a header on the wire; a line break would let one value pass for two lines of what was signed.
const NOT_IN_A_VALUE = /[^\t\x20-\x7e\x80-\xff]/;

export type Value = { readonly ok: true; readonly value: string } | { readonly ok: false; readonly reason: SignatureRefusal };

/** Every line of a header, also for names that objects know by themselves (`constructor`). */
export function linesOf({ headers }: IncomingRequest, name: string): readonly string[] {
  return Object.hasOwn(headers, name) ? (headers[name] ?? []) : [];
}

/** The one value of a header. Twice is refused: two readers might each believe another one. */
export function onlyValueOf(request: IncomingRequest, name: string): Value {
  const [first, ...more] = linesOf(request, name);
  if (first === undefined) return { ok: false, reason: 'missing-header' };
  if (more.length > 0) return { ok: false, reason: 'duplicate-header' };
  if (first.length > MOST_CHARACTERS) return { ok: false, reason: 'too-large' };
  if (NOT_IN_A_VALUE.test(first)) return { ok: false, reason: 'malformed' };
  return { ok: true, value: first.trim() };
}

/** Whether the request carries content that must be under the signature; an empty POST counts, for emptiness is content too. */
export function carriesBody({ method, body }: IncomingRequest): boolean {
  return body.length > 0 || !isRead(method);
}

/** Whether this only asks. */
export function isRead(method: string): boolean {
  return method === 'GET' || method === 'HEAD';
}
