import { join } from 'node:path';

import { type Collections, FolderInUse } from './collection.ts';
import { openEmbeddedCollection } from './embedded-collection.ts';
import { openEmbeddedFile } from './embedded-file.ts';
import { createEmbeddedRights } from './embedded-rights.ts';
import { createEmbeddedWriter } from './embedded-writer.ts';

export const EMBEDDED_FILE = 'leuchtnetz.db';
const PATIENCE_MS = 10_000;

export interface EmbeddedOptions {
  readonly folder: string;
  /** This process is the server of the folder; there can be one only. The command line leaves it out. */
  readonly server?: boolean;
  /** How long to wait while another process writes. */
  readonly patienceMs?: number;
}

/** Opens the folder's store and makes it when it is new. Throws FolderInUse for a second server, StorageUnavailable for a damaged or closed file. */
export async function openEmbedded({ folder, server = false, patienceMs = PATIENCE_MS }: EmbeddedOptions): Promise<Collections> {
  const file = await openEmbeddedFile(folder, join(folder, EMBEDDED_FILE), patienceMs);
  const writer = createEmbeddedWriter(file);
  const rights = createEmbeddedRights(folder);
  const close = async () => {
    await writer.idle();
    rights.releaseAll();
    file.close();
  };
  if (server && !rights.hold('server')) {
    await close();
    throw new FolderInUse(folder);
  }
  return {
    open: (shape) => openEmbeddedCollection(file, writer, shape),
    async ping() {
      file.assertInPlace();
      await file.patiently(() => file.rows('SELECT 1 FROM sqlite_master LIMIT 1'));
    },
    hold: async (right) => rights.hold(right),
    holds: async (right) => rights.holds(right),
    release: async (right) => rights.release(right),
    close,
  };
}
