import { refusalToAdminister } from '../domain/administer.ts';
import type { Mail, WrittenLetter } from '../domain/mail.ts';
import { accept, type Result, refuse } from '../domain/result.ts';
import type { Viewer } from '../domain/viewer.ts';
import type { MailStore } from '../ports/mail-store.ts';
import type { Secrets } from '../ports/secrets.ts';
import { SEALED_FOR } from './queue-mail.ts';

interface Needs {
  mails: MailStore;
  secrets: Pick<Secrets, 'open'>;
  /** False: without a mail server every mail is only kept. */
  sendsMail: boolean;
}

/** A mail as an admin sees it; `text` is null where it held a one-time link and was sent. */
export interface ListedMail extends Omit<Mail, 'body' | 'key' | 'dueAt'> {
  readonly text: string | null;
}

export interface ListedMails {
  readonly items: readonly ListedMail[];
  /** The id to go on before; null at the end. */
  readonly next: string | null;
  readonly sendsMail: boolean;
}

export type ListMail = ReturnType<typeof listMail>;

const PER_PAGE = 25;

/** The mails of the last 30 days, newest first, for admins only. */
export function listMail({ mails, secrets, sendsMail }: Needs) {
  return async (viewer: Viewer, before: string | null = null): Promise<Result<ListedMails>> => {
    const refusal = refusalToAdminister(viewer);
    if (refusal !== null) return refuse(refusal);
    const found = await mails.page(before, PER_PAGE + 1);
    const items = found.slice(0, PER_PAGE).map(({ body, key: _key, dueAt: _dueAt, ...mail }) => ({ ...mail, text: textIn(body) }));
    return accept({ items, next: found.length > PER_PAGE ? (items.at(-1)?.id ?? null) : null, sendsMail });
  };

  function textIn(body: string | null): string | null {
    const opened = body === null ? null : secrets.open(body, SEALED_FOR);
    return opened === null ? null : (JSON.parse(opened) as WrittenLetter).text;
  }
}
