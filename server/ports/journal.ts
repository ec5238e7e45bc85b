import type { Happening } from '../domain/happening.ts';

/** The name of the listener that keeps the versions; nobody after it may need them. */
export const KEEPS_VERSIONS = 'versions';

export interface Waiting {
  readonly ticket: string;
  readonly happening: Happening;
  /** How often it was tried in vain. */
  readonly attempts: number;
  /** The listeners that have heard it already, when others could not. */
  readonly heardBy: readonly string[];
}

/** What happened and was not yet carried to everybody who asked; lies in the documents it happened to. */
export interface Journal {
  /** The oldest happenings nobody has ticked off yet, oldest first. */
  waiting(limit: number): Promise<Waiting[]>;
  tickOff(tickets: readonly string[]): Promise<void>;
  /** Remembers who has heard these, so that nobody hears them again while others still cannot. */
  heard(tickets: readonly string[], listeners: readonly string[]): Promise<void>;
  /** Counts one more try in vain. */
  putBack(ticket: string): Promise<void>;
  /** Takes it out of the way for good and keeps it, with the reason; `doctor` and the metrics tell how many lie there. */
  shelve(ticket: string, reason: string): Promise<void>;
  /** How many documents have something waiting, and how many happenings were shelved. */
  counts(): Promise<{ readonly waiting: number; readonly shelved: number }>;
}
