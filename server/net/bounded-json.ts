import type { FetchRefusal } from '../ports/remote-fetch.ts';

type Flaw = Extract<FetchRefusal, 'not-json' | 'too-deep' | 'too-many' | 'too-long'>;
type Parsed = { readonly value: unknown } | { readonly flaw: Flaw };

const DEEPEST = 32;
const MOST_IN_A_LIST = 500;
const MOST_IN_ALL = 50_000;
const LONGEST_TEXT = 200_000;
const LONGEST_KEY = 500;
// Names that every object has already; in a document they mean nothing but mischief (T22).
const UNSPEAKABLE = ['__proto__', 'constructor', 'prototype'];

/** Reads JSON in UTF-8 that is neither deep nor wide enough to hurt, without the keys that would reach behind an object. */
export function parseBounded(bytes: Uint8Array): Parsed {
  const value = parsed(bytes);
  if (value === undefined) return { flaw: 'not-json' };
  const flaw = flawIn(value, DEEPEST, { left: MOST_IN_ALL });
  return flaw === null ? { value } : { flaw };
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

function flawIn(value: unknown, depth: number, total: { left: number }): Flaw | null {
  total.left -= 1;
  if (total.left < 0) return 'too-many';
  if (typeof value === 'string') return value.length > LONGEST_TEXT ? 'too-long' : null;
  if (typeof value !== 'object' || value === null) return null;
  if (depth === 0) return 'too-deep';
  const keys = Object.keys(value);
  if (keys.length > MOST_IN_A_LIST) return 'too-many';
  if (!Array.isArray(value)) {
    if (keys.some((key) => key.length > LONGEST_KEY)) return 'too-long';
    for (const key of UNSPEAKABLE) if (Object.hasOwn(value, key)) Reflect.deleteProperty(value, key);
  }
  for (const inner of Object.values(value)) {
    const flaw = flawIn(inner, depth - 1, total);
    if (flaw !== null) return flaw;
  }
  return null;
}
