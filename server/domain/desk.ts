import type { KnowledgeRecord } from './record.ts';
import { isUnpublished, lastWritten } from './working-copy.ts';

/** Where a record stands for those who work on it; `working`: published, and changed beside it. */
export const DESK_STATES = ['submitted', 'returned', 'draft', 'working', 'published'] as const;
export type DeskState = (typeof DESK_STATES)[number];

export function deskStateOf(record: KnowledgeRecord): DeskState {
  if (!isUnpublished(record)) return 'published';
  const state = record.review?.state;
  if (state === 'submitted' || state === 'returned') return state;
  return record.visibility === 'draft' ? 'draft' : 'working';
}

/** The last time that somebody wrote or said something here. */
export function changedAt(record: KnowledgeRecord): string {
  const { at } = lastWritten(record);
  const said = [record.review?.at ?? '', record.review?.comments.at(-1)?.at ?? ''];
  return [at, ...said].reduce((latest, each) => (each > latest ? each : latest));
}

/** Taken from public sources, and nobody has said yet whether it is true: it waits for whoever it is about, and hurries nobody here. */
export function isUnconfirmedSource({ lastConfirmedAt, values }: Pick<KnowledgeRecord, 'lastConfirmedAt' | 'values'>): boolean {
  return values.origin === 'public-source' && lastConfirmedAt === null;
}
