import type { AskedWord } from '../../language/analyzer.ts';
import { type Holding, holding, LINKS, partings } from '../../language/compounds.ts';
import { oneTypoAway, typoDistance, typosAllowed } from '../../language/typo-distance.ts';
import type { SeenWords } from './seen-words.ts';
import type { KnownForm, Vocabulary } from './vocabulary.ts';

/** All words, and which of them the asker may know. */
export interface Words {
  readonly all: Vocabulary;
  readonly seen: SeenWords;
}

/** Stems of the words of all texts by which a word is found besides its own. */
export type Expansion = Readonly<Record<Holding, readonly string[]>>;

const LOOKED_AT = 4_000;
const JUDGED = 600;
const LONGEST = 60;
const CORRECTIONS = 20;
const KEPT: Readonly<Record<Holding, number>> = { near: 100, part: 150, weak: 50 };

/** The words that hold the one looked for: as beginning, as part of a compound, or perhaps. */
export function expandWord(word: Pick<AskedWord, 'form' | 'stem'>, words: Words): Expansion {
  const best = new Map<string, Holding>();
  let judged = 0;
  for (const { form, stem } of candidates(word, words.all)) {
    if (stem === word.stem || best.get(stem) === 'near' || !words.seen.isSeen(stem)) continue;
    if (judged === JUDGED) break;
    judged += 1;
    const how = holding(form, word, words.seen.isWord);
    if (how !== null && (how !== 'weak' || !best.has(stem))) best.set(stem, how);
  }
  const of = (kind: Holding) => [...best].flatMap(([stem, how]) => (how === kind ? [stem] : [])).slice(0, KEPT[kind]);
  return { near: of('near'), part: of('part'), weak: of('weak') };
}

/** The known words nearest to a mistyped one, nearest first. */
export function correctWord(form: string, words: Words): KnownForm[] {
  const most = typosAllowed(form);
  if (most === 0) return [];
  // What the asker may not know is left out first: else it would stand in the way of what he may.
  const one = words.seen.known(oneTypoAway(form));
  if (one.length > 0 || most === 1) return [...one].sort((first, other) => alike(other.form, form) - alike(first.form, form)).slice(0, CORRECTIONS);
  const near = words.all
    .resembling(form, LOOKED_AT)
    .filter((known) => typoDistance(form, known.form, most) <= most)
    .sort((first, other) => alike(other.form, form) - alike(first.form, form));
  return firstSeen(near, words, CORRECTIONS);
}

/** A compound nobody wrote, as two words that somebody did. */
export function partWord(form: string, words: Words): (readonly [string, string])[] {
  if (form.length > LONGEST) return [];
  return partings(form, words.seen.isWord);
}

/** The same compound with another linking letter: who looks for Füllstandssensor means Füllstandsensor too. */
export function linkedWord(form: string, parted: readonly (readonly [string, string])[], words: Words): string[] {
  const variants = parted.flatMap(([head, tail]) => LINKS.map((link) => head + link + tail)).filter((variant) => variant !== form);
  return [...new Set(words.seen.known(variants).map(({ stem }) => stem))];
}

function candidates(word: Pick<AskedWord, 'form' | 'stem'>, all: Vocabulary): KnownForm[] {
  if (word.form.length < 3 || word.form.length > LONGEST) return [];
  const letters = word.stem.length >= 4 ? word.stem : word.form;
  const found = word.form.length === 3 ? all.startingWith(word.form, LOOKED_AT) : all.holding(letters, LOOKED_AT);
  return [...found].sort(shorterFirst);
}

function firstSeen(known: readonly KnownForm[], { seen }: Words, most: number): KnownForm[] {
  const found: KnownForm[] = [];
  for (const each of known) {
    if (found.length === most) break;
    if (seen.isSeen(each.stem)) found.push(each);
  }
  return found;
}

function shorterFirst(one: KnownForm, other: KnownForm): number {
  return one.form.length - other.form.length || (one.form < other.form ? -1 : 1);
}

/** People seldom mistype the beginning of a word. */
function alike(form: string, asked: string): number {
  let same = 0;
  while (same < form.length && form[same] === asked[same]) same += 1;
  return same;
}
