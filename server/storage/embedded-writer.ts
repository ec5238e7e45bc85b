import { setImmediate as nextTurn } from 'node:timers/promises';

import { asUnavailable } from './embedded-errors.ts';
import type { EmbeddedFile } from './embedded-file.ts';

/** So that reads are not held up for long by a crowd of writes. */
const MOST_AT_ONCE = 256;

interface Wish {
  work(): unknown;
  keep(result: unknown): void;
  refuse(reason: unknown): void;
}

export interface EmbeddedWriter {
  /** Runs the work inside a transaction and answers when that is on disk. What it throws undoes this work alone. */
  write<R>(work: () => R): Promise<R>;
  /** Answers when nothing waits any more. */
  idle(): Promise<void>;
}

/** Lets writes that are asked for at the same moment share one transaction, and so one wait for the disk. */
export function createEmbeddedWriter(file: EmbeddedFile): EmbeddedWriter {
  const waiting: Wish[] = [];
  let running: Promise<void> | undefined;

  async function writeAll(): Promise<void> {
    // The requests of this turn of the event loop may all ask before the transaction begins.
    await nextTurn();
    while (waiting.length > 0) await writeSome(file, waiting);
    running = undefined;
  }

  return {
    write<R>(work: () => R) {
      const written = new Promise<R>((keep, refuse) => {
        waiting.push({ work, keep: (result) => keep(result as R), refuse });
      });
      running ??= writeAll();
      return written;
    },
    async idle() {
      await running;
    },
  };
}

async function writeSome(file: EmbeddedFile, waiting: Wish[]): Promise<void> {
  try {
    file.assertInPlace();
    // IMMEDIATE: from here on no other process writes, so what is read below is what will be changed.
    await file.patiently(() => file.run('BEGIN IMMEDIATE'));
  } catch (error) {
    for (const wish of waiting.splice(0)) wish.refuse(error);
    return;
  }
  const batch = waiting.splice(0, MOST_AT_ONCE);
  try {
    const settle = batch.map((wish) => attempt(file, wish));
    file.run('COMMIT');
    // Again: it may have been taken away meanwhile, and nobody may be told that something was kept which is not there.
    file.assertInPlace();
    for (const answer of settle) answer();
  } catch (error) {
    rollBack(file);
    for (const wish of batch) wish.refuse(asUnavailable(file.path, error));
  }
}

function attempt(file: EmbeddedFile, wish: Wish): () => void {
  file.run('SAVEPOINT wish');
  try {
    const result = wish.work();
    file.run('RELEASE wish');
    return () => wish.keep(result);
  } catch (error) {
    // A full disk ends the whole transaction by itself; then nobody's write counts.
    if (!file.inTransaction()) throw error;
    file.run('ROLLBACK TO wish');
    file.run('RELEASE wish');
    return () => wish.refuse(asUnavailable(file.path, error));
  }
}

function rollBack(file: EmbeddedFile): void {
  try {
    if (file.inTransaction()) file.run('ROLLBACK');
  } catch {
    // The error that led here tells more; SQLite undoes what was not committed when the file is next opened.
  }
}
