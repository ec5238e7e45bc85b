import { failed, isOverdue, keptSince, type Mail, refused, sent, tried, type WrittenLetter } from '../domain/mail.ts';
import type { Clock } from '../ports/clock.ts';
import type { MailStore } from '../ports/mail-store.ts';
import type { Delivery, Mailer } from '../ports/mailer.ts';
import type { Secrets } from '../ports/secrets.ts';
import { SEALED_FOR } from './queue-mail.ts';

interface Needs {
  mails: MailStore;
  secrets: Pick<Secrets, 'open'>;
  clock: Clock;
}

export interface Round {
  /** How many mails were tried. */
  readonly tried: number;
  /** Why no mail gets through now; null when they do. */
  readonly serverAway: string | null;
}

export type SendMail = ReturnType<typeof sendMail>;

const AT_ONCE = 20;

/** Hands over what waits, one mail at a time, and remembers what came of it. A crash repeats at most the one mail at hand. */
export function sendMail({ mails, secrets, clock }: Needs) {
  const bodyOf = ({ body }: Mail): Omit<WrittenLetter, 'subject'> | null => {
    const opened = body === null ? null : secrets.open(body, SEALED_FOR);
    return opened === null ? null : (JSON.parse(opened) as Omit<WrittenLetter, 'subject'>);
  };

  /** True for the one process that has it now; two may have found it due. */
  const takenInHand = async (mail: Mail): Promise<boolean> => {
    let isMine = false;
    await mails.change(mail.id, (before) => {
      isMine = before.state === 'waiting' && before.dueAt === mail.dueAt;
      return isMine ? tried(before, clock()) : null;
    });
    return isMine;
  };

  const handOver = async (mail: Mail, mailer: Mailer): Promise<Delivery> => {
    const body = bodyOf(mail);
    if (body === null) return { kind: 'refused', reason: 'Its text was sealed with another KEY_SECRET.', isMailbox: false };
    return mailer.deliver({ id: mail.id, to: mail.to, subject: mail.subject, ...body });
  };

  /** The mailbox first: should the process die in between, the mail goes once more, and the mailbox is learned about once more. */
  const remember = async ({ id, to }: Mail, outcome: Delivery): Promise<void> => {
    const now = clock();
    switch (outcome.kind) {
      case 'accepted':
        await mails.noteSuccess(to);
        return mails.change(id, (before) => sent(before, now));
      case 'refused':
        if (outcome.isMailbox) await mails.noteRefusal({ mailbox: to, at: now.toISOString(), reason: outcome.reason });
        return mails.change(id, (before) => refused(before, outcome.reason, now));
      case 'later':
        return mails.change(id, (before) => failed(before, outcome.reason, now));
    }
  };

  /** Those that are due, as long as `mayGoOn`. When the server itself is away, the others wait for it untried. */
  const round = async (mailer: Mailer, mayGoOn: () => Promise<boolean>): Promise<Round> => {
    let count = 0;
    for (const mail of await mails.due(clock().toISOString(), AT_ONCE)) {
      if (!(await mayGoOn())) break;
      // Nobody tried it in time: there was no mail server then, and what it says is old by now.
      if (mail.attempts === 0 && isOverdue(mail, clock())) {
        await mails.change(mail.id, (before) => failed(before, 'It had waited too long when a mail server was there.', clock()));
        continue;
      }
      if (!(await takenInHand(mail))) continue;
      const outcome = await handOver(mail, mailer);
      await remember(mail, outcome);
      count += 1;
      if (outcome.kind === 'later' && outcome.isServer) return { tried: count, serverAway: outcome.reason };
    }
    return { tried: count, serverAway: null };
  };

  /** Takes away what is older than it may be kept. */
  const tidy = (): Promise<number> => mails.removeBefore(keptSince(clock()));

  return { round, tidy };
}
