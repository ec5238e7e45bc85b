/** Something one of our actors says, written out: these very bytes are signed and sent. */
export interface OutgoingActivity {
  readonly id: string;
  /** The id of our own actor who says it. */
  readonly actor: string;
  readonly body: string;
  /** SHA-256 of the body, hexadecimal. */
  readonly sha256: string;
  /** Names those who hear it; only the source of inboxes reads it. */
  readonly audience: string;
}

export interface Outbox {
  /** Safe to call twice (within three weeks); once kept it reaches its audience in the order of the calls, whatever crashes meanwhile. */
  queue(activity: OutgoingActivity): Promise<void>;
}

export interface InboxPage {
  readonly inboxes: readonly string[];
  /** Where to go on; null after the last page. */
  readonly next: string | null;
}

/** Those who hear something, page by page, each shared inbox once; the same cursor gives the same page or what became of it. */
export type InboxSource = (audience: string, cursor: string | null, limit: number) => Promise<InboxPage>;
