import type { FileHandle } from 'node:fs/promises';

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
// The end's record is 22 bytes and may be followed by a comment of 65,535.
const TAIL = 22 + 65_535;
const MOST_DIRECTORY = 4 * 1024 ** 2;
const MOST_NAMES = 20_000;

export interface Zip {
  readonly names: ReadonlySet<string>;
  /** The text of the first entry where it lies there unpacked, as OpenDocument has its `mimetype`; else null. */
  readonly first: string | null;
}

/** What a zip says it holds, read from its directory alone: nothing is ever unpacked, so nothing can blow up. Null when it is no whole zip. */
export async function zipNames(file: FileHandle, size: number): Promise<Zip | null> {
  const tail = await read(file, Math.max(0, size - TAIL), Math.min(size, TAIL));
  const at = endOf(tail);
  if (at < 0) return null;
  const length = tail.readUInt32LE(at + 12);
  const start = tail.readUInt32LE(at + 16);
  // The big form of zip (ZIP64) writes ones here; no office file under the limit needs it.
  if (length > MOST_DIRECTORY || start + length > size) return null;
  const names = namesIn(await read(file, start, length));
  return names === null ? null : { names, first: firstOf(await read(file, 0, Math.min(size, 256))) };
}

function endOf(tail: Buffer): number {
  for (let at = tail.length - 22; at >= 0; at -= 1) if (tail.readUInt32LE(at) === END) return at;
  return -1;
}

function namesIn(directory: Buffer): Set<string> | null {
  const names = new Set<string>();
  for (let at = 0; at + 46 <= directory.length; ) {
    if (directory.readUInt32LE(at) !== ENTRY || names.size >= MOST_NAMES) return null;
    const name = directory.readUInt16LE(at + 28);
    names.add(directory.toString('utf8', at + 46, at + 46 + name));
    at += 46 + name + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return names;
}

function firstOf(head: Buffer): string | null {
  const isStored = head.length >= 30 && head.readUInt32LE(0) === LOCAL && head.readUInt16LE(8) === 0;
  if (!isStored) return null;
  const start = 30 + head.readUInt16LE(26) + head.readUInt16LE(28);
  return head.toString('latin1', start, start + head.readUInt32LE(18));
}

async function read(file: FileHandle, start: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, start);
  return buffer.subarray(0, bytesRead);
}
