import { sorted } from './essence.ts';
import type { Written } from './new-record.ts';

/**
 * Stands for what some fields say, so that a form can tell later what it has shown; the same for the same content, whatever the order of
 * names and keys. No secret and no signature: it protects people from overwriting each other by mistake.
 */
export function fingerprintOf({ values, content }: Pick<Written, 'values' | 'content'>, names: readonly string[]): string {
  const all: Readonly<Record<string, unknown>> = { ...values, ...content };
  const wanted = Object.fromEntries([...new Set(names)].flatMap((name) => (Object.hasOwn(all, name) ? [[name, all[name]]] : [])));
  const text = JSON.stringify(sorted(wanted)) ?? '';
  return [0, 1, 2].map((seed) => hashed(text, seed).toString(36)).join('-');
}

/** 53 bits (cyrb53, public domain). */
function hashed(text: string, seed: number): number {
  let a = 0xdeadbeef ^ seed;
  let b = 0x41c6ce57 ^ seed;
  for (let n = 0; n < text.length; n += 1) {
    const code = text.charCodeAt(n);
    a = Math.imul(a ^ code, 2654435761);
    b = Math.imul(b ^ code, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return 4294967296 * (2097151 & b) + (a >>> 0);
}
