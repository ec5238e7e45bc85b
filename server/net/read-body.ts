import { pipeline } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';

import { refused, Stopped } from './stopped.ts';

const UNPACKING: Readonly<Record<string, (() => NodeJS.ReadWriteStream) | null>> = {
  identity: null,
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/** Whether we can undo this content encoding; one only, not several upon each other. */
export function isUnpackable(encoding: string): boolean {
  return Object.hasOwn(UNPACKING, encoding);
}

/** All of a body, unpacked; stops at the first byte too many, packed or unpacked (T34). */
export async function readBody(body: AsyncIterable<Buffer>, encoding: string, most: number): Promise<Buffer> {
  const unpack = UNPACKING[encoding] ?? null;
  const packed = upTo(most, body);
  const plain: AsyncIterable<Buffer | string> = unpack === null ? packed : pipeline(packed, unpack(), () => undefined);
  const parts: Buffer[] = [];
  for await (const part of upTo(most, plain)) parts.push(part);
  return Buffer.concat(parts);
}

async function* upTo(most: number, source: AsyncIterable<Buffer | string>): AsyncGenerator<Buffer> {
  let size = 0;
  for await (const part of source) {
    size += part.length;
    if (size > most) throw new Stopped(refused('too-large'));
    yield Buffer.from(part);
  }
}

/** The beginning of a body, never more; what goes wrong on the way ends it. */
export async function readBeginning(body: AsyncIterable<Buffer>, most: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  try {
    for await (const part of body) {
      parts.push(part);
      size += part.length;
      if (size >= most) break;
    }
  } catch {
    // The status has been heard, and that is the answer.
  }
  return Buffer.concat(parts).subarray(0, most);
}
