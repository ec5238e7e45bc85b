import type { Happening } from '../domain/happening.ts';
import type { LegalPage, LegalText, TextLanguage } from '../domain/legal-text.ts';

export interface TextsStore {
  /** Undefined while nobody has touched the template. */
  find(page: LegalPage, language: TextLanguage): Promise<LegalText | undefined>;
  all(): Promise<LegalText[]>;
  /** In the place of what stood there, with what happened; null from `next` leaves everything as it is. */
  change(
    page: LegalPage,
    language: TextLanguage,
    next: (before: LegalText | undefined) => { readonly text: LegalText; readonly happened: readonly Happening[] } | null,
  ): Promise<LegalText | undefined>;
}
