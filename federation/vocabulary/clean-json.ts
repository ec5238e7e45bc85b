// What no honest peer needs and a hostile one would use (T22, T42).
const DEEPEST = 32;
const MOST_MEMBERS = 500;
const MOST_KEYS = 500;
const MOST_VALUES = 20_000;
const LONGEST_KEY = 200;
const LONGEST_TEXT = 500_000;
// `_` and `@`: another reader's private words and keywords; the rest would reach into every object of the program.
const DROPPED = /^(?:[_@]|_?:|__proto__$|constructor$|prototype$)/;

export type Cleaned = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly why: 'too-deep' | 'too-large' };

/** Somebody else's JSON as plain values within bounds, read as it stands: keywords of JSON-LD have no power. Never throws. */
export function cleanJson(json: unknown): Cleaned {
  let left = MOST_VALUES;
  let why: 'too-deep' | 'too-large' | null = null;

  const clean = (value: unknown, depth: number): unknown => {
    left -= 1;
    if (left < 0) why = 'too-large';
    if (depth > DEEPEST) why = 'too-deep';
    if (why !== null) return null;
    if (typeof value === 'string') return value.slice(0, LONGEST_TEXT).toWellFormed();
    if (Array.isArray(value)) return value.slice(0, MOST_MEMBERS).map((member) => clean(member, depth + 1));
    if (typeof value === 'object' && value !== null) return cleanObject(value, depth);
    return typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value)) ? value : null;
  };
  const cleanObject = (value: object, depth: number): unknown => {
    const keys = Object.keys(value).filter((key) => key.length <= LONGEST_KEY && !DROPPED.test(key));
    return Object.fromEntries(keys.slice(0, MOST_KEYS).map((key) => [key.toWellFormed(), clean((value as Record<string, unknown>)[key], depth + 1)]));
  };

  const value = clean(json, 0);
  return why === null ? { ok: true, value } : { ok: false, why };
}
