import type { Addresses } from '../domain/addresses.ts';
import { mentions } from '../domain/file-slot.ts';
import type { Happening } from '../domain/happening.ts';
import { isTombstone } from '../domain/record.ts';
import { ARRIVES_WITHIN_MS, KEPT_UNUSED_DAYS, type StoredFile } from '../domain/stored-file.ts';
import { edited } from '../domain/working-copy.ts';
import type { Clock } from '../ports/clock.ts';
import type { FileBlobs } from '../ports/file-blobs.ts';
import type { FileStore } from '../ports/file-store.ts';
import type { RecordStore, Stored } from '../ports/record-store.ts';
import type { Secrets } from '../ports/secrets.ts';
import type { DiscardFile } from './discard-file.ts';
import { standIn } from './stand-in.ts';

interface Needs {
  records: RecordStore;
  files: FileStore;
  blobs: FileBlobs;
  secrets: Pick<Secrets, 'hashToken'>;
  addresses: Pick<Addresses, 'record'>;
  clock: Clock;
  discard: DiscardFile;
}

const AT_ONCE = 200;
const DAY_MS = 86_400_000;

export type CleanFiles = ReturnType<typeof cleanFiles>;

/** Keeps no file longer than anybody can need it, and finds what a crash has left lying. */
export function cleanFiles({ records, files, blobs, secrets, addresses, clock, discard }: Needs) {
  const standInFor = standIn({ records, secrets, addresses });
  const isOld = (instant: string | Date, ms: number): boolean => clock().getTime() - new Date(instant).getTime() > ms;

  const judge = async (file: StoredFile, record: Stored | undefined): Promise<number> => {
    if (file.state === 'arriving') return isOld(file.addedAt, ARRIVES_WITHIN_MS) ? gone(file) : 0;
    if (record === undefined || isTombstone(record)) return orphaned(file);
    const isUsed = mentions(record, file.id) || mentions(edited(record), file.id);
    if (isUsed) {
      if (file.unusedSince !== null) await files.change(file.id, (before) => ({ ...before, unusedSince: null }));
      return 0;
    }
    if (file.unusedSince !== null) return isOld(file.unusedSince, KEPT_UNUSED_DAYS * DAY_MS) ? gone(file) : 0;
    await files.change(file.id, (before) => ({ ...before, unusedSince: clock().toISOString() }));
    return 0;
  };
  const gone = async (file: StoredFile): Promise<number> => {
    await discard(file);
    return 1;
  };

  /** With what was written in a withdrawn record its files go to the draft that stands for it; of a deleted one nothing stays. */
  const orphaned = async (file: StoredFile): Promise<number> => {
    const { id, found } = await standInFor(file.record);
    if (found === undefined) return gone(file);
    await files.change(file.id, (before) => ({ ...before, record: id }));
    return 0;
  };

  /** Bytes of which nothing is known: a crash lay between the two, or an older backup was brought back. */
  const sweep = async (): Promise<number> => {
    await blobs.tidy();
    let swept = 0;
    let batch: string[] = [];
    const flush = async (): Promise<void> => {
      const ids = [...new Set(batch.map(fileOf))];
      const known = new Set((await files.findMany(ids)).flatMap((file) => (file.state === 'removed' ? [] : [file.id])));
      for (const name of batch.filter((one) => !known.has(fileOf(one)))) {
        await blobs.remove(name);
        swept += 1;
      }
      batch = [];
    };
    for await (const { name, since } of blobs.list()) {
      if (!isOld(since, ARRIVES_WITHIN_MS)) continue;
      batch.push(name);
      if (batch.length >= AT_ONCE) await flush();
    }
    await flush();
    return swept;
  };

  return {
    /** One round over everything; gives back how many files and left-over blobs went. */
    async round(): Promise<number> {
      let went = 0;
      for (let after = ''; ; ) {
        const page = await files.page(after, AT_ONCE);
        const states = new Map((await records.findMany([...new Set(page.map(({ record }) => record))])).map((state) => [state.id, state]));
        for (const file of page) went += await judge(file, states.get(file.record));
        after = page.at(-1)?.id ?? after;
        if (page.length < AT_ONCE) return went + (await sweep());
      }
    },
    /** Listens to the journal: with a record go its files, at once, for good or to its draft. */
    async hear(happenings: readonly Happening[]): Promise<void> {
      for (const { subject } of happenings) {
        const state = await records.find(subject);
        if (state !== undefined && !isTombstone(state)) continue;
        for (const file of await files.ofRecord(subject)) await orphaned(file);
      }
    },
  };
}

function fileOf(blob: string): string {
  return blob.split('-', 1)[0] ?? blob;
}
