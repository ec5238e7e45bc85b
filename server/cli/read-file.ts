import { readFile, stat } from 'node:fs/promises';

import type { FileFault } from '../formats/file-fault.ts';
import { MOST_BYTES } from '../formats/read-records.ts';
import type { Words } from '../view-models/words.ts';
import { Stop } from './command.ts';

/** The bytes of a file somebody named. Throws Stop when it is not there, no file, too large or not to be read. */
export async function readNamedFile(path: string, words: Words): Promise<Uint8Array> {
  const found = await stat(path).catch((err: NodeJS.ErrnoException) => {
    throw new Stop(words.t(err.code === 'ENOENT' ? 'cli.file.missing' : 'cli.file.unreadable', { file: path, reason: err.code ?? '' }));
  });
  if (!found.isFile()) throw new Stop(words.t('cli.file.no-file', { file: path }));
  if (found.size > MOST_BYTES) throw faulty({ code: 'too-large', values: { limit: MOST_BYTES / 1_024 / 1_024 } }, path, words);
  return readFile(path).catch((err: NodeJS.ErrnoException) => {
    throw new Stop(words.t('cli.file.unreadable', { file: path, reason: err.code ?? '' }));
  });
}

export function faulty({ code, values }: FileFault, path: string, words: Words): Stop {
  return new Stop(`${path}: ${words.t(`import.file.${code}`, values)}`);
}
