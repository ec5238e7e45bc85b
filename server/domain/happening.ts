import type { KnowledgeRecord, Tombstone } from './record.ts';

export const HAPPENINGS = [
  'record-saved',
  'record-published',
  'record-updated',
  'record-confirmed',
  'record-deleted',
  'record-reviewed',
  'organisation-changed',
  'administered',
] as const;
export type HappeningKind = (typeof HAPPENINGS)[number];

/** After these something is to be seen that was not before. What is saved to a draft or a working copy, or said about it, stays inside. */
const SEEN: readonly HappeningKind[] = ['record-published', 'record-updated', 'record-confirmed', 'record-deleted'];

export function isSeen({ kind }: Pick<Happening, 'kind'>): boolean {
  return SEEN.includes(kind);
}

/** What an administrator (or somebody about their own account) did; the audit log keeps it. */
export const ACTS = [
  'person-invited',
  'invitation-withdrawn',
  'person-joined',
  'person-changed',
  'person-disabled',
  'person-enabled',
  'person-exported',
  'person-deleted',
  'password-reset',
  'reset-sent',
  'second-factor-on',
  'second-factor-off',
  'sessions-ended',
  'token-made',
  'token-revoked',
  'settings-changed',
  'texts-changed',
  'organisation-added',
  'organisation-changed',
  'report-decided',
  'record-deleted',
  'record-withdrawn',
  'mail-shown',
  'mail-retried',
  'mail-dropped',
] as const;
export type ActName = (typeof ACTS)[number];

export interface Act {
  readonly name: ActName;
  /** What exactly, in a few words that need no translation: a role, a setting and its value, an address. Never a secret. */
  readonly detail: string | null;
}

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
  /** Null for everything that is no administrative act. */
  readonly act: Act | null;
}
