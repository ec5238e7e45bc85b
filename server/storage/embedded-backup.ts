import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';

import Database from 'libsql';

import { packFiles, placeFiles, unpackFiles } from './backup-files.ts';
import { EMBEDDED_FILE } from './embedded-collections.ts';
import { createEmbeddedRights } from './embedded-rights.ts';
import { makePart, removeLeftParts, removePart } from './part-files.ts';

// "LEUC", as embedded-file.ts marks its files.
const APPLICATION_ID = 0x4c455543;
const BESIDE = 'files_beside';
const MOST_BYTES = 65_536;
const PIECE = 1_048_576;
/** The folder of the files that people added, beside the store. */
export const FILES_FOLDER = 'files';
const INDEX_FILES = ['search.db', 'search.db-wal', 'search.db-shm'];

export type RestoreRefusal = 'no-backup' | 'damaged' | 'exists' | 'server-runs';

/**
 * Everything the folder's store keeps, as of one moment, in one SQLite file; a server may go on writing meanwhile. The small files beside
 * the store (secrets this instance made for itself) and the files that people added lie in it too; the search index does not, it is made anew.
 */
export function backupEmbedded(folder: string, target: string): void {
  removeLeftParts(folder);
  // For its owner alone from the start: it holds passwords' hashes, tokens' hashes, drafts and secrets.
  const part = makePart(target);
  try {
    const store = new Database(join(folder, EMBEDDED_FILE));
    try {
      store.exec('PRAGMA busy_timeout = 10000');
      store.prepare('VACUUM INTO ?').run(part);
    } finally {
      store.close();
    }
    const copy = new Database(part);
    try {
      copy.exec(`CREATE TABLE ${BESIDE} (name TEXT PRIMARY KEY, content TEXT NOT NULL)`);
      for (const name of smallFilesIn(folder)) {
        copy.prepare(`INSERT INTO ${BESIDE} VALUES (?, ?)`).run(name, readFileSync(join(folder, name)).toString('base64'));
      }
      packFiles(copy, join(folder, FILES_FOLDER));
    } finally {
      copy.close();
    }
    sync(part);
    renameSync(part, target);
  } finally {
    removePart(part);
  }
}

/** Puts a backup in the place of the folder's store; null when it did. What stood there is kept beside it under the name given back. */
export function restoreEmbedded(folder: string, source: string, force: boolean): { refusal: RestoreRefusal } | { kept: string | null } {
  const refusal = flawOf(source);
  if (refusal !== null) return { refusal };
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const target = join(folder, EMBEDDED_FILE);
  if (existsSync(target) && !force) return { refusal: 'exists' };
  const rights = createEmbeddedRights(folder);
  if (!rights.hold('server')) return { refusal: 'server-runs' };
  const part = makePart(join(folder, 'restore'));
  try {
    copyInto(part, source);
    const { beside, files } = takenOut(part, join(folder, FILES_FOLDER));
    sync(part);
    const kept = existsSync(target) ? setAside(target) : null;
    renameSync(part, target);
    for (const { name, content } of beside) writeFileSync(join(folder, name), content, { mode: 0o600 });
    if (files !== null) placeFiles(files, join(folder, FILES_FOLDER), `${join(folder, FILES_FOLDER)}.before-restore-${stamp(new Date())}`);
    for (const name of INDEX_FILES) rmSync(join(folder, name), { force: true });
    sync(dirname(target));
    return { kept };
  } finally {
    removePart(part);
    rights.releaseAll();
  }
}

function flawOf(source: string): RestoreRefusal | null {
  let file: Database.Database | undefined;
  try {
    file = new Database(source, { readonly: true });
    const owner = file.prepare('PRAGMA application_id').all() as { application_id: number }[];
    if (owner[0]?.application_id !== APPLICATION_ID) return 'no-backup';
    const check = file.prepare('PRAGMA integrity_check(1)').all() as { integrity_check: string }[];
    return check[0]?.integrity_check === 'ok' ? null : 'damaged';
  } catch {
    return 'no-backup';
  } finally {
    file?.close();
  }
}

/** The files that lay beside the store, out of the backup again; those that people added lie in the folder named, null where the backup has none. */
function takenOut(path: string, folder: string): { beside: { name: string; content: Buffer }[]; files: string | null } {
  const copy = new Database(path);
  try {
    const isThere = copy.prepare('SELECT 1 FROM sqlite_master WHERE name = ?').all(BESIDE).length > 0;
    const files = unpackFiles(copy, folder);
    if (!isThere) return { beside: [], files };
    const rows = copy.prepare(`SELECT name, content FROM ${BESIDE}`).all() as { name: string; content: string }[];
    copy.exec(`DROP TABLE ${BESIDE}; VACUUM`);
    // A name is a name: no backup writes outside the folder.
    const beside = rows.filter(({ name }) => isPlainName(name)).map(({ name, content }) => ({ name, content: Buffer.from(content, 'base64') }));
    return { beside, files };
  } finally {
    copy.close();
  }
}

/** The old store with all that its log still held, under another name. */
function setAside(target: string): string {
  const kept = `${target}.before-restore-${stamp(new Date(statSync(target).mtimeMs))}`;
  try {
    const old = new Database(target);
    old.prepare('PRAGMA wal_checkpoint(TRUNCATE)').all();
    old.close();
  } catch {
    // Damaged perhaps, which is why there is a backup; it is kept as it is, with its log.
    for (const end of ['-wal', '-shm']) if (existsSync(target + end)) renameSync(target + end, kept + end);
  }
  renameSync(target, kept);
  for (const end of ['-wal', '-shm']) rmSync(target + end, { force: true });
  return kept;
}

function stamp(moment: Date): string {
  return moment.toISOString().replace(/[:.]/g, '-');
}

/** Piece by piece: with many files it is bigger than what can be read at once. */
function copyInto(part: string, source: string): void {
  const [from, to] = [openSync(source, 'r'), openSync(part, 'w', 0o600)];
  const piece = Buffer.alloc(PIECE);
  try {
    for (let read = readSync(from, piece); read > 0; read = readSync(from, piece)) writeSync(to, piece, 0, read);
  } finally {
    closeSync(from);
    closeSync(to);
  }
}

function smallFilesIn(folder: string): string[] {
  const isOurs = (name: string): boolean => isPlainName(name) && !/\.(db|part|lock)([-.]|$)/.test(name);
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && isOurs(entry.name) && statSync(join(folder, entry.name)).size <= MOST_BYTES)
    .map(({ name }) => name);
}

function isPlainName(name: string): boolean {
  return basename(name) === name && /^[\w.-]{1,100}$/.test(name) && !name.startsWith('..');
}

function sync(path: string): void {
  const descriptor = openSync(path, 'r');
  fsyncSync(descriptor);
  closeSync(descriptor);
}
