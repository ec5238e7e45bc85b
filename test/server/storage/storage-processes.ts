import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import type { Shape } from '../../../server/storage/collection.ts';

export interface Counter {
  readonly id: string;
  readonly value: number;
}

export const counters: Shape<Counter> = { name: 'counters', schema: 1, indexes: [{ fields: ['value'] }] };

export interface Child {
  readonly process: ChildProcess;
  /** Every line that it said so far. */
  readonly lines: readonly string[];
  /** Its next line. */
  said(): Promise<string>;
  /** kill -9; answers when it is gone. */
  kill(): Promise<void>;
  ended(): Promise<void>;
}

/** A data folder for one case, and processes on it; both are gone afterwards. */
export function workplace() {
  const folders: string[] = [];
  const children: Child[] = [];
  afterEach(async () => {
    await Promise.all(children.splice(0).map((child) => child.kill()));
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
  });
  return {
    folder() {
      const folder = mkdtempSync(join(tmpdir(), 'leuchtnetz-storage-'));
      folders.push(folder);
      return folder;
    },
    start(...words: readonly string[]): Child {
      const child = spawned(words);
      children.push(child);
      return child;
    },
  };
}

function spawned(words: readonly string[]): Child {
  const script = join(import.meta.dirname, 'storage-child.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', script, ...words], { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines: string[] = [];
  const reader = createInterface({ input: child.stdout }).on('line', (line) => lines.push(line));
  const closed = once(child, 'close');
  const ended = async () => {
    await closed;
  };
  return {
    process: child,
    lines,
    async said() {
      const [line] = await once(reader, 'line');
      return String(line);
    },
    async kill() {
      child.kill('SIGKILL');
      await ended();
    },
    ended,
  };
}
