import type { StoredFile } from '../domain/stored-file.ts';

/** What is known of the files kept here; their bytes lie in FileBlobs. */
export interface FileStore {
  find(id: string): Promise<StoredFile | undefined>;
  findMany(ids: readonly string[]): Promise<StoredFile[]>;
  /** Those of a record that are kept, oldest first. */
  ofRecord(record: string): Promise<StoredFile[]>;
  /** Bytes that an organisation's files take, thumbnails and those just arriving included. */
  bytesOf(publisher: string): Promise<number>;
  add(file: StoredFile): Promise<void>;
  /** Null from `next` leaves it as it is. Gives back what is there afterwards. */
  change(id: string, next: (before: StoredFile) => StoredFile | null): Promise<StoredFile | undefined>;
  /** As if it had never been: for one that never arrived. */
  forget(id: string): Promise<void>;
  /** All but the removed, by id, those after `after`. */
  page(after: string, limit: number): Promise<StoredFile[]>;
}
