import { createTransport } from 'nodemailer';

import type { Delivery, Mailer } from '../ports/mailer.ts';
import type { SmtpAddress } from './smtp-address.ts';

const NAME = 'Leuchtnetz';
const TIMES = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000, dnsTimeout: 10_000 };
// These say that nobody is to answer by machine (RFC 3834; Exchange).
const HEADERS = { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' };
const MOST_SAID = 300;

export interface SmtpMailer extends Mailer {
  /** Null when the mail server lets us in, else what stood in the way; sends nothing. */
  ping(): Promise<string | null>;
}

/** Mail by SMTP, one connection per mail. */
export function smtpMailer({ host, port, isSecure, needsTls, user, password, from }: SmtpAddress): SmtpMailer {
  const transport = createTransport({
    host,
    port,
    secure: isSecure,
    requireTLS: needsTls,
    ...(user === null ? {} : { auth: { user, pass: password } }),
    ...TIMES,
    // Nothing in a mail may make us read a file or ask another host.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const domain = from.slice(from.lastIndexOf('@') + 1);
  return {
    async ping() {
      try {
        await transport.verify();
        return null;
      } catch (err) {
        return saidBy(err);
      }
    },
    async deliver({ id, to, subject, text, html }, giveUp) {
      try {
        await transport.sendMail({
          // As objects, addresses are taken whole and never read as lists.
          from: { name: NAME, address: from },
          to: { name: '', address: to },
          envelope: { from, to: [to] },
          messageId: `<${id}@${domain}>`,
          subject,
          text,
          html,
          headers: HEADERS,
          textEncoding: 'quoted-printable',
          xMailer: false,
          ...(giveUp === undefined ? {} : { signal: giveUp }),
        });
        return { kind: 'accepted' };
      } catch (err) {
        return outcomeOf(err);
      }
    },
  };
}

/** Only what the server says of the mailbox or the message counts against them; everything else is the server's own trouble and passes. */
function outcomeOf(err: unknown): Delivery {
  const { responseCode: code = 0, response, command = '' } = (err ?? {}) as Partial<Fault>;
  const reason = saidBy(err);
  const isAboutMailbox = command === 'RCPT TO';
  const isAboutMessage = command === 'DATA' || command === 'BDAT';
  const isForGood = code >= 500 && code < 600;
  // 5.7.x is policy: the server does not want to carry for us (relaying, sign-in), which says nothing of the mailbox.
  const isPolicy = /^5\d\d[ -]5\.7\./.test(response ?? '');
  if (isForGood && isAboutMessage) return { kind: 'refused', reason, isMailbox: false };
  if (isForGood && isAboutMailbox && !isPolicy) return { kind: 'refused', reason, isMailbox: true };
  return { kind: 'later', reason, isServer: !(isAboutMailbox || isAboutMessage) || code === 0 };
}

function saidBy(err: unknown): string {
  const { response, message = '' } = (err ?? {}) as Partial<Fault>;
  return (response ?? message).replace(/\s+/g, ' ').slice(0, MOST_SAID);
}

interface Fault {
  readonly responseCode: number;
  readonly response: string;
  readonly command: string;
  readonly message: string;
}
