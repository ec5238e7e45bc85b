import type { Addresses } from '../domain/addresses.ts';
import type { Content } from '../domain/content/field.ts';
import type { FieldProblem } from '../domain/content/field-problem.ts';
import { cleanName, nameInAddress } from '../domain/file-name.ts';
import { type FileSlot, fileLines, fileSlots, withFile } from '../domain/file-slot.ts';
import { endingFor, type FileFlaw } from '../domain/file-types.ts';
import { checkFileWords } from '../domain/file-words.ts';
import { isTombstone, type KnowledgeRecord, mayEdit, refusalTo } from '../domain/record.ts';
import type { Refusal } from '../domain/result.ts';
import { blobName, type StoredFile } from '../domain/stored-file.ts';
import { userOf, type Viewer } from '../domain/viewer.ts';
import { edited } from '../domain/working-copy.ts';
import type { Clock } from '../ports/clock.ts';
import type { FileBlobs } from '../ports/file-blobs.ts';
import type { CheckedFile, FileCheck, Upload } from '../ports/file-check.ts';
import type { FileStore } from '../ports/file-store.ts';
import type { RecordStore } from '../ports/record-store.ts';
import type { Secrets } from '../ports/secrets.ts';
import type { SettingsStore } from '../ports/settings-store.ts';
import type { DiscardFile } from './discard-file.ts';
import type { WriteFileLine } from './write-file-line.ts';

interface Needs {
  records: RecordStore;
  files: FileStore;
  blobs: FileBlobs;
  fileCheck: FileCheck;
  settings: SettingsStore;
  secrets: Pick<Secrets, 'newId'>;
  addresses: Addresses;
  clock: Clock;
  discard: DiscardFile;
  writeLine: WriteFileLine;
}

interface Wanted {
  /** The name of the slot it is for; empty for the first. */
  readonly slot: string;
  /** What was typed about it, by the names of the form. */
  readonly typed: Readonly<Record<string, string>>;
  /** Null when none was chosen; the sender of a flaw saw it before the file was whole. */
  readonly upload: Upload | { readonly flaw: FileFlaw } | null;
}

type Added =
  | { readonly ok: true; readonly value: StoredFile }
  | { readonly ok: false; readonly refusal: Refusal }
  /** Nothing was kept: what is wrong with the file, and with what was said of it. */
  | { readonly ok: false; readonly wrong: { readonly flaw: FileFlaw | null; readonly problems: readonly FieldProblem[] } };

export type AddFile = ReturnType<typeof addFile>;

/** Takes a file in for a record: judged, counted against the quota, kept, and written into the record's draft or working copy. */
export function addFile({ records, files, blobs, fileCheck, settings, secrets, addresses, clock, discard, writeLine }: Needs) {
  return async (viewer: Viewer, id: string, { slot: name, typed, upload }: Wanted): Promise<Added> => {
    const found = await records.find(id);
    const refusal = refusalTo(mayEdit, viewer, found);
    if (refusal !== null || found === undefined || isTombstone(found)) return { ok: false, refusal: refusal ?? { kind: 'not-found' } };
    const slots = fileSlots(found.type);
    const slot = name === '' ? slots[0] : slots.find((one) => one.name === name);
    if (slot === undefined) return { ok: false, refusal: { kind: 'not-found' } };

    const { said, problems } = checkFileWords(slot, typed);
    const checked = isFull(found, slot) ? { flaw: 'too-many' as const } : await judged(upload, slot);
    if ('flaw' in checked || problems.length > 0) return { ok: false, wrong: { flaw: 'flaw' in checked ? checked.flaw : null, problems } };

    const file: StoredFile = {
      id: secrets.newId(),
      record: found.id,
      publisher: found.publisher,
      kind: checked.kind,
      name: cleanName(upload !== null && 'name' in upload ? upload.name : '', endingFor(checked.type)),
      alt: String(said['alt'] ?? ''),
      credit: String(said['credit'] ?? ''),
      licence: said['licence'] === null ? null : String(said['licence'] ?? ''),
      parts: checked.parts.map(({ content: _content, ...part }) => part),
      addedAt: clock().toISOString(),
      addedBy: userOf(viewer),
      state: 'arriving',
      unusedSince: null,
    };
    if (!(await hasRoom(file))) return { ok: false, wrong: { flaw: 'no-room', problems: [] } };
    try {
      for (const part of checked.parts) await blobs.put(blobName(file, part), part.content());
      await files.change(file.id, (before) => ({ ...before, state: 'kept' }));
    } catch (err) {
      await discard(file);
      throw err;
    }
    const url = addresses.file(file.id, nameInAddress(file.name, endingFor(checked.type)));
    const written = await writeLine(viewer, id, (content: Content) => withFile(content, slot, url, said));
    if (written.ok) return { ok: true, value: { ...file, state: 'kept' } };
    await discard(file);
    return { ok: false, refusal: written.refusal };
  };

  async function judged(upload: Wanted['upload'], slot: FileSlot): Promise<CheckedFile | { readonly flaw: FileFlaw }> {
    if (upload === null) return { flaw: 'none-chosen' };
    return 'flaw' in upload ? upload : fileCheck.check(upload, slot.takes);
  }

  /** Reserves first and counts then, so that of two at once at least one sees the other. */
  async function hasRoom(file: StoredFile): Promise<boolean> {
    await files.add(file);
    const [taken, { quota }] = await Promise.all([files.bytesOf(file.publisher), settings.find()]);
    if (taken <= quota) return true;
    await files.forget(file.id);
    return false;
  }
}

function isFull(record: KnowledgeRecord, slot: FileSlot): boolean {
  return slot.isList && fileLines(edited(record)).filter((line) => line.slot.name === slot.name).length >= slot.max;
}
