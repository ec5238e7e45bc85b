import { smtpAddress } from '../mail/smtp-address.ts';
import { smtpMailer } from '../mail/smtp-mailer.ts';
import type { Check, Finding } from './doctor-checks.ts';

const STUCK_MS = 60 * 60_000;

/** Whether mail goes out: the mail server lets us in, nothing waits for long, and how much did not arrive. */
export const checkMail: Check = async ({ config, addresses, stores: { mails }, clock }) => {
  const [waiting, refused, givenUp] = await Promise.all([mails.count('waiting'), mails.count('refused'), mails.count('given-up')]);
  if (config.SMTP_URL === undefined) return [{ state: 'warn', key: 'mail-kept', values: { count: waiting } }];
  const smtp = smtpAddress(config.SMTP_URL, addresses.base);
  const server = `${smtp.host}:${smtp.port}`;
  const reason = await smtpMailer(smtp).ping();
  const stuck = await mails.count('waiting', new Date(clock().getTime() - STUCK_MS).toISOString());
  const lost = refused + givenUp;
  const found: (Finding | null)[] = [
    reason === null ? { state: 'ok', key: 'mail', values: { server } } : { state: 'fail', key: 'mail-closed', values: { server, reason } },
    stuck === 0 ? null : { state: 'warn', key: 'mail-stuck', values: { count: stuck } },
    lost === 0 ? null : { state: 'warn', key: 'mail-lost', values: { count: lost } },
  ];
  return found.filter((one) => one !== null);
};
