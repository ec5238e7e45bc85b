import { randomUUID } from 'node:crypto';
import { closeSync, openSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';

const PART = /\.leuchtnetz-(\d+)-[0-9a-f]{8}\.part(-wal|-shm|-journal)?$/;

/** Makes an empty file beside the target, for its owner alone, in which the target is to grow, and gives back its name. What killed processes left there goes. */
export function makePart(target: string): string {
  removeLeftParts(dirname(target));
  const part = `${target}.leuchtnetz-${process.pid}-${randomUUID().slice(0, 8)}.part`;
  closeSync(openSync(part, 'wx', 0o600));
  return part;
}

/** Removes a part, if it is still there, and what SQLite made beside it. */
export function removePart(part: string): void {
  for (const end of ['', '-wal', '-shm', '-journal']) rmSync(part + end, { force: true });
}

/** Removes the parts of processes that are no more: nobody will finish them, and they hold drafts and hashes. */
export function removeLeftParts(folder: string): void {
  for (const name of readdirSync(folder)) {
    const maker = PART.exec(name)?.[1];
    if (maker !== undefined && !isRunning(Number(maker))) rmSync(join(folder, name), { force: true });
  }
}

function isRunning(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (err) {
    return !(err instanceof Error && 'code' in err && err.code === 'ESRCH');
  }
}
