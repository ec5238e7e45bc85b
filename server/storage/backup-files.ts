import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type Database from 'libsql';

/** Where a backup holds the bytes of the files that people added. */
const TABLE = 'files_added';
const NAME = /^[a-z0-9][a-z0-9-]{0,99}$/;

/**
 * Puts the folder's files into the backup. The store was copied before: a file that was added since has nothing known of it in there and is
 * swept away after a restore; one that was deleted since is missing, as whoever deleted it wanted.
 */
export function packFiles(backup: Database.Database, folder: string): void {
  backup.exec(`CREATE TABLE ${TABLE} (name TEXT PRIMARY KEY, content BLOB NOT NULL)`);
  if (!existsSync(folder)) return;
  const put = backup.prepare(`INSERT INTO ${TABLE} VALUES (?, ?)`);
  for (const name of readdirSync(folder).filter((found) => NAME.test(found))) {
    const content = readOrNull(join(folder, name));
    if (content !== null) put.run(name, content);
  }
}

/** Takes the files out of a backup into a folder beside `folder`, and the table out of the copy. Null when the backup is of a time without files. */
export function unpackFiles(backup: Database.Database, folder: string): string | null {
  if (backup.prepare('SELECT 1 FROM sqlite_master WHERE name = ?').all(TABLE).length === 0) return null;
  const fresh = `${folder}.restore`;
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { recursive: true, mode: 0o700 });
  const names = (backup.prepare(`SELECT name FROM ${TABLE}`).all() as { name: string }[]).map(({ name }) => name);
  const read = backup.prepare(`SELECT content FROM ${TABLE} WHERE name = ?`);
  // A name is a name: no backup writes outside the folder.
  for (const name of names.filter((found) => NAME.test(found))) {
    const [row] = read.all(name) as { content: ArrayBuffer }[];
    if (row !== undefined) written(join(fresh, name), new Uint8Array(row.content));
  }
  backup.exec(`DROP TABLE ${TABLE}`);
  return fresh;
}

/** Puts unpacked files in the place of the folder; what lay there is kept beside it. */
export function placeFiles(fresh: string, folder: string, keptAs: string): void {
  if (existsSync(folder) && readdirSync(folder).length > 0) renameSync(folder, keptAs);
  rmSync(folder, { recursive: true, force: true });
  renameSync(fresh, folder);
}

function written(path: string, content: Uint8Array): void {
  writeFileSync(path, content, { mode: 0o600 });
  const descriptor = openSync(path, 'r');
  fsyncSync(descriptor);
  closeSync(descriptor);
}

function readOrNull(path: string): Buffer | null {
  try {
    return readFileSync(path);
  } catch (err) {
    // Deleted between listing and reading.
    if (err instanceof Error && 'code' in err && err.code === 'ENOENT') return null;
    throw err;
  }
}
