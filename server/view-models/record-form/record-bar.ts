import type { ContactTrouble } from '../../domain/contact.ts';
import type { KnowledgeRecord } from '../../domain/record.ts';
import type { Words } from '../words.ts';

/** What those who may write see above a record's page. */
export interface RecordBar {
  readonly note: string | null;
  /** What was done just now, in a sentence. */
  readonly said: string | null;
  readonly links: readonly { readonly label: string; readonly href: string }[];
  /** What is wrong with whom the record says to call. */
  readonly trouble: string | null;
  /** "Stimmt noch": the record, and the page to come back to; null for those who may not say so. */
  readonly confirm: { readonly id: string; readonly back: string } | null;
  /** Where the cards' forms are; the name of a card follows. */
  readonly forms: string;
}

interface Upkeep {
  readonly mayConfirm: boolean;
  readonly trouble: ContactTrouble | null;
  readonly said: string | null;
}

/** On the record's own page. `path` is the page's. */
export function staffBar(record: KnowledgeRecord, path: string, words: Words, { mayConfirm, trouble, said }: Upkeep): RecordBar {
  const isAboutable = record.type !== 'lesson';
  return {
    note: record.working === null ? null : words.t('writing.bar.working'),
    said,
    links: [
      { label: words.t('writing.bar.edit'), href: `${path}/edit` },
      { label: words.t('history.link'), href: `${path}/history` },
      ...(isAboutable ? [{ label: words.t('writing.bar.lesson'), href: `/lessons/new?about=${encodeURIComponent(record.id)}` }] : []),
    ],
    trouble: trouble === null ? null : words.t(`my.trouble.${trouble}`),
    confirm: mayConfirm ? { id: record.id, back: path } : null,
    forms: `${path}/edit/`,
  };
}

/** Above a page that nobody else can see yet. */
export function previewBar(path: string, words: Words): RecordBar {
  const links = [{ label: words.t('writing.bar.back'), href: `${path}/edit` }];
  return { note: words.t('writing.bar.preview'), said: null, links, trouble: null, confirm: null, forms: `${path}/edit/` };
}
