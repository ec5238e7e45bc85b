import type { Stored } from './record-store.ts';

export interface Version {
  readonly record: string;
  readonly revision: number;
  readonly at: string;
  readonly by: string;
  readonly state: Stored;
}

export interface VersionStore {
  /** Keeping one twice is keeping it once. */
  keep(version: Version): Promise<void>;
  /** Newest first. */
  of(record: string): Promise<Version[]>;
}

/** The last change of every record that is or was public, numbered in the order in which the one relay saw it. */
export interface Change {
  readonly record: string;
  readonly seq: number;
  /** False once it was deleted or is no longer public. */
  readonly isPublic: boolean;
  readonly at: string;
}

export interface ChangeStore {
  /** Gives the record the next number; only the holder of the relay calls it. `isPublic` false for a record never seen here does nothing. */
  record(record: string, isPublic: boolean, at: string): Promise<void>;
  since(seq: number, limit: number): Promise<Change[]>;
}
