import { diffWordsWithSpace } from 'diff';

/** A stretch of two texts: in both, only in the later, or only in the earlier. */
export interface Piece {
  readonly text: string;
  readonly kind: 'same' | 'added' | 'removed';
}

// Work grows with the square of the differences; beyond this nobody reads them one by one any more.
const MOST_EDITS = 1_500;
const LONGEST = 200_000;

/** What changed, word by word. Texts that have next to nothing in common are told as a whole, so that no text keeps the house busy. */
export function diffWords(before: string, after: string): readonly Piece[] {
  if (before === after) return before === '' ? [] : [{ text: before, kind: 'same' }];
  const changes = before.length + after.length > LONGEST ? undefined : diffWordsWithSpace(before, after, { maxEditLength: MOST_EDITS });
  if (changes === undefined) return whole(before, after);
  return changes.map(({ value, added, removed }) => ({ text: value, kind: added ? 'added' : removed ? 'removed' : 'same' }));
}

function whole(before: string, after: string): readonly Piece[] {
  const pieces: readonly Piece[] = [
    { text: before, kind: 'removed' },
    { text: after, kind: 'added' },
  ];
  return pieces.filter(({ text }) => text !== '');
}
