import type { Stored } from './record-store.ts';

export interface Version {
  readonly record: string;
  /** Which of its versions: the record's `saves` then. */
  readonly revision: number;
  readonly at: string;
  readonly by: string;
  /** Saved beside the published version, which stayed as it was. */
  readonly isWorking: boolean;
  readonly state: Stored;
}

export interface VersionStore {
  /** Keeping one twice is keeping it once. */
  keep(version: Version): Promise<void>;
  /** Newest first, those before the version of this number when it is named. */
  page(record: string, before: number | null, limit: number): Promise<Version[]>;
  /** All that this person saved, of records that are deleted too, in an order of the store's own; those after `after`. */
  by(user: string, after: Pick<Version, 'record' | 'revision'> | null, limit: number): Promise<Version[]>;
  find(record: string, revision: number): Promise<Version | undefined>;
  count(record: string): Promise<number>;
}

/** The last change of every record that is or was public, numbered in the order in which the one relay saw it. */
export interface Change {
  readonly record: string;
  readonly seq: number;
  /** False once it was deleted or is no longer public. */
  readonly isPublic: boolean;
  readonly at: string;
}

/** `wasPublic`: strangers may have seen it, even if it is no longer public. */
export type SeenChange = Omit<Change, 'seq'> & { readonly wasPublic: boolean };

export interface ChangeStore {
  /**
   * Gives each record the next number, in this order; only the holder of the relay calls it. A record that never was public is passed over.
   * Doing it again after a crash gives new numbers; none is left out.
   */
  record(seen: readonly SeenChange[]): Promise<void>;
  /** In order, those after `seq`; never one while a lower one is still being written. */
  since(seq: number, limit: number): Promise<Change[]>;
}
