import { checkEmail } from '../domain/content/check-scalar.ts';
import type { Letter, Mail, MailLanguage } from '../domain/mail.ts';
import type { Clock } from '../ports/clock.ts';
import type { LetterWriter } from '../ports/letter-writer.ts';
import type { MailStore } from '../ports/mail-store.ts';
import type { Secrets } from '../ports/secrets.ts';

interface Needs {
  mails: MailStore;
  writeLetter: LetterWriter;
  secrets: Pick<Secrets, 'newId' | 'seal'>;
  clock: Clock;
  onQueued: () => void;
}

/** A letter, to whom, and in which language. */
export type Order = Letter & { readonly to: string; readonly language: MailLanguage };

export type QueueMail = ReturnType<typeof queueMail>;

/**
 * Writes the letter and keeps it on disk to be sent; nobody waits for a mail server. With a `key` the same letter is queued once.
 * False when `to` is no address or the key is known; nothing is queued then.
 */
export function queueMail({ mails, writeLetter, secrets, clock, onQueued }: Needs) {
  return async (order: Order, key: string | null = null): Promise<boolean> => {
    // Strict, so that no second recipient and no further header can hide in it.
    const { value: to } = checkEmail(order.to, 'to');
    if (to === null) return false;
    const { subject, ...body } = writeLetter(order, order.language);
    const now = clock().toISOString();
    const mail: Mail = {
      id: secrets.newId(),
      key,
      to,
      kind: order.kind,
      language: order.language,
      subject,
      body: secrets.seal(JSON.stringify(body), SEALED_FOR),
      created: now,
      state: 'waiting',
      attempts: 0,
      dueAt: now,
      doneAt: null,
      fault: null,
    };
    const isNew = await mails.add(mail);
    if (isNew) onQueued();
    return isNew;
  };
}

export const SEALED_FOR = 'mail';
