import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

import type { FileBlobs } from '../ports/file-blobs.ts';
import { StorageUnavailable } from './collection.ts';
import { makePart, removeLeftParts, removePart } from './part-files.ts';

const NAME = /^[a-z0-9][a-z0-9-]{0,99}$/;
// A full or failing disk, a folder that was taken away: it may come back, and nothing typed or sent is to blame.
const FAILING = new Set(['ENOSPC', 'EDQUOT', 'EROFS', 'EIO', 'EMFILE', 'ENFILE', 'EACCES', 'EPERM']);

/** Each blob a file in this folder, for its owner alone. */
export async function openDiskBlobs(folder: string): Promise<FileBlobs> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const pathOf = (name: string): string => {
    if (!NAME.test(name)) throw new TypeError(`${name} is no name for a blob`);
    return join(folder, name);
  };
  return {
    put: (name, bytes) =>
      reaching(async () => {
        const target = pathOf(name);
        await mkdir(folder, { recursive: true, mode: 0o700 });
        const part = makePart(target);
        try {
          const file = await open(part, 'w', 0o600);
          try {
            for await (const chunk of bytes) await file.writeFile(chunk);
            await file.sync();
          } finally {
            await file.close();
          }
          await rename(part, target);
          await sync(folder);
        } finally {
          removePart(part);
        }
      }),
    open: (name, range = null) =>
      reaching(async () => {
        const path = pathOf(name);
        if ((await stat(path).catch(orNull)) === null) return null;
        return createReadStream(path, range === null ? {} : { start: range.first, end: range.last });
      }),
    remove: (name) => reaching(() => rm(pathOf(name), { force: true })),
    async *list() {
      for (const name of await readdir(folder)) {
        const found = NAME.test(name) ? await stat(join(folder, name)).catch(orNull) : null;
        if (found?.isFile()) yield { name, bytes: found.size, since: found.mtime };
      }
    },
    tidy: async () => removeLeftParts(folder),
    close: async () => undefined,
  };
}

/** A rename is on disk when its folder is. */
async function sync(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}

function orNull(err: unknown): null {
  if (codeOf(err) === 'ENOENT') return null;
  throw err;
}

async function reaching<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (err) {
    throw FAILING.has(codeOf(err)) ? new StorageUnavailable(err instanceof Error ? err.message : String(err), { cause: err }) : err;
  }
}

function codeOf(err: unknown): string {
  return err instanceof Error && 'code' in err ? String(err.code) : '';
}
