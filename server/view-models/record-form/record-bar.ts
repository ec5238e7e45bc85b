import type { KnowledgeRecord } from '../../domain/record.ts';
import type { Words } from '../words.ts';

/** What those who may write see above a record's page. */
export interface RecordBar {
  readonly note: string | null;
  readonly links: readonly { readonly label: string; readonly href: string }[];
  /** Where the cards' forms are; the name of a card follows. */
  readonly forms: string;
}

/** On the record's own page. `path` is the page's. */
export function staffBar(record: KnowledgeRecord, path: string, words: Words): RecordBar {
  const isAboutable = record.type !== 'lesson';
  return {
    note: record.working === null ? null : words.t('writing.bar.working'),
    links: [
      { label: words.t('writing.bar.edit'), href: `${path}/edit` },
      ...(isAboutable ? [{ label: words.t('writing.bar.lesson'), href: `/lessons/new?about=${encodeURIComponent(record.id)}` }] : []),
    ],
    forms: `${path}/edit/`,
  };
}

/** Above a page that nobody else can see yet. */
export function previewBar(path: string, words: Words): RecordBar {
  return { note: words.t('writing.bar.preview'), links: [{ label: words.t('writing.bar.back'), href: `${path}/edit` }], forms: `${path}/edit/` };
}
