import type { KnowledgeRecord, Tombstone } from './record.ts';

export const HAPPENINGS = ['record-saved', 'record-published', 'record-updated', 'record-confirmed', 'record-deleted', 'organisation-changed'] as const;
export type HappeningKind = (typeof HAPPENINGS)[number];

/** Something that is true from now on and that other rooms want to hear about. It is written together with what it happened to. */
export interface Happening {
  readonly kind: HappeningKind;
  /** IRI of the record or organisation. */
  readonly subject: string;
  readonly at: string;
  /** The user who did it. */
  readonly by: string;
  /** Other records whose page or counts change with it: what a lesson is or was about. */
  readonly touches: readonly string[];
  /** The record as it was after it happened, for its history; null for organisations. */
  readonly version: KnowledgeRecord | Tombstone | null;
}
