import type { Mail, MailState } from '../domain/mail.ts';

/** A mailbox that the mail server refused. */
export interface RefusedMailbox {
  readonly mailbox: string;
  readonly at: string;
  readonly reason: string;
}

export interface MailStore {
  /** False when a mail with its key is there already. */
  add(mail: Mail): Promise<boolean>;
  /** Those to be tried by now, the longest waiting first. */
  due(now: string, limit: number): Promise<Mail[]>;
  /** Null from `next` leaves it as it is. */
  change(id: string, next: (before: Mail) => Mail | null): Promise<void>;
  /** Newest first, those before the mail with the id `before` when it is named. */
  page(before: string | null, limit: number): Promise<Mail[]>;
  /** How many are in this state, or of them those made before the instant. */
  count(state: MailState, before?: string): Promise<number>;
  /** Everything that went to this address and is still kept. */
  to(mailbox: string): Promise<Mail[]>;
  /** Everything made before the instant goes; answers with how many. */
  removeBefore(instant: string): Promise<number>;
  /** Everything about this address goes. */
  forget(mailbox: string): Promise<void>;
  noteRefusal(refusal: RefusedMailbox): Promise<void>;
  /** It works (again). */
  noteSuccess(mailbox: string): Promise<void>;
  refusals(mailboxes: readonly string[]): Promise<RefusedMailbox[]>;
}
