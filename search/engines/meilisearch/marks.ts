import type { Stretch } from '../../../server/ports/search-index.ts';
import type { Token } from '../../language/analyzer.ts';
import { fold, wordsOf } from '../../language/folding.ts';
import { excerpt, marked } from '../../language/highlight.ts';
import { CLOSE_MARK, OPEN_MARK } from './kept-record.ts';

// What is marked is picked out afterwards: a pattern that asks for a mark inside tries a long word again from each of its letters.
const WORD = new RegExp(`[\\p{L}\\p{N}\\p{M}${OPEN_MARK}${CLOSE_MARK}]+`, 'gu');

/** The words the engine found, folded. It marks parts of words and of other spellings; a reader wants to see the word in the text. */
export function foundWords(formatted: readonly string[]): Set<string> {
  const found = formatted.flatMap((text) => (text.match(WORD) ?? []).filter((word) => word.includes(OPEN_MARK)));
  const words = new Set(found.map((word) => word.replaceAll(OPEN_MARK, '').replaceAll(CLOSE_MARK, '')));
  return new Set([...words].flatMap((word) => wordsOf(word).map(({ text }) => fold(text))));
}

/** The title and a piece of summary or body, with the found words marked. */
export function stretches(
  texts: { readonly title: string; readonly summary: string; readonly body: string },
  found: ReadonlySet<string>,
): {
  readonly markedTitle: readonly Stretch[];
  readonly markedText: readonly Stretch[];
} {
  return { markedTitle: marked(texts.title, tokens(texts.title), found), markedText: excerpt(texts, tokens, found) };
}

function tokens(text: string): Token[] {
  return wordsOf(text).map(({ text: word, start, end }) => ({ key: fold(word), form: null, start, end }));
}
