import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { backupEmbedded, restoreEmbedded } from '../storage/embedded-backup.ts';
import { EMBEDDED_FILE } from '../storage/embedded-collections.ts';
import { type Command, Stop } from './command.ts';

/** A consistent copy in one file, beside a running server. */
export const backupCommand: Command = {
  name: 'backup',
  args: ['file'],
  needs: 'settings',
  async run({ config, args, words, say }) {
    if (config.MONGODB_URL !== undefined) throw new Stop(words.t('cli.backup.mongodump'));
    const file = args['file'] ?? '';
    if (!existsSync(join(config.DATA_DIR, EMBEDDED_FILE))) throw new Stop(words.t('cli.backup.nothing', { folder: config.DATA_DIR }));
    if (existsSync(file)) throw new Stop(words.t('cli.backup.exists', { file }));
    try {
      backupEmbedded(config.DATA_DIR, file);
    } catch (err) {
      if (err instanceof Error && 'syscall' in err) throw new Stop(words.t('cli.file.unwritable', { file, reason: 'code' in err ? String(err.code) : '' }));
      throw err;
    }
    say(words.t('cli.backup.done', { file }));
    return 0;
  },
};

/** A backup in the place of the store; never over one that is there, unless told to. */
export const restoreCommand: Command = {
  name: 'restore',
  args: ['file'],
  needs: 'settings',
  flags: ['force'],
  async run({ config, args, flags, words, say }) {
    if (config.MONGODB_URL !== undefined) throw new Stop(words.t('cli.restore.mongorestore'));
    const file = args['file'] ?? '';
    if (!existsSync(file)) throw new Stop(words.t('cli.file.missing', { file }));
    const restored = restoreEmbedded(config.DATA_DIR, file, flags.has('force'));
    if ('refusal' in restored) throw new Stop(words.t(`cli.restore.${restored.refusal}`, { file, folder: config.DATA_DIR }));
    say(words.t('cli.restore.done', { folder: config.DATA_DIR }));
    if (restored.kept !== null) say(words.t('cli.restore.kept', { file: restored.kept }));
    return 0;
  },
};
