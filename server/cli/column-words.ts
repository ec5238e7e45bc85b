import type { ColumnWords } from '../formats/record-columns.ts';
import { LANGUAGES, type Language, type Words } from '../view-models/words.ts';

/** What heads and codes of a table are called, in each of our languages. */
export function columnWords(words: Readonly<Record<Language, Words>>): ColumnWords {
  const inAll = (of: (each: Words) => string): string[] => [...new Set(LANGUAGES.map((language) => of(words[language])))];
  return {
    heads: (table, path) => inAll((each) => each.field(table, path).label),
    codes: (vocabulary, code) => inAll((each) => each.label(vocabulary, code)),
  };
}
