import { mkdirSync } from 'node:fs';
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

const LEFT_MS = 3_600_000;

/** Where what is being sent lies until it was judged: a folder for this process's owner alone. */
export function openIncoming(folder: string): { readonly folder: string; tidy(): Promise<void> } {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return {
    folder,
    /** Removes what killed processes left; nobody sends for an hour. */
    async tidy() {
      for (const name of await readdir(folder)) {
        const path = join(folder, name);
        const found = await stat(path).catch(() => null);
        if (found !== null && Date.now() - found.mtimeMs > LEFT_MS) await rm(path, { force: true });
      }
    },
  };
}
