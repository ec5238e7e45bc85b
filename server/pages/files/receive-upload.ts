import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';

import type { Request, Response } from 'express';
import multer, { MulterError } from 'multer';

import type { FileFlaw } from '../../domain/file-types.ts';
import { FILE_LIMITS } from '../../domain/stored-file.ts';

export interface Received {
  /** The text fields that came before the file, or with it. */
  readonly typed: Readonly<Record<string, string>>;
  readonly upload: { readonly path: string; readonly name: string; readonly bytes: number } | { readonly flaw: FileFlaw } | null;
  /** Removes what lies there of it; to be called in any case. */
  dispose(): Promise<void>;
}

export const FILE_FIELD = 'file';
const AROUND_THE_FILE = 256 * 1024;
const MOST_BYTES = FILE_LIMITS.documentBytes + AROUND_THE_FILE;
// So much is read and thrown away, so that the sender's browser gets to show the answer; then the line is cut.
const PATIENCE_BYTES = 3 * FILE_LIMITS.documentBytes;
const LIMITS = { fileSize: FILE_LIMITS.documentBytes, files: 1, fields: 30, parts: 32, fieldSize: 16 * 1024, fieldNameSize: 100, headerPairs: 50 };

/**
 * Reads a form with one file into a file of its own in `folder`. Never more than the limit is kept, nothing lies in memory, and what is too
 * big is known at once: the answer need not wait until a gigabyte has arrived.
 */
export function receiveUpload(req: Request, res: Response, folder: string): Promise<Received> {
  const path = join(folder, `${Date.now()}-${randomUUID()}`);
  const isAnnouncedTooBig = Number(req.get('content-length') ?? 0) > MOST_BYTES;
  cutOff(req, PATIENCE_BYTES);
  const parse = multer({
    storage: multer.diskStorage({ destination: folder, filename: (_req, _file, back) => back(null, path.slice(folder.length + 1)) }),
    limits: LIMITS,
    defParamCharset: 'utf8',
    fileFilter: (_req, _file, back) => back(null, !isAnnouncedTooBig),
  }).single(FILE_FIELD);

  return new Promise((resolve, reject) => {
    const answer = (upload: Received['upload']): void => resolve({ typed: textsIn(req.body), upload, dispose: () => rm(path, { force: true }) });
    let read = 0;
    req.on('data', (chunk: Buffer) => {
      read += chunk.length;
      // What was typed stands before the file in the form, so it has arrived by now.
      if (read > (isAnnouncedTooBig ? AROUND_THE_FILE : MOST_BYTES)) answer({ flaw: 'too-large' });
    });
    parse(req, res, (err: unknown) => {
      const { file } = req;
      if (err === undefined || err === null) return answer(file === undefined ? null : { path: file.path, name: file.originalname, bytes: file.size });
      if (isOfTheDisk(err)) return reject(Object.assign(new Error('What is sent cannot be written', { cause: err }), { name: 'StorageUnavailable' }));
      answer({ flaw: err instanceof MulterError && err.code === 'LIMIT_FILE_SIZE' ? 'too-large' : 'broken' });
    });
  });
}

/** Ends the connection of whoever goes on sending after this many bytes. */
export function cutOff(req: Request, bytes = 0): void {
  let read = 0;
  req.on('data', (chunk: Buffer) => {
    read += chunk.length;
    if (read > bytes) req.destroy();
  });
}

function textsIn(body: unknown): Readonly<Record<string, string>> {
  const fields = typeof body === 'object' && body !== null ? Object.entries(body) : [];
  return Object.fromEntries(fields.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

function isOfTheDisk(err: unknown): boolean {
  return err instanceof Error && 'code' in err && ['ENOSPC', 'EDQUOT', 'EROFS', 'EIO', 'EMFILE', 'ENFILE', 'EACCES', 'ENOENT'].includes(String(err.code));
}
