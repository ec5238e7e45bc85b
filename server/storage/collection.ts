/** What can be asked for and sorted by. Text sorts by code point; null sorts before everything else. */
export type Key = string | number | boolean | null;

/** What a find may ask of one field: to be equal, to be one of several, or to lie in a range (bounds of one kind, text or number). */
export type Condition =
  | Key
  | { readonly in: readonly Key[] }
  | { readonly gt?: string | number; readonly gte?: string | number; readonly lt?: string | number; readonly lte?: string | number };

/** Dotted paths into the document. A field that holds a list is met when one of its members is. */
export type Where = Readonly<Record<string, Condition>>;

export interface Find {
  readonly sort?: readonly (readonly [field: string, direction: 1 | -1])[];
  readonly limit?: number;
  readonly skip?: number;
}

/** An index that every engine makes at start. Only indexed fields, and `id`, may be asked for or sorted by. */
export interface IndexOn {
  readonly fields: readonly string[];
  /** A document with null (or nothing) in one of the fields takes no place in a unique index. */
  readonly unique?: true;
  /** The one field named holds a list; each of its members can be found. Never unique. */
  readonly list?: true;
}

export interface Shape<T> {
  readonly name: string;
  /** The number of the shape the program writes; a stored document with a higher one refuses the start. */
  readonly schema: number;
  readonly indexes: readonly IndexOn[];
  /** Brings a document of an older shape up to the present one; pure. Is called on read, never with the present shape. Required above 1. */
  readonly upgrade?: (old: unknown, schema: number) => T;
}

/**
 * The little that every store asks of an engine. Two engines keep this promise: embedded (SQLite) and MongoDB.
 * Documents are plain JSON values (text, finite numbers, booleans, null, lists, objects); no undefined, no dates. Others: Unstorable.
 * Every key survives a round trip, also `$ne`, `a.b` and `__proto__`. An indexed field holds a Key, or a list where the index says so.
 * A condition or sort that the port does not know is a programmer's error (TypeError): nothing in a value is ever taken for an operator.
 * A write that was acknowledged is on disk (embedded: WAL, synchronous FULL; MongoDB: w majority, journaled).
 * Every method throws StorageUnavailable while the engine cannot be reached.
 */
export interface Collection<T extends { readonly id: string }> {
  get(id: string): Promise<T | undefined>;
  /** Those that are there, in the order asked for. */
  getMany(ids: readonly string[]): Promise<T[]>;
  /** Throws Duplicate when the id or a unique index is taken; nothing is written then. */
  insert(document: T): Promise<void>;
  /**
   * Replaces the document by what `next` makes of it, and gives that back. Changes made at the same moment all count; `next` may run
   * more than once and must be pure. Null leaves everything as it is, and gives back what is there. Throws Duplicate as insert does.
   */
  change(id: string, next: (before: T | undefined) => T | null): Promise<T | undefined>;
  delete(id: string): Promise<void>;
  /** All that meet every condition. Without a sort in no order that one can count on; ties keep the same order each time. */
  find(where: Where, how?: Find): Promise<T[]>;
  count(where: Where): Promise<number>;
}

export interface Collections {
  /** The collection of this shape; its indexes are there when the promise is kept. Throws NewerSchema (see Shape). */
  open<T extends { readonly id: string }>(shape: Shape<T>): Promise<Collection<T>>;
  /** Resolves when the engine answers; throws StorageUnavailable with the reason otherwise. */
  ping(): Promise<void>;
  /**
   * The right to be the one that does something (relay, reindex), held until released or the process dies.
   * False when somebody else holds it; true again for the one that has it. Embedded: a lock that the operating system takes back when the
   * process dies; MongoDB: a lease renewed by the holder.
   */
  hold(right: string): Promise<boolean>;
  /** Whether it still has the right. Ask before each piece of work: a lease is lost when the holder could not renew it in time. */
  holds(right: string): Promise<boolean>;
  release(right: string): Promise<void>;
  close(): Promise<void>;
}

export class Duplicate extends Error {
  /** `id`, or the fields of the unique index joined by `+`. */
  readonly detail: string;

  constructor(collection: string, detail: string) {
    super(`Already there in ${collection}: ${detail}`);
    this.name = 'Duplicate';
    this.detail = detail;
  }
}

/** What keeps a store out of reach, so that each can have its own remedy; `away` is a server that does not answer. */
export type StorageFault = 'away' | 'locked' | 'damaged' | 'foreign' | 'full' | 'rights' | 'failed' | 'moved' | 'closed';

export class StorageUnavailable extends Error {
  readonly fault: StorageFault;

  constructor(reason: string, { fault = 'away', ...options }: ErrorOptions & { readonly fault?: StorageFault } = {}) {
    super(`The store cannot be reached: ${reason}`, options);
    this.name = 'StorageUnavailable';
    this.fault = fault;
  }
}

export class NewerSchema extends Error {
  constructor(collection: string, found: number, known: number) {
    super(`The data in ${collection} was written by a newer program (shape ${found}, this program knows ${known})`);
    this.name = 'NewerSchema';
  }
}

/** Somebody tried to store what is no plain JSON; the path tells where. */
export class Unstorable extends TypeError {
  constructor(path: string, reason: string) {
    super(`Cannot be stored: ${path} ${reason}`);
    this.name = 'Unstorable';
  }
}

/** The data folder already has a server. */
export class FolderInUse extends Error {
  readonly folder: string;

  constructor(folder: string) {
    super(`Another server is running on ${folder}. Stop it first, or give this one its own DATA_DIR.`);
    this.name = 'FolderInUse';
    this.folder = folder;
  }
}
