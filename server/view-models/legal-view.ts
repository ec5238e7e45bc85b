import { type LegalPage, type LegalText, placeholdersIn } from '../domain/legal-text.ts';
import type { SafeHtml } from '../domain/safe-html.ts';
import type { Words } from './words.ts';

export interface LegalView {
  readonly heading: string;
  readonly text: SafeHtml;
  /** When somebody last changed it; null where the template holds. */
  readonly updated: string | null;
  /** For admins alone: what is still open, and where to write it. */
  readonly hint: { readonly text: string; readonly missing: readonly string[]; readonly href: string } | null;
}

interface Shown {
  readonly page: LegalPage;
  readonly markdown: string;
  readonly written: LegalText | undefined;
  readonly isAdmin: boolean;
}

/** `render` makes headings that stand below the page's own. */
export function legalView({ page, markdown, written, isAdmin }: Shown, words: Words, render: (markdown: string) => SafeHtml): LegalView {
  const missing = placeholdersIn(markdown);
  const isTemplate = written === undefined || written.markdown === null;
  const needsWork = isTemplate || missing.length > 0;
  return {
    heading: words.t(`legal.${page}.title`),
    text: render(markdown),
    updated: written === undefined || isTemplate ? null : words.t('legal.updated', { day: words.day(written.updated) }),
    hint:
      isAdmin && needsWork
        ? { text: words.t(isTemplate ? 'legal.hint.template' : 'legal.hint.written'), missing, href: `/admin/texts/${page}/${words.language}` }
        : null,
  };
}
