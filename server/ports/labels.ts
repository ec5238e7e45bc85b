import type { VocabularyName } from '../domain/content/vocabularies.ts';

/** The words for a code in every language, for the search index; empty for an unknown code. */
export type Labels = (vocabulary: VocabularyName, code: string) => readonly string[];
