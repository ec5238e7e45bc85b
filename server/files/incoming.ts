import { mkdirSync } from 'node:fs';
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

const LEFT_MS = 3_600_000;

export type Incoming = ReturnType<typeof createIncoming>;

/** Where what is being sent lies until it was judged; the first of these folders that can be written. */
export function createIncoming(folders: readonly string[]) {
  const chosen: { folder: string | null } = { folder: null };
  return {
    /** Makes the folder, for this process's owner alone, and names it. */
    open(): string {
      chosen.folder ??= folders.find(made) ?? null;
      if (chosen.folder === null) throw new Error(`None of these folders can be written: ${folders.join(', ')}`);
      return chosen.folder;
    },
    /** Removes what killed processes left; nobody sends for an hour. */
    async tidy(): Promise<void> {
      const folder = chosen.folder ?? '';
      for (const name of folder === '' ? [] : await readdir(folder)) {
        const path = join(folder, name);
        const found = await stat(path).catch(() => null);
        if (found !== null && Date.now() - found.mtimeMs > LEFT_MS) await rm(path, { force: true });
      }
    },
  };
}

function made(folder: string): boolean {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return true;
  } catch {
    return false;
  }
}
