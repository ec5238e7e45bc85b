import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';

import { asUnavailable, isBusy } from './embedded-errors.ts';

export interface Rights {
  hold(right: string): boolean;
  holds(right: string): boolean;
  release(right: string): void;
  releaseAll(): void;
}

interface Lock {
  readonly database: Database.Database;
  readonly inode: number;
}

/**
 * Rights as files that SQLite keeps locked for this process: the operating system takes the lock back however the process dies.
 * Nothing else in this process may open these files, because closing them would give the lock away.
 */
export function createEmbeddedRights(folder: string): Rights {
  const held = new Map<string, Lock>();
  const pathOf = (right: string) => {
    if (!/^[a-z][a-z0-9-]*$/.test(right)) throw new TypeError(`${right} is no name for a right`);
    return join(folder, 'locks', `${right}.lock`);
  };
  const release = (right: string) => {
    held.get(right)?.database.close();
    held.delete(right);
  };
  // Whoever removes the file by hand takes the right away: a new file would be another lock.
  const holds = (right: string) => held.get(right)?.inode === inodeOf(pathOf(right));
  return {
    hold(right) {
      if (held.has(right) && holds(right)) return true;
      release(right);
      mkdirSync(join(folder, 'locks'), { recursive: true });
      const database = locked(pathOf(right));
      if (database === undefined) return false;
      held.set(right, { database, inode: inodeOf(pathOf(right)) ?? -1 });
      return true;
    },
    holds: (right) => held.has(right) && holds(right),
    release,
    releaseAll() {
      for (const right of held.keys()) release(right);
    },
  };
}

function locked(path: string): Database.Database | undefined {
  let database: Database.Database | undefined;
  try {
    database = new Database(path);
    database.exec('BEGIN EXCLUSIVE');
    return database;
  } catch (error) {
    database?.close();
    if (isBusy(error)) return undefined;
    throw asUnavailable(path, error);
  }
}

function inodeOf(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.ino;
}
