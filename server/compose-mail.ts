import type { Logger } from 'pino';

import type { House } from './compose.ts';
import { type MailLoop, startMailLoop } from './mail/mail-loop.ts';
import { smtpAddress } from './mail/smtp-address.ts';
import { smtpMailer } from './mail/smtp-mailer.ts';

const MAIL = 'mail';
const LOOK_AGAIN_MS = 60_000;
const TIDY_AGAIN_MS = 60 * 60_000;

/** Mails, reminders and what is too old to be kept: the work of the one process that holds the right to it. */
export function startMail({ actions, addresses, clock, collections, config }: House, log: Logger): MailLoop {
  const { remind, sendMail } = actions;
  const state = { lookAgain: 0, tidyAgain: 0 };
  const daily = async (): Promise<void> => {
    const now = clock().getTime();
    if (now >= state.tidyAgain) {
      state.tidyAgain = now + TIDY_AGAIN_MS;
      await sendMail.tidy();
    }
    if (now < state.lookAgain) return;
    state.lookAgain = now + LOOK_AGAIN_MS;
    if (await remind.isDue()) log.info({ reminded: await remind.run() }, 'looked for records to be confirmed');
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
