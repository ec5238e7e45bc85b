import { closeSync, existsSync, mkdirSync, openSync, statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'libsql';

import { StorageUnavailable } from './collection.ts';
import { asUnavailable, isBusy } from './embedded-errors.ts';

/** Marks the file as ours, so that a foreign database is never taken over. "LEUC" as a number. */
const APPLICATION_ID = 0x4c455543;

export type Row = Readonly<Record<string, unknown>>;
export type Value = string | number | null;

export interface EmbeddedFile {
  readonly path: string;
  rows(sql: string, values?: readonly Value[]): Row[];
  run(sql: string, values?: readonly Value[]): void;
  inTransaction(): boolean;
  /** Throws StorageUnavailable when the file is not the one that was opened: what is written to it then is lost with this process. */
  assertInPlace(): void;
  /** Tries again while another process has the lock; throws StorageUnavailable when that takes too long. */
  patiently<R>(work: () => R): Promise<R>;
  close(): void;
}

/** Opens the SQLite file, or makes it. Throws StorageUnavailable when it is damaged, foreign or out of reach, and then leaves it alone. */
export async function openEmbeddedFile(folder: string, path: string, patienceMs: number): Promise<EmbeddedFile> {
  let database: Database.Database | undefined;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    // Whoever may read the folder reads no draft and no hash; the log and its index take the rights of the file.
    if (!existsSync(path)) closeSync(openSync(path, 'a', 0o600));
    database = new Database(path);
    const file = overDatabase(database, path, patienceMs);
    // Short: a sleeping SQLite would hold up the whole process, patiently() does not.
    file.rows('PRAGMA busy_timeout = 20');
    await file.patiently(() => claim(file));
    file.assertInPlace();
    return file;
  } catch (error) {
    database?.close();
    if (error instanceof Error && 'syscall' in error) throw new StorageUnavailable(`${folder}: ${error.message}`, { cause: error, fault: 'rights' });
    throw asUnavailable(path, error);
  }
}

function claim(file: EmbeddedFile): void {
  const owner = file.rows('PRAGMA application_id')[0]?.['application_id'];
  const isEmpty = file.rows('SELECT 1 FROM sqlite_master LIMIT 1').length === 0;
  if (owner !== APPLICATION_ID && !isEmpty)
    throw new StorageUnavailable(`${file.path}: this is a database of another program; it was left as it is`, { fault: 'foreign' });
  file.rows('PRAGMA journal_mode = WAL');
  // Acknowledged means on disk, also when the power fails.
  file.rows('PRAGMA synchronous = FULL');
  file.rows('PRAGMA journal_size_limit = 67108864');
  if (owner !== APPLICATION_ID) file.run(`PRAGMA application_id = ${APPLICATION_ID}`);
}

function overDatabase(database: Database.Database, path: string, patienceMs: number): EmbeddedFile {
  const statements = new Map<string, Database.Statement>();
  const files = [path, `${path}-wal`];
  const opened = new Map<string, string>();
  let isOpen = true;
  const prepared = (sql: string) => {
    if (!isOpen) throw new StorageUnavailable(`${path}: it was closed`, { fault: 'closed' });
    const known = statements.get(sql);
    if (known) return known;
    const statement = database.prepare(sql);
    statements.set(sql, statement);
    return statement;
  };
  return {
    path,
    // Always all(): the package's get() leaves its statement open, and with it an old view of the data.
    rows: (sql, values = []) => prepared(sql).all(values as Value[]) as Row[],
    run: (sql, values = []) => void prepared(sql).run(values as Value[]),
    inTransaction: () => database.inTransaction,
    assertInPlace() {
      for (const each of files) {
        const present = identityOf(each);
        // The log comes with the first reading.
        if (!opened.has(each) && present !== null) opened.set(each, present);
        if (opened.has(each) && opened.get(each) !== present)
          throw new StorageUnavailable(
            `${each} was removed or replaced while this program ran. Stop it, put the file back or restore a backup, and start again`,
            {
              fault: 'moved',
            },
          );
      }
    },
    async patiently(work) {
      const until = performance.now() + patienceMs;
      for (let pause = 2; ; pause = Math.min(pause * 2, 30)) {
        try {
          return work();
        } catch (error) {
          if (!isBusy(error) || performance.now() > until) throw asUnavailable(path, error);
        }
        // By chance, or two processes that wait for each other would keep step.
        await sleep(pause * (0.5 + Math.random()));
      }
    },
    close() {
      if (!isOpen) return;
      isOpen = false;
      statements.clear();
      emptyLog(database);
      database.close();
    },
  };
}

function identityOf(path: string): string | null {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false });
  return found === undefined ? null : `${found.dev}:${found.ino}`;
}

/** So that a stopped server leaves one whole file behind, which can be copied. Who still reads or writes beside keeps the log. */
function emptyLog(database: Database.Database): void {
  try {
    database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').all();
  } catch {
    // Nothing is lost: the next opening reads the log.
  }
}
