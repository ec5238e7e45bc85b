/** A session of somebody who is signed in, or halfway there. The cookie's value is never kept, only its fingerprint. */
export interface Session {
  /** SHA-256 of the session's id, hexadecimal. */
  readonly id: string;
  /** Null while nobody has signed in with it. */
  readonly user: string | null;
  readonly created: string;
  readonly seen: string;
  readonly expires: string;
  /** The browser as it names itself, so that its owner recognises it; at most 200 characters. */
  readonly agent: string;
  /** What the session library keeps, as JSON. */
  readonly data: string;
}

export interface SessionStore {
  find(id: string): Promise<Session | undefined>;
  /** Keeps it; `created` and `agent` stay what they were at first. */
  put(session: Session): Promise<void>;
  /** Like put, but one that was ended meanwhile stays away. */
  renew(session: Session): Promise<void>;
  /** Moves its end; one that is not there stays away. */
  touch(id: string, seen: string, expires: string): Promise<void>;
  end(id: string): Promise<void>;
  /** Newest first. */
  of(user: string): Promise<Session[]>;
  /** All of this user but the one named. */
  endAll(user: string, except: string | null): Promise<void>;
  /** Removes those that ended before this instant. */
  sweep(now: string): Promise<void>;
}
