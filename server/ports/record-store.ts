import type { RecordType } from '../domain/content/content-types.ts';
import type { DeskState } from '../domain/desk.ts';
import type { Happening } from '../domain/happening.ts';
import type { KnowledgeRecord, Tombstone } from '../domain/record.ts';
import type { Refusal } from '../domain/result.ts';

export type Stored = KnowledgeRecord | Tombstone;

/** What a change decided: what to write and what happened by it, nothing to do (`keep`), or the reason it said no. */
export type Decision = { readonly write: Stored; readonly happened: readonly Happening[] } | { readonly keep: true } | { readonly refusal: Refusal };

export type Changed = Decision | { readonly taken: true };

export interface RecordFilter {
  readonly type?: RecordType;
  readonly publisher?: string;
  readonly visibility?: KnowledgeRecord['visibility'];
}

/** Live records of some organisations as those see them who work on them; null means any. */
export interface DeskFilter {
  readonly publishers: readonly string[];
  readonly states: readonly DeskState[] | null;
  readonly type: RecordType | null;
  readonly createdBy: string | null;
  /** Only what is out and was confirmed before this instant, or never. */
  readonly confirmedBefore: string | null;
}

export interface RecordStore {
  find(id: string): Promise<Stored | undefined>;
  findMany(ids: readonly string[]): Promise<Stored[]>;
  /** By its address or one it had before. */
  findByAddress(type: RecordType, slug: string): Promise<Stored | undefined>;
  findByImportKey(publisher: string, importKey: string): Promise<Stored | undefined>;
  /** Lessons about a record with one of these visibilities, the newest 200, newest first. */
  about(id: string, visibilities: readonly KnowledgeRecord['visibility'][]): Promise<KnowledgeRecord[]>;
  /** Live records by id, for reading them all in pages: those after `after`. */
  page(filter: RecordFilter, after: string | null, limit: number): Promise<KnowledgeRecord[]>;
  count(filter: RecordFilter): Promise<number>;
  /** Drafts too. Those last changed first, or those first that were confirmed longest ago. */
  desk(filter: DeskFilter, order: 'last-changed' | 'longest-unconfirmed', range: { readonly skip: number; readonly limit: number }): Promise<KnowledgeRecord[]>;
  countDesk(filter: DeskFilter): Promise<number>;
  /** Keeps a new record and what happened in one write. False when its id, address or import key is taken; nothing is written then. */
  add(record: KnowledgeRecord, happened: readonly Happening[]): Promise<boolean>;
  /**
   * Decides on what stands there and writes the outcome with what happened, in one write; nobody's change is lost. `decide` must be pure.
   * `taken` when the address decided on belongs to another record; nothing is written then.
   */
  change(id: string, decide: (before: Stored | undefined) => Decision): Promise<Changed>;
}
