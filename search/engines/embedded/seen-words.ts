import type { Columns } from './columns.ts';
import type { Generation } from './generation.ts';
import type { KnownForm } from './vocabulary.ts';

/** The vocabulary as one asker may know it: a word counts when a record that he may see holds it, or another word of its stem. */
export interface SeenWords {
  isSeen(stem: string): boolean;
  isWord(form: string): boolean;
  known(forms: readonly string[]): KnownForm[];
}

/** Remembers what it has looked up; to be made anew after each write. */
export function createSeenWords(generation: Generation, columns: Columns, followers: boolean): SeenWords {
  const seen = new Map<string, boolean>();
  const words = new Map<string, boolean>();
  const sees = followers ? columns.isAlive : columns.isPublic;
  const isSeen = (stem: string) => remembered(seen, stem, () => generation.isHeld(stem, sees));
  return {
    isSeen,
    isWord: (form) =>
      remembered(words, form, () => {
        const stem = generation.words.stemOf(form);
        return stem !== undefined && isSeen(stem);
      }),
    known: (forms) => generation.words.known(forms).filter(({ stem }) => isSeen(stem)),
  };
}

const KEPT = 100_000;

function remembered(known: Map<string, boolean>, word: string, work: () => boolean): boolean {
  const kept = known.get(word);
  if (kept !== undefined) return kept;
  const answer = work();
  if (known.size >= KEPT) known.clear();
  known.set(word, answer);
  return answer;
}
