import type { Happening } from '../domain/happening.ts';

export interface Waiting {
  readonly ticket: string;
  readonly happening: Happening;
  /** How often it was tried in vain. */
  readonly attempts: number;
}

/** What happened and was not yet carried to everybody who asked; lies in the documents it happened to. */
export interface Journal {
  /** The oldest happenings nobody has ticked off yet, oldest first. */
  waiting(limit: number): Promise<Waiting[]>;
  tickOff(tickets: readonly string[]): Promise<void>;
  /** Counts one more try in vain. */
  putBack(ticket: string): Promise<void>;
  /** Takes it out of the way for good and keeps it, with the reason, for the admin to see. */
  shelve(ticket: string, reason: string): Promise<void>;
}
