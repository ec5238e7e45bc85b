import type { Act } from '../domain/happening.ts';

/** One line of the audit log: who did what to whom, and when. */
export interface AuditEntry {
  readonly at: string;
  /** The user's id; `operator` for the command line. */
  readonly by: string;
  /** What it was done to: a user's id, a record's or organisation's IRI, or a word such as `settings`. */
  readonly subject: string;
  readonly act: Act;
}

export interface AuditStore {
  /** Keeping one twice is keeping it once. */
  keep(entry: AuditEntry): Promise<void>;
  /** Newest first, those before `before` (an instant) when it is named. */
  page(before: string | null, limit: number): Promise<AuditEntry[]>;
  /** What this user did or what was done to this user, newest first, before `before` when it is named. */
  about(user: string, before: string | null, limit: number): Promise<AuditEntry[]>;
}
