import type { Happening } from '../domain/happening.ts';
import type { ErrandKind, OneTimeLink } from '../domain/one-time-link.ts';

export interface LinkStore {
  find(id: string): Promise<OneTimeLink | undefined>;
  /** Keeps it with what happened, and closes the older ones of this kind to the same address. */
  add(link: OneTimeLink, happened: readonly Happening[]): Promise<void>;
  close(id: string, now: string, happened?: readonly Happening[]): Promise<void>;
  /** Those not closed that end after `now`, newest first. */
  open(kind: ErrandKind, now: string): Promise<OneTimeLink[]>;
  /** Everything to this address goes, as far as nothing in it waits to be carried; that goes with the next sweep after its end. */
  forget(email: string): Promise<void>;
  /** Removes those that ended before this instant; those whose happenings still wait stay until they were carried. */
  sweep(now: string): Promise<void>;
}
