import type { Analyzer, AskedWord } from '../../language/analyzer.ts';
import type { Columns } from './columns.ts';
import { correctWord, expandWord, linkedWord, partWord } from './expand-word.ts';
import { type Generation, PARTS, type Part } from './generation.ts';
import type { SeenWords } from './seen-words.ts';

/** The documents in which words were found. */
export interface Found {
  readonly places: Uint32Array;
  /** How well, by the place in `places`; documents with all words lie above all others by `ALL_WORDS`. */
  readonly scores: Float32Array;
  readonly keys: ReadonlySet<string>;
}

interface Source {
  readonly generation: Generation;
  readonly columns: Columns;
  readonly analyzer: Analyzer;
  readonly followers: boolean;
  readonly seen: SeenWords;
}

interface Reading {
  readonly keys: readonly string[];
  readonly quality: number;
}

export const ALL_WORDS = 10_000;
/** With fewer documents than this for a word, or for all words together, looser readings are worth reading. */
const FEW = 10;
/** Where hardly anything holds all words, a record with some of them must hold this share of what makes the question special. */
const ENOUGH = 0.4;
const WEIGHTS: Readonly<Record<Part, number>> = { title: 5, summary: 2.5, tags: 2, body: 1 };
const QUALITY = { exact: 1, other: 0.85, near: 0.7, part: 0.6, typo: 0.5, parted: 0.4, weak: 0.25 };

/** Finds the documents with these words: exactly, inflected, by meaning, as part of a compound, then mistyped; all words before some. */
export function findWords(asked: readonly AskedWord[], source: Source): Found {
  const { generation, columns, analyzer, followers, seen } = source;
  const vocabulary = { all: generation.words, seen };
  const capacity = columns.capacity();
  const keys = new Set<string>();
  const words = asked.map((word) => {
    const wider = expandWord(word, vocabulary);
    const scores = new Float32Array(capacity);
    add(scores, { keys: [word.stem], quality: QUALITY.exact });
    add(scores, { keys: word.others, quality: QUALITY.other });
    add(scores, { keys: wider.near, quality: QUALITY.near });
    const parted = hits(scores) < FEW ? partWord(word.form, vocabulary).slice(0, 3) : [];
    add(scores, { keys: linkedWord(word.form, parted, vocabulary), quality: QUALITY.near });
    add(scores, { keys: wider.part, quality: QUALITY.part });
    addParted(scores, parted);
    const isLoose = hits(scores) === 0;
    if (isLoose) loosen(scores, word, wider.weak);
    return { word, scores, weak: wider.weak, isLoose };
  });
  if (words.length > 1 && withAll() === 0) for (const { word, scores, weak, isLoose } of words) if (!isLoose) loosen(scores, word, weak);
  return ranked();

  function add(scores: Float32Array, { keys: found, quality }: Reading): void {
    if (found.length === 0) return;
    for (const key of found) keys.add(key);
    for (const part of Object.keys(PARTS) as Part[]) {
      const weight = quality * WEIGHTS[part];
      const isTitle = part === 'title';
      eachPlace(generation.places(part, found), (place) => {
        if (place >= capacity || !(followers ? columns.isAlive(place) : columns.isPublic(place))) return;
        const length = isTitle ? 0.6 + 0.06 * columns.titleWords(place) : 0.8 + 0.002 * columns.otherWords(place);
        scores[place] = (scores[place] ?? 0) + weight / length;
      });
    }
  }

  function addParted(scores: Float32Array, parted: readonly (readonly [string, string])[]): void {
    for (const [head, tail] of parted) {
      const one = new Float32Array(capacity);
      const other = new Float32Array(capacity);
      add(one, { keys: [analyzer.stem(head)], quality: QUALITY.parted / 2 });
      add(other, { keys: [analyzer.stem(tail)], quality: QUALITY.parted / 2 });
      for (let place = 0; place < capacity; place += 1) {
        const [first, second] = [one[place] ?? 0, other[place] ?? 0];
        if (first > 0 && second > 0) scores[place] = (scores[place] ?? 0) + first + second;
      }
    }
  }

  function loosen(scores: Float32Array, word: AskedWord, weak: readonly string[]): void {
    add(scores, { keys: weak, quality: QUALITY.weak });
    const corrected = correctWord(word.form, vocabulary);
    add(scores, { keys: [...new Set(corrected.map(({ stem }) => stem))], quality: QUALITY.typo });
    for (const form of corrected.slice(0, 3)) {
      const wider = expandWord(form, vocabulary);
      add(scores, { keys: [...wider.near, ...wider.part], quality: QUALITY.typo * QUALITY.part });
    }
  }

  function withAll(): number {
    let all = 0;
    for (let place = 0; place < capacity; place += 1) if (words.every(({ scores }) => (scores[place] ?? 0) > 0)) all += 1;
    return all;
  }

  function ranked(): Found {
    const count = columns.count();
    const weights = words.map(({ scores }) => rarity(hits(scores), count));
    const most = weights.reduce((sum, weight) => sum + weight, 0);
    const all = withAll();
    const some = words.length > 1 && all < FEW;
    const places: number[] = [];
    const scores: number[] = [];
    const least = most * ENOUGH;
    for (let pass = some ? 2 : 1; pass > 0; pass -= 1) collect(pass === 1, least);
    if (some && places.length === 0) collect(false, 0);
    return { places: Uint32Array.from(places), scores: Float32Array.from(scores), keys };

    function collect(wantsAll: boolean, enough: number): void {
      for (let place = 1; place < capacity; place += 1) {
        let score = 0;
        let weight = 0;
        let holds = 0;
        for (let number = 0; number < words.length; number += 1) {
          const own = words[number]?.scores[place] ?? 0;
          if (own === 0) continue;
          score += own * (weights[number] ?? 0);
          weight += weights[number] ?? 0;
          holds += 1;
        }
        const hasAll = holds === words.length;
        if (holds === 0 || hasAll !== wantsAll || weight < enough) continue;
        places.push(place);
        scores.push((hasAll ? ALL_WORDS : 0) + score * (weight / most));
      }
    }
  }
}

function rarity(hits: number, count: number): number {
  return Math.max(0.2, Math.log(1 + (count - hits + 0.5) / (hits + 0.5)));
}

function hits(scores: Float32Array): number {
  let some = 0;
  for (let place = 0; place < scores.length; place += 1) if ((scores[place] ?? 0) > 0) some += 1;
  return some;
}

function eachPlace(list: string, visit: (place: number) => void): void {
  let place = 0;
  for (let at = 0; at < list.length; at += 1) {
    const code = list.charCodeAt(at);
    if (code === 44) {
      visit(place);
      place = 0;
    } else place = place * 10 + code - 48;
  }
  if (list !== '') visit(place);
}
