import type { FieldProblem } from '../../domain/content/field-problem.ts';
import { LEGAL_PAGES, type LegalPage, type LegalText, LONGEST_TEXT, placeholdersIn, TEXT_LANGUAGES, type TextLanguage } from '../../domain/legal-text.ts';
import type { SafeHtml } from '../../domain/safe-html.ts';
import type { Words } from '../words.ts';
import { type AdminMenu, adminMenu } from './menu.ts';

export interface TextsView {
  readonly menu: AdminMenu;
  readonly texts: readonly {
    readonly title: string;
    readonly href: string;
    readonly languages: readonly { readonly name: string; readonly href: string; readonly state: string; readonly isDone: boolean }[];
  }[];
}

export interface TextView {
  readonly menu: AdminMenu;
  readonly heading: string;
  readonly language: TextLanguage;
  readonly action: string;
  readonly page: string;
  readonly state: string;
  readonly said: string | null;
  readonly problem: string | null;
  readonly isOutdated: boolean;
  readonly keptAt: string | null;
  readonly markdown: string;
  /** When the text was last changed as this form saw it; empty for the template. */
  readonly seen: string;
  readonly most: number;
  readonly rows: number;
  readonly missing: readonly string[];
  readonly preview: SafeHtml | null;
  readonly canRestore: boolean;
}

const LEAST_ROWS = 18;
const MOST_ROWS = 40;

/** `templateOf` gives the Markdown that holds while nobody has written another. */
export function textsView(written: readonly LegalText[], templateOf: (page: LegalPage, language: TextLanguage) => string, words: Words): TextsView {
  return {
    menu: adminMenu('texts', words),
    texts: LEGAL_PAGES.map((page) => ({
      title: words.t(`legal.${page}.title`),
      href: `/${page}`,
      languages: TEXT_LANGUAGES.map((language) => {
        const text = written.find((one) => one.page === page && one.language === language);
        const open = placeholdersIn(text?.markdown ?? templateOf(page, language)).length;
        return {
          name: words.t(`admin.language.${language}`),
          href: `/admin/texts/${page}/${language}`,
          state: stateOf(text, open, words),
          isDone: text?.markdown != null && open === 0,
        };
      }),
    })),
  };
}

export interface ShownText {
  readonly page: LegalPage;
  readonly language: TextLanguage;
  readonly written: LegalText | undefined;
  readonly markdown: string;
  readonly seen: string;
  readonly problems: readonly FieldProblem[];
  readonly isOutdated: boolean;
  readonly keptAt: string | null;
  readonly said: string | null;
  readonly preview: SafeHtml | null;
}

export function textView({ page, language, written, markdown, seen, problems, isOutdated, keptAt, said, preview }: ShownText, words: Words): TextView {
  const missing = placeholdersIn(markdown);
  const [problem] = problems;
  return {
    menu: adminMenu('texts', words),
    heading: words.t('admin.texts.editing', { title: words.t(`legal.${page}.title`), language: words.t(`admin.language.${language}`) }),
    language,
    action: `/admin/texts/${page}/${language}`,
    page: `/${page}?lang=${language}`,
    state: stateOf(written, missing.length, words),
    said,
    problem: problem === undefined ? null : words.problem(problem, 'form'),
    isOutdated,
    keptAt: keptAt === null ? null : words.t('writing.kept.text', { when: words.moment(keptAt) }),
    markdown,
    seen,
    most: LONGEST_TEXT,
    rows: Math.min(Math.max(markdown.split('\n').length + 2, LEAST_ROWS), MOST_ROWS),
    missing,
    preview,
    canRestore: written?.markdown != null,
  };
}

function stateOf(text: LegalText | undefined, open: number, words: Words): string {
  if (text?.markdown == null) return words.t('admin.texts.template', { count: open });
  return open > 0 ? words.t('admin.texts.open', { count: open, day: words.day(text.updated) }) : words.t('admin.texts.done', { day: words.day(text.updated) });
}
