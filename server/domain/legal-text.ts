/** The texts that the law asks of whoever runs an instance; the names are their addresses. */
export const LEGAL_PAGES = ['imprint', 'privacy', 'accessibility'] as const;
export type LegalPage = (typeof LEGAL_PAGES)[number];

export const TEXT_LANGUAGES = ['de', 'en'] as const;
export type TextLanguage = (typeof TEXT_LANGUAGES)[number];

export const LONGEST_TEXT = 60_000;

/** One text in one language as an admin wrote it. */
export interface LegalText {
  readonly page: LegalPage;
  readonly language: TextLanguage;
  /** Markdown; null where the template holds. */
  readonly markdown: string | null;
  readonly updated: string;
}

const PLACEHOLDER = /\[\[([^[\]\n]{1,300})\]\]/g;

/** What a text still leaves open, each once: [[…]]. */
export function placeholdersIn(markdown: string): string[] {
  return [...new Set([...markdown.matchAll(PLACEHOLDER)].map(([, words = '']) => words.trim()))];
}
