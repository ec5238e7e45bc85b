import type { Addresses } from '../domain/addresses.ts';
import { type FileLine, fileLines, mentions, withoutFile } from '../domain/file-slot.ts';
import { isTombstone, type KnowledgeRecord, mayEdit, refusalTo } from '../domain/record.ts';
import { accept, type Result, refuse } from '../domain/result.ts';
import type { StoredFile } from '../domain/stored-file.ts';
import type { Viewer } from '../domain/viewer.ts';
import { edited } from '../domain/working-copy.ts';
import type { FileStore } from '../ports/file-store.ts';
import type { RecordStore } from '../ports/record-store.ts';
import type { SettingsStore } from '../ports/settings-store.ts';
import type { DiscardFile } from './discard-file.ts';
import type { WriteFileLine } from './write-file-line.ts';

interface Needs {
  records: RecordStore;
  files: FileStore;
  settings: SettingsStore;
  addresses: Pick<Addresses, 'fileIn'>;
  discard: DiscardFile;
  writeLine: WriteFileLine;
}

/** A record's files as those who write it see them. */
export interface RecordFiles {
  readonly record: KnowledgeRecord;
  /** In the order of the record; `file` is null for an address elsewhere, and for a file that is no more. */
  readonly lines: readonly (FileLine & { readonly file: StoredFile | null; readonly isOurs: boolean })[];
  /** Kept, but in no version that is shown or being written. */
  readonly unused: readonly StoredFile[];
  readonly taken: number;
  readonly quota: number;
}

export type ManageFiles = ReturnType<typeof manageFiles>;

export function manageFiles({ records, files, settings, addresses, discard, writeLine }: Needs) {
  const editable = async (viewer: Viewer, id: string): Promise<Result<KnowledgeRecord>> => {
    const found = await records.find(id);
    const refusal = refusalTo(mayEdit, viewer, found);
    return refusal !== null || found === undefined || isTombstone(found) ? refuse(refusal ?? { kind: 'not-found' }) : accept(found);
  };
  const isUsed = (record: KnowledgeRecord, { id }: StoredFile): boolean => mentions(record, id) || mentions(edited(record), id);

  return {
    async list(viewer: Viewer, id: string): Promise<Result<RecordFiles>> {
      const found = await editable(viewer, id);
      if (!found.ok) return found;
      const record = found.value;
      const [own, taken, { quota }] = await Promise.all([files.ofRecord(id), files.bytesOf(record.publisher), settings.find()]);
      const lines = fileLines(edited(record)).map((line) => {
        const ours = addresses.fileIn(line.url);
        return { ...line, isOurs: ours !== null, file: own.find((file) => file.id === ours) ?? null };
      });
      return accept({ record: edited(record), lines, unused: own.filter((file) => !isUsed(record, file)), taken, quota });
    },
    /** Takes it out of the draft or working copy; the file itself stays for as long as an older version may want it. */
    async takeOut(viewer: Viewer, id: string, url: string): Promise<Result<unknown>> {
      const found = await editable(viewer, id);
      if (!found.ok) return found;
      const line = fileLines(edited(found.value)).find((one) => one.url === url);
      return line === undefined ? refuse({ kind: 'not-found' }) : writeLine(viewer, id, (content) => withoutFile(content, line.slot, url));
    },
    /** Deletes it for good; only what nothing shows and nobody is writing about. */
    async deleteForGood(viewer: Viewer, id: string, fileId: string): Promise<Result<null>> {
      const found = await editable(viewer, id);
      if (!found.ok) return found;
      const file = await files.find(fileId);
      if (file === undefined || file.record !== id || file.state !== 'kept') return refuse({ kind: 'not-found' });
      if (isUsed(found.value, file)) return refuse({ kind: 'not-allowed' });
      await discard(file);
      return accept(null);
    },
  };
}
