import type { Letter } from '../../domain/mail.ts';
import type { Words } from '../words.ts';

/** What the two templates in views/mail show. */
export interface LetterView {
  readonly subject: string;
  readonly paragraphs: readonly string[];
  readonly records: readonly { readonly title: string; readonly href: string; readonly note: string }[];
  /** What to do now. */
  readonly action: { readonly text: string; readonly href: string } | null;
  /** What is good to know besides. */
  readonly notes: readonly string[];
  /** Why this came to the reader. */
  readonly why: string;
}

type Body = Omit<LetterView, 'subject' | 'why'>;

const NOTHING: Body = { paragraphs: [], records: [], action: null, notes: [] };

/** A letter of any kind in the reader's words. */
export function letterView(letter: Letter, words: Words): LetterView {
  const values = 'title' in letter ? { title: letter.title } : 'number' in letter ? { number: letter.number } : {};
  const count = letter.kind === 'reminder' ? { count: letter.count } : {};
  return { subject: words.t(`mail.${letter.kind}.subject`, { ...values, ...count }), why: words.t(`mail.${letter.kind}.why`), ...bodyOf(letter, words) };
}

function bodyOf(letter: Letter, words: Words): Body {
  const { t } = words;
  const action = (href: string): LetterView['action'] => ({ text: t(`mail.${letter.kind}.action`), href });
  switch (letter.kind) {
    case 'invitation': {
      const { by, organisation, link, until } = letter;
      const notes = [t('mail.once', { day: words.day(until) }), t('mail.invitation.note')];
      return { ...NOTHING, paragraphs: [t('mail.invitation.text', { by, organisation })], action: action(link), notes };
    }
    case 'password-reset': {
      const notes = [t('mail.once', { day: words.day(letter.until) }), t('mail.password-reset.note')];
      return { ...NOTHING, paragraphs: [t('mail.password-reset.text')], action: action(letter.link), notes };
    }
    case 'password-changed': {
      const paragraphs = [t('mail.password-changed.text', { when: words.moment(letter.at) })];
      return { ...NOTHING, paragraphs, action: action(letter.link), notes: [t('mail.password-changed.note')] };
    }
    case 'reminder': {
      const records = letter.records.map(({ title, href, since }) => ({
        title,
        href,
        note: since === null ? t('mail.reminder.never') : t('mail.reminder.since', { day: words.day(since) }),
      }));
      const paragraphs = [t('mail.reminder.text', { count: letter.count })];
      const more = letter.count - records.length;
      const notes = [...(more > 0 ? [t('mail.reminder.more', { count: more })] : []), t('mail.reminder.note')];
      return { paragraphs, records, action: action(letter.link), notes };
    }
    case 'submitted':
      return { ...NOTHING, paragraphs: [t('mail.submitted.text', { by: letter.by, title: letter.title })], action: action(letter.href) };
    case 'returned':
    case 'published': {
      const { by, title, comment } = letter;
      const said = comment === null ? [] : [t('mail.comment', { by }), ...paragraphsOf(comment)];
      return { ...NOTHING, paragraphs: [t(`mail.${letter.kind}.text`, { by, title }), ...said], action: action(letter.href) };
    }
    case 'report-receipt':
    case 'report-arrived':
    case 'report-decision': {
      const paragraphs = [t(`mail.${letter.kind}.text`, { number: letter.number }), ...letter.paragraphs.flatMap(paragraphsOf)];
      return { ...NOTHING, paragraphs, action: letter.href === null ? null : action(letter.href) };
    }
  }
}

function paragraphsOf(text: string): string[] {
  return text
    .split(/\n+/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
