import { administered, refusalToAdminister } from '../domain/administer.ts';
import type { ActName } from '../domain/happening.ts';
import type { Mail, WrittenLetter } from '../domain/mail.ts';
import { accept, type Result, refuse } from '../domain/result.ts';
import { userOf, type Viewer } from '../domain/viewer.ts';
import type { Clock } from '../ports/clock.ts';
import type { MailStore } from '../ports/mail-store.ts';
import type { Secrets } from '../ports/secrets.ts';
import type { UserStore } from '../ports/user-store.ts';
import { SEALED_FOR } from './queue-mail.ts';

interface Needs {
  mails: Pick<MailStore, 'page' | 'change'>;
  users: Pick<UserStore, 'change' | 'findByEmail'>;
  secrets: Pick<Secrets, 'open'>;
  clock: Clock;
  onQueued: () => void;
}

export type LookAfterMail = ReturnType<typeof lookAfterMail>;

/** What admins do with single mails. A mail has no journal of its own, so what they did lies in their own account, written first. */
export function lookAfterMail({ mails, users, secrets, clock, onQueued }: Needs) {
  const found = async (viewer: Viewer, id: string): Promise<Result<Mail>> => {
    const refusal = refusalToAdminister(viewer);
    if (refusal !== null) return refuse(refusal);
    // The newest before the id that sorts right after it is the mail itself.
    const [mail] = await mails.page(`${id.slice(0, 100)} `, 1);
    return mail === undefined || mail.id !== id ? refuse({ kind: 'not-found' }) : accept(mail);
  };

  /** Without its text. */
  const read = async (viewer: Viewer, id: string): Promise<Result<Omit<Mail, 'body'> & { readonly hasText: boolean }>> => {
    const one = await found(viewer, id);
    if (!one.ok) return one;
    const { body, ...mail } = one.value;
    return accept({ ...mail, hasText: body !== null });
  };

  const tell = async (viewer: Viewer, mail: Mail, name: ActName): Promise<void> => {
    const subject = (await users.findByEmail(mail.to))?.id ?? `mail ${mail.id}`;
    await users.change(userOf(viewer), (before) => before, [administered(userOf(viewer), subject, clock().toISOString(), name, mail.kind)]);
  };

  /** The text of a kept mail; who reads it could use a link in it, so that is written down first. */
  const open = async (viewer: Viewer, id: string): Promise<Result<string | null>> => {
    const one = await found(viewer, id);
    if (!one.ok) return one;
    const { body } = one.value;
    const opened = body === null ? null : secrets.open(body, SEALED_FOR);
    if (opened === null) return accept(null);
    await tell(viewer, one.value, 'mail-shown');
    return accept((JSON.parse(opened) as WrittenLetter).text);
  };

  /** Begins anew with one that was refused or given up, as long as its text is there. */
  const tryAgain = async (viewer: Viewer, id: string): Promise<Result<null>> => {
    const one = await found(viewer, id);
    if (!one.ok) return one;
    if (one.value.body === null || !isStuck(one.value)) return refuse({ kind: 'outdated' });
    await tell(viewer, one.value, 'mail-retried');
    const now = clock().toISOString();
    await mails.change(id, (before) => (isStuck(before) ? { ...before, state: 'waiting', created: now, attempts: 0, dueAt: now, doneAt: null } : null));
    onQueued();
    return accept(null);
  };

  /** It will not be sent, and its text goes. */
  const drop = async (viewer: Viewer, id: string): Promise<Result<null>> => {
    const one = await found(viewer, id);
    if (!one.ok) return one;
    if (one.value.state === 'sent') return refuse({ kind: 'outdated' });
    await tell(viewer, one.value, 'mail-dropped');
    const now = clock().toISOString();
    await mails.change(id, (before) => (before.state === 'sent' ? null : { ...before, state: 'given-up', dueAt: null, doneAt: now, body: null }));
    return accept(null);
  };

  return { read, open, tryAgain, drop };
}

function isStuck({ state }: Pick<Mail, 'state'>): boolean {
  return state === 'refused' || state === 'given-up';
}
