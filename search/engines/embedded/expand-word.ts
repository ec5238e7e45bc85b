import type { AskedWord } from '../../language/analyzer.ts';
import { type Holding, holding, LINKS, partings } from '../../language/compounds.ts';
import { oneTypoAway, typoDistance, typosAllowed } from '../../language/typo-distance.ts';
import type { Generation, KnownForm } from './generation.ts';

/** Stems of the words of all texts by which a word is found besides its own. */
export type Expansion = Readonly<Record<Holding, readonly string[]>>;

const LOOKED_AT = 4_000;
const JUDGED = 600;
const LONGEST = 60;
const KEPT: Readonly<Record<Holding, number>> = { near: 100, part: 150, weak: 50 };

/** The words that hold the one looked for: as beginning, as part of a compound, or perhaps. */
export function expandWord(word: Pick<AskedWord, 'form' | 'stem'>, generation: Generation): Expansion {
  const best = new Map<string, Holding>();
  const isWord = remembered((form) => generation.isWord(form));
  for (const { form, stem } of candidates(word, generation)) {
    if (stem === word.stem || best.get(stem) === 'near') continue;
    const how = holding(form, word, isWord);
    if (how !== null && (how !== 'weak' || !best.has(stem))) best.set(stem, how);
  }
  const of = (kind: Holding) => [...best].flatMap(([stem, how]) => (how === kind ? [stem] : [])).slice(0, KEPT[kind]);
  return { near: of('near'), part: of('part'), weak: of('weak') };
}

/** The known words nearest to a mistyped one, nearest first. */
export function correctWord(form: string, generation: Generation): KnownForm[] {
  const most = typosAllowed(form);
  if (most === 0) return [];
  const one = generation.known(oneTypoAway(form));
  if (one.length > 0 || most === 1) return [...one].sort((first, other) => alike(other.form, form) - alike(first.form, form)).slice(0, 20);
  return generation
    .resembling(form, LOOKED_AT)
    .filter((known) => typoDistance(form, known.form, most) <= most)
    .sort((first, other) => alike(other.form, form) - alike(first.form, form))
    .slice(0, 20);
}

/** A compound nobody wrote, as two words that somebody did. */
export function partWord(form: string, generation: Generation): (readonly [string, string])[] {
  if (form.length > LONGEST) return [];
  return partings(
    form,
    remembered((part) => generation.isWord(part)),
  );
}

/** The same compound with another linking letter: who looks for Füllstandssensor means Füllstandsensor too. */
export function linkedWord(form: string, parted: readonly (readonly [string, string])[], generation: Generation): string[] {
  const variants = parted.flatMap(([head, tail]) => LINKS.map((link) => head + link + tail)).filter((variant) => variant !== form);
  return [...new Set(generation.known(variants).map(({ stem }) => stem))];
}

function candidates(word: Pick<AskedWord, 'form' | 'stem'>, generation: Generation): KnownForm[] {
  if (word.form.length < 3 || word.form.length > LONGEST) return [];
  if (word.form.length === 3) return [...generation.startingWith(word.form, JUDGED)].sort(shorterFirst);
  const letters = word.stem.length >= 4 ? word.stem : word.form;
  return [...generation.holding(letters, LOOKED_AT)].sort(shorterFirst).slice(0, JUDGED);
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

function remembered(work: (form: string) => boolean): (form: string) => boolean {
  const known = new Map<string, boolean>();
  return (form) => {
    const answer = known.get(form) ?? work(form);
    known.set(form, answer);
    return answer;
  };
}
