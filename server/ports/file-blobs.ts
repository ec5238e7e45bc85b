/** From the first byte to the last, both included. */
export interface ByteRange {
  readonly first: number;
  readonly last: number;
}

export type Bytes = AsyncIterable<Uint8Array>;

/** Bytes under a name (small Latin letters, digits, hyphens). Two engines keep this promise: a folder on disk and GridFS. */
export interface FileBlobs {
  /** Keeps them whole or not at all, also when the machine stops in the middle; replaces what lay under the name. Fails as the source fails. */
  put(name: string, bytes: Bytes): Promise<void>;
  /** Null when nothing lies under the name. Whoever stops reading early leaves nothing open. */
  open(name: string, range?: ByteRange | null): Promise<Bytes | null>;
  /** Removing what is not there is no fault. */
  remove(name: string): Promise<void>;
  /** Everything that lies here, and since when; in no order. */
  list(): AsyncIterable<{ readonly name: string; readonly bytes: number; readonly since: Date }>;
  /** Removes what interrupted writes have left behind. */
  tidy(): Promise<void>;
  close(): Promise<void>;
}
