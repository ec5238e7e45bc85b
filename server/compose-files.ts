import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Logger } from 'pino';

import type { House } from './compose.ts';
import type { Config } from './config.ts';
import { createFileCheck } from './files/file-check.ts';
import { createIncoming } from './files/incoming.ts';
import type { FileBlobs } from './ports/file-blobs.ts';
import { FILES_FOLDER } from './storage/embedded-backup.ts';
import { openDiskBlobs } from './storage/file-disk.ts';
import { openGridFsBlobs } from './storage/file-gridfs.ts';

const CLEAN_EVERY_MS = 3_600_000;
const FIRST_AFTER_MS = 60_000;

/** Where files lie, and what judges them. */
export async function openFiles(config: Config, onWaiting: (reason: string) => void) {
  const blobs: FileBlobs =
    config.MONGODB_URL === undefined ? await openDiskBlobs(join(config.DATA_DIR, FILES_FOLDER)) : await openGridFsBlobs({ url: config.MONGODB_URL, onWaiting });
  const incoming = createIncoming([join(config.DATA_DIR, 'incoming'), join(tmpdir(), 'leuchtnetz-incoming')]);
  return { blobs, fileCheck: createFileCheck(), incoming };
}

/**
 * Every process tidies the folder in which what is sent to it arrives; one that works (ROLE) also looks for files that nobody can need any
 * more, and only one does. Answers with what ends it.
 */
export function startCleaning({ actions, collections, config, incoming }: House, log: Logger): () => Promise<void> {
  const state = { running: Promise.resolve() };
  const clean = async (): Promise<void> => {
    await incoming.tidy();
    if (config.ROLE === 'web' || !(await collections.hold('files'))) return;
    const went = await actions.cleanFiles.round();
    if (went > 0) log.info({ files: went }, 'files that nobody needs any more were removed');
  };
  const run = (): void => {
    state.running = clean().catch((err: unknown) => log.warn({ err }, 'the files were not cleaned; tried again in an hour'));
  };
  const first = setTimeout(run, FIRST_AFTER_MS);
  const every = setInterval(run, CLEAN_EVERY_MS);
  return async () => {
    clearTimeout(first);
    clearInterval(every);
    await state.running;
  };
}
