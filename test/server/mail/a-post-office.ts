import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { listMail } from '../../../server/actions/list-mail.ts';
import { queueMail } from '../../../server/actions/queue-mail.ts';
import { sendMail } from '../../../server/actions/send-mail.ts';
import { createSecrets } from '../../../server/crypto/secrets.ts';
import type { Viewer } from '../../../server/domain/viewer.ts';
import { openEmbedded } from '../../../server/storage/embedded-collections.ts';
import { openMailStore } from '../../../server/storage/mail-store.ts';
import { openWords } from '../../../server/web/i18n.ts';
import { createLetterWriter } from '../../../server/web/letter-writer.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
export const ADMIN: Viewer = { kind: 'staff', user: 'a', role: 'admin', organisations: [], mayWrite: true };

/** The queue on a real store in a folder of its own, with a clock that goes when it is told to. */
export async function aPostOffice() {
  const folder = mkdtempSync(join(tmpdir(), 'leuchtnetz-mail-'));
  const at = { now: Date.parse('2026-11-21T08:00:00Z') };
  const clock = (): Date => new Date(at.now);
  const secrets = createSecrets(clock, 'k'.repeat(32));
  const open = async () => {
    const collections = await openEmbedded({ folder });
    const mails = await openMailStore(collections);
    const common = { mails, secrets, clock };
    const writeLetter = createLetterWriter('views', openWords('views/locales'), 'https://wissen.musterstadt.example');
    return {
      mails,
      collections,
      queue: queueMail({ ...common, writeLetter, onQueued: () => undefined }),
      sending: sendMail(common),
      list: listMail({ ...common, sendsMail: true }),
    };
  };
  return {
    open,
    clock,
    /** The store as it lies on disk. */
    folder,
    pass(ms: number): void {
      at.now += ms;
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

export type PostOffice = Awaited<ReturnType<typeof aPostOffice>>;
export type OpenPostOffice = Awaited<ReturnType<PostOffice['open']>>;
