import type { Organisation } from '../domain/organisation.ts';
import type { SafeHtml } from '../domain/safe-html.ts';
import { shortAddress } from './field-view.ts';
import type { Words } from './words.ts';

export const LEGAL_PAGES = ['imprint', 'privacy', 'accessibility'] as const;
export type LegalPage = (typeof LEGAL_PAGES)[number];

interface LegalSection {
  readonly heading: string;
  readonly paragraphs: readonly string[];
}

export interface LegalView {
  readonly heading: string;
  readonly intro: string;
  /** The operator's own words. */
  readonly own: SafeHtml | null;
  readonly contact: readonly { readonly label: string; readonly text: string; readonly href: string | null }[];
  readonly sections: readonly LegalSection[];
  /** What the operator has still to say; shown, because a gap that is seen is filled. */
  readonly missing: readonly string[];
}

const SECTIONS: Readonly<Record<LegalPage, readonly string[]>> = {
  imprint: ['content', 'sources', 'software'],
  privacy: ['reading', 'cookies', 'content', 'accounts', 'rights'],
  accessibility: ['state', 'known', 'method', 'feedback', 'enforcement'],
};
const PARAGRAPHS = ['first', 'second'] as const;

export function legalView(page: LegalPage, { handle, content }: Organisation, words: Words, renderMarkdown: (markdown: string) => SafeHtml): LegalView {
  const name = content.name ?? handle;
  const t = (key: string) => words.t(`legal.${page}.${key}`, { name });
  const own = page === 'imprint' && content.imprint !== null ? renderMarkdown(content.imprint) : null;
  const isComplete = page === 'imprint' ? own !== null : page === 'privacy' ? content.privacyContact !== null : false;
  return {
    heading: t('title'),
    intro: t('intro'),
    own,
    contact: contactOf(page, name, content, words),
    sections: SECTIONS[page].map((section) => ({
      heading: t(`${section}.heading`),
      paragraphs: PARAGRAPHS.map((n) => t(`${section}.${n}`)).filter((text) => text !== ''),
    })),
    missing: isComplete ? [] : t('missing').split('\n'),
  };
}

function contactOf(page: LegalPage, name: string, content: Organisation['content'], words: Words): LegalView['contact'] {
  const entry = (label: string, text: string | null, href: string | null) => (text === null ? [] : [{ label, text, href }]);
  const mailboxes = content.roles.flatMap(({ role, mailbox }) => entry(words.label('role', role ?? ''), mailbox, `mailto:${mailbox ?? ''}`));
  return [
    ...entry(words.t('legal.operator'), name, null),
    ...entry(words.field('organisation', 'website').label, content.website === null ? null : shortAddress(content.website), content.website),
    ...(page === 'privacy' ? entry(words.field('organisation', 'privacyContact').label, content.privacyContact, null) : []),
    ...mailboxes,
  ];
}
