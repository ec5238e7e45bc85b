import { blobName, type StoredFile } from '../domain/stored-file.ts';
import type { Clock } from '../ports/clock.ts';
import type { FileBlobs } from '../ports/file-blobs.ts';
import type { FileStore } from '../ports/file-store.ts';

interface Needs {
  files: FileStore;
  blobs: FileBlobs;
  clock: Clock;
}

export type DiscardFile = ReturnType<typeof discardFile>;

/** Takes a file away for good. Its address remembers that it was there; one that never arrived leaves nothing. */
export function discardFile({ files, blobs, clock }: Needs) {
  return async (file: StoredFile): Promise<void> => {
    const empty = { state: 'removed', parts: [], name: '', alt: '', credit: '', licence: null, unusedSince: clock().toISOString() } as const;
    // First what is known of it: nobody is shown a file whose bytes are half gone, and bytes left over by a crash are found by the cleaning.
    if (file.state === 'arriving') await files.forget(file.id);
    else await files.change(file.id, (before) => ({ ...before, ...empty }));
    for (const part of file.parts) await blobs.remove(blobName(file, part));
  };
}
