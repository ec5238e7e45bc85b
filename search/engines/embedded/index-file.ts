import { existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import Database from 'libsql';
import { fingerprint } from '../../language/analyzer.ts';
import { asUnavailable } from './faults.ts';
import { createTables, dropTables } from './generation.ts';

/** What the file says about itself. It stands in the file so that every process that has it open knows it. */
export interface State {
  readonly live: number;
  /** False until everything in the store has been read once. */
  readonly isComplete: boolean;
  /** Counts the writes. */
  readonly seq: number;
  /** Removals up to this write are no longer remembered: who has not followed so far must read everything again. */
  readonly forgotten: number;
  /** The generation a rebuild is filling, who does it, and when it last moved (milliseconds). */
  readonly building: number | null;
  readonly builder: string | null;
  readonly moved: number;
  readonly done: number;
  readonly total: number;
}

export interface IndexFile {
  readonly db: Database.Database;
  state(): State;
  /** Only inside `write`. */
  setState(state: State): void;
  /** One transaction; waits while another process writes. */
  write<Answer>(work: () => Answer): Promise<Answer>;
  /** True when somebody deleted or replaced the file under us. */
  isReplaced(): boolean;
  close(): void;
}

const APPLICATION = 0x4c4e5358;
/** Raised when the tables change their shape. */
const LAYOUT = 2;
const WAITS = 200;
const WAIT_MS = 50;
/** How long the engine itself waits, and we with it. */
const BUSY_MS = 100;

/** Opens the index file; one that is broken, foreign or of an older program is set aside, and an empty one takes its place. */
export function openIndexFile(path: string): IndexFile {
  try {
    return opened(path);
  } catch (error) {
    if (!isDamaged(error)) throw error;
    setAside(path);
    return opened(path);
  }
}

/** Whether the file itself is the trouble, so that only a new one helps. */
export function isDamaged(error: unknown): boolean {
  if (error instanceof UnfitFile || error instanceof SyntaxError) return true;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return /CORRUPT|NOTADB|DBMOVED/.test(code) || (error instanceof Error && /malformed|not a database/.test(error.message));
}

/** Keeps the unfit file beside the new one for whoever wants to look into it; only the last one is kept. */
export function setAside(path: string): void {
  if (existsSync(path)) {
    rmSync(`${path}.set-aside`, { recursive: true, force: true });
    renameSync(path, `${path}.set-aside`);
  }
  for (const rest of ['-journal', '-wal', '-shm']) rmSync(path + rest, { force: true });
}

class UnfitFile extends Error {}

function opened(path: string): IndexFile {
  if (existsSync(path) && !statSync(path).isFile()) throw new UnfitFile('not a file');
  const db = new Database(path, { timeout: BUSY_MS });
  // A rollback journal instead of a write-ahead log: the file may be deleted or replaced while it is open, and no log of
  // the old one is left that could be taken for a log of the new one.
  db.exec('PRAGMA journal_mode = TRUNCATE');
  db.exec('PRAGMA synchronous = FULL');
  db.exec('PRAGMA cache_size = -16384');
  db.exec('PRAGMA temp_store = MEMORY');
  if (Number(one(db, 'SELECT count(*) FROM sqlite_master')) === 0) lay(db);
  const layout = `${LAYOUT}-${fingerprint()}`;
  if (one(db, 'PRAGMA application_id') !== APPLICATION || one(db, 'SELECT layout FROM state') !== layout) throw new UnfitFile('foreign or too old');
  // Everything but the texts, which are most of the file: damage there is noticed when they are read.
  for (const table of ['d', 'f', 'v', 'w']) {
    const checked = `${table}${Number(one(db, 'SELECT live FROM state'))}${table === 'f' || table === 'w' ? '_data' : ''}`;
    if (one(db, `PRAGMA quick_check(${checked})`) !== 'ok') throw new UnfitFile('damaged');
  }

  const inode = statSync(path).ino;
  const read = db.prepare('SELECT live, isComplete, seq, forgotten, building, builder, moved, done, total FROM state').raw();
  const keep = db.prepare('UPDATE state SET live = ?, isComplete = ?, seq = ?, forgotten = ?, building = ?, builder = ?, moved = ?, done = ?, total = ?');
  return {
    db,
    state() {
      const row = read.get() as [number, number, number, number, number | null, string | null, number, number, number];
      const [live, isComplete, seq, forgotten, building, builder, moved, done, total] = row;
      return { live, isComplete: isComplete === 1, seq, forgotten, building, builder, moved, done, total };
    },
    setState: ({ live, isComplete, seq, forgotten, building, builder, moved, done, total }) => {
      keep.run(live, isComplete ? 1 : 0, seq, forgotten, building, builder, moved, done, total);
    },
    write: (work) =>
      patiently(() => {
        // Nothing may be awaited between beginning and end: another write of ours would land in this transaction.
        db.exec('BEGIN IMMEDIATE');
        try {
          const answer = work();
          db.exec('COMMIT');
          return answer;
        } catch (error) {
          if (db.inTransaction) db.exec('ROLLBACK');
          throw error;
        }
      }),
    isReplaced: () => statSync(path, { throwIfNoEntry: false })?.ino !== inode,
    close: () => db.close(),
  };

  function lay(fresh: Database.Database): void {
    fresh.exec('BEGIN IMMEDIATE');
    // Another process may have laid the ground in the meantime.
    if (Number(one(fresh, 'SELECT count(*) FROM sqlite_master')) === 0) {
      fresh.exec(`PRAGMA application_id = ${APPLICATION}`);
      fresh.exec(
        'CREATE TABLE state (layout TEXT, live INTEGER, isComplete INTEGER, seq INTEGER, forgotten INTEGER, building INTEGER, builder TEXT, moved INTEGER, done INTEGER, total INTEGER)',
      );
      fresh.prepare('INSERT INTO state VALUES (?, 1, 0, 1, 0, NULL, NULL, 0, 0, 0)').run(`${LAYOUT}-${fingerprint()}`);
      createTables(fresh, 1);
    }
    fresh.exec('COMMIT');
  }
}

/** Drops what an interrupted rebuild left behind. An index that was being filled for the first time starts from nothing again. */
export function dropHalfBuilt(file: IndexFile, state: State): void {
  if (state.building !== null && state.building !== state.live) dropTables(file.db, state.building);
  if (!state.isComplete && state.building === state.live) {
    dropTables(file.db, state.live);
    createTables(file.db, state.live + 1);
    file.setState({ ...state, live: state.live + 1, building: null, builder: null, done: 0, total: 0 });
  } else file.setState({ ...state, building: null, builder: null, done: 0, total: 0 });
}

/** Tries again while another process has the file for itself, without holding up everybody else here. */
export async function patiently<Answer>(work: () => Answer | Promise<Answer>): Promise<Answer> {
  for (let waits = 0; ; waits += 1) {
    try {
      return await work();
    } catch (error) {
      const isBusy = error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY');
      if (!isBusy) throw error;
      if (waits === WAITS) throw asUnavailable(error);
      await pause(WAIT_MS);
    }
  }
}

function one(db: Database.Database, sql: string): unknown {
  return (db.prepare(sql).raw().get() as [unknown] | undefined)?.[0];
}
