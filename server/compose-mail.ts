import type { Logger } from 'pino';

import type { House } from './compose.ts';
import { type MailLoop, startMailLoop } from './mail/mail-loop.ts';
import { smtpAddress } from './mail/smtp-address.ts';
import { smtpMailer } from './mail/smtp-mailer.ts';

const MAIL = 'mail';
const LOOK_AGAIN_MS = 60_000;

/** Mails, reminders and what is too old to be kept: the work of the one process that holds the right to it. */
export function startMail({ actions, addresses, clock, collections, config }: House, log: Logger): MailLoop {
  const { remind, sendMail } = actions;
  const state = { notBefore: 0 };
  const daily = async (): Promise<void> => {
    const now = clock().getTime();
    if (now < state.notBefore) return;
    state.notBefore = now + LOOK_AGAIN_MS;
    if (!(await remind.isDue())) return;
    const reminded = await remind.run();
    const removed = await sendMail.tidy();
    log.info({ reminded, removed }, 'looked for records to be confirmed');
  };
  return startMailLoop({
    mailer: config.SMTP_URL === undefined ? null : smtpMailer(smtpAddress(config.SMTP_URL, addresses.base)),
    round: sendMail.round,
    daily,
    mayWork: () => collections.hold(MAIL),
    mayGoOn: () => collections.holds(MAIL),
    log,
  });
}
