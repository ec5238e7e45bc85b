import { Unstorable } from './collection.ts';

/** MongoDB takes 100 levels; some are left for what a store wraps around. */
const DEEPEST = 80;

/** Throws Unstorable unless the value is plain JSON, so that both engines give back exactly what they were given. */
export function assertPlainJson(value: unknown, path = 'document', depth = 0): void {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return;
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new Unstorable(path, `is ${value}, not a finite number`);
    return;
  }
  if (typeof value !== 'object') throw new Unstorable(path, `is ${typeof value === 'undefined' ? 'missing (undefined)' : `a ${typeof value}`}`);
  if (depth === DEEPEST) throw new Unstorable(path, `lies more than ${DEEPEST} levels deep`);
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) assertPlainJson(value[i], `${path}[${i}]`, depth + 1);
    return;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) throw new Unstorable(path, 'is no plain object');
  for (const [key, member] of Object.entries(value)) assertPlainJson(member, `${path}.${key}`, depth + 1);
}
