import type { Facts } from './facts.ts';

const FIRST_CAPACITY = 1_024;

/** One array per fact, one place per document; counting 50,000 documents this way takes a few milliseconds. */
export interface Columns {
  /** Places run from 1 to below this. */
  capacity(): number;
  count(): number;
  id(place: number): string | undefined;
  isAlive(place: number): boolean;
  isPublic(place: number): boolean;
  readonly numbers: () => Readonly<Record<NumberColumn, Float64Array>>;
  titleWords(place: number): number;
  otherWords(place: number): number;
  readonly facets: () => FacetColumn;
  set(place: number, id: string, facts: Facts): void;
  /** Forgets the place, but only if it still belongs to this document. */
  clear(place: number, id: string): void;
}

export type NumberColumn = 'population' | 'cost' | 'lat' | 'lon' | 'published' | 'confirmed';

/** The codes of a place are `pool[start[place]]` to `pool[start[place] + length[place]]`; each number stands for a facet and its code. */
export interface FacetColumn {
  readonly start: Uint32Array;
  readonly length: Uint16Array;
  readonly pool: Uint32Array;
  readonly values: readonly { readonly facet: string; readonly code: string }[];
  numberOf(facet: string, code: string): number | undefined;
}

const NUMBERS: readonly NumberColumn[] = ['population', 'cost', 'lat', 'lon', 'published', 'confirmed'];
const ALIVE = 1;
const PUBLIC = 2;

/** Empty columns, growing as documents come. */
export function createColumns(): Columns {
  const ids: (string | undefined)[] = [];
  const values: { facet: string; code: string }[] = [];
  const numberByValue = new Map<string, Map<string, number>>();
  let count = 0;
  let used = 0;
  let flags = new Uint8Array(FIRST_CAPACITY);
  let titleWords = new Uint8Array(FIRST_CAPACITY);
  let otherWords = new Uint16Array(FIRST_CAPACITY);
  let start = new Uint32Array(FIRST_CAPACITY);
  let length = new Uint16Array(FIRST_CAPACITY);
  let pool = new Uint32Array(FIRST_CAPACITY * 16);
  let numbers = Object.fromEntries(NUMBERS.map((name) => [name, new Float64Array(FIRST_CAPACITY)])) as Record<NumberColumn, Float64Array>;

  function grow(place: number): void {
    if (place < flags.length) return;
    const capacity = Math.max(place + 1, Math.ceil(flags.length * 1.5));
    flags = copied(flags, new Uint8Array(capacity));
    titleWords = copied(titleWords, new Uint8Array(capacity));
    otherWords = copied(otherWords, new Uint16Array(capacity));
    start = copied(start, new Uint32Array(capacity));
    length = copied(length, new Uint16Array(capacity));
    numbers = Object.fromEntries(NUMBERS.map((name) => [name, copied(numbers[name], new Float64Array(capacity))])) as typeof numbers;
  }

  function valueNumber(facet: string, code: string): number {
    const codes = numberByValue.get(facet) ?? new Map<string, number>();
    numberByValue.set(facet, codes);
    const known = codes.get(code);
    if (known !== undefined) return known;
    codes.set(code, values.length);
    return values.push({ facet, code }) - 1;
  }

  /** Writes the codes at the end of the pool; when it is full, what replaced documents left behind is swept out first. */
  function setCodes(place: number, codes: readonly string[]): void {
    const many = Math.min(codes.length / 2, 0xffff);
    if (used + many > pool.length) sweep(many);
    start[place] = used;
    length[place] = many;
    for (let at = 0; at < many; at += 1) pool[used + at] = valueNumber(codes[2 * at] ?? '', codes[2 * at + 1] ?? '');
    used += many;
  }

  function sweep(needed: number): void {
    let alive = needed;
    for (let place = 0; place < length.length; place += 1) alive += length[place] ?? 0;
    const fresh = new Uint32Array(Math.max(FIRST_CAPACITY, Math.ceil(alive * 1.5)));
    used = 0;
    for (let place = 0; place < length.length; place += 1) {
      const [from, many] = [start[place] ?? 0, length[place] ?? 0];
      fresh.set(pool.subarray(from, from + many), used);
      start[place] = used;
      used += many;
    }
    pool = fresh;
  }

  return {
    capacity: () => flags.length,
    count: () => count,
    id: (place) => ids[place],
    isAlive: (place) => ((flags[place] ?? 0) & ALIVE) !== 0,
    isPublic: (place) => ((flags[place] ?? 0) & PUBLIC) !== 0,
    numbers: () => numbers,
    titleWords: (place) => titleWords[place] ?? 0,
    otherWords: (place) => otherWords[place] ?? 0,
    facets: () => ({ start, length, pool, values, numberOf: (facet, code) => numberByValue.get(facet)?.get(code) }),
    set(place, id, facts) {
      grow(place);
      if (((flags[place] ?? 0) & ALIVE) === 0) count += 1;
      ids[place] = id;
      flags[place] = ALIVE | (facts.isPublic ? PUBLIC : 0);
      titleWords[place] = Math.min(facts.titleWords, 0xff);
      otherWords[place] = Math.min(facts.otherWords, 0xffff);
      for (const name of NUMBERS) numbers[name][place] = facts[name];
      length[place] = 0;
      setCodes(place, facts.codes);
    },
    clear(place, id) {
      if (ids[place] !== id) return;
      ids[place] = undefined;
      flags[place] = 0;
      length[place] = 0;
      count -= 1;
    },
  };
}

function copied<Numbers extends { set(from: Numbers): void }>(from: Numbers, to: Numbers): Numbers {
  to.set(from);
  return to;
}
