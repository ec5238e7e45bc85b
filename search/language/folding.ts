/** A word of a text and where it stands there. */
export interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

// Marks belong to the letter before them, and a soft hyphen or zero-width sign inside a word is invisible to the reader.
const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}\u00ad\u200b-\u200d]*/gu;
const SPELT_OUT = /(?<![aeiouq])([aou])e/g;

/** The form in which spellings meet: ä and ae become a, ß becomes ss, and no letter keeps case or accent. */
export function fold(text: string): string {
  const plain = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\u00ad\u200b-\u200d]/g, '')
    .replaceAll('ß', 'ss');
  return plain.normalize('NFD').replace(/\p{M}/gu, '').replace(SPELT_OUT, '$1').normalize('NFC');
}

/** The words of a text in order; whatever is neither letter nor digit parts them. */
export function wordsOf(text: string): Word[] {
  return Array.from(text.matchAll(WORD), (found) => ({ text: found[0], start: found.index, end: found.index + found[0].length }));
}
