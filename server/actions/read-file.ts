import type { Addresses } from '../domain/addresses.ts';
import { fileLines, mentions } from '../domain/file-slot.ts';
import { isTombstone, type KnowledgeRecord, maySee, maySeeInside, refusalToRead } from '../domain/record.ts';
import { accept, type Result, refuse } from '../domain/result.ts';
import { blobName, type FilePart, type StoredFile } from '../domain/stored-file.ts';
import type { Viewer } from '../domain/viewer.ts';
import type { ByteRange, Bytes, FileBlobs } from '../ports/file-blobs.ts';
import type { FileStore } from '../ports/file-store.ts';
import type { RecordStore } from '../ports/record-store.ts';

interface Needs {
  records: RecordStore;
  files: FileStore;
  blobs: FileBlobs;
  addresses: Pick<Addresses, 'fileIn'>;
}

export interface ReadableFile {
  readonly file: StoredFile;
  /** Whether everybody may see it. */
  readonly isPublic: boolean;
}

export type ReadFile = ReturnType<typeof readFile>;

/** Whoever may see what shows a file may see the file; what is not shown yet, or no more, the organisation's own people alone. */
export function readFile({ records, files, blobs, addresses }: Needs) {
  return {
    async find(viewer: Viewer, id: string): Promise<Result<ReadableFile>> {
      const file = await files.find(id);
      if (file === undefined || file.state === 'arriving') return refuse({ kind: 'not-found' });
      const record = await records.find(file.record);
      const refusal = refusalToRead(viewer, record);
      if (refusal !== null || record === undefined || isTombstone(record)) return refuse(refusal ?? { kind: 'not-found' });
      const isShown = mentions(record, id) && maySee(viewer, record);
      if (file.state === 'removed')
        return isShown || maySeeInside(viewer, record) ? refuse({ kind: 'gone', since: file.addedAt }) : refuse({ kind: 'not-found' });
      if (!isShown && !maySeeInside(viewer, record)) return refuse({ kind: 'not-found' });
      return accept({ file, isPublic: isShown && record.visibility === 'public' });
    },
    /** Null when the bytes are not there, which only a lost disk can explain. */
    bytes: (file: StoredFile, part: FilePart, range: ByteRange | null): Promise<Bytes | null> => blobs.open(blobName(file, part), range),
    /** The record's own files by the addresses that stand in it. */
    async shownIn(record: KnowledgeRecord): Promise<ReadonlyMap<string, StoredFile>> {
      const urls = fileLines(record).map(({ url }) => url);
      const ids = urls.flatMap((url) => addresses.fileIn(url) ?? []);
      const found = ids.length === 0 ? [] : await files.findMany(ids);
      const own = new Map(found.flatMap((file) => (file.record === record.id && file.state === 'kept' ? [[file.id, file] as const] : [])));
      return new Map(
        urls.flatMap((url) => {
          const file = own.get(addresses.fileIn(url) ?? '');
          return file === undefined ? [] : [[url, file] as const];
        }),
      );
    },
  };
}
