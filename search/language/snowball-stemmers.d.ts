declare module 'snowball-stemmers' {
  /** What of the package we use; it brings no types of its own. */
  export function newStemmer(language: 'german'): { stem(word: string): string };
}
