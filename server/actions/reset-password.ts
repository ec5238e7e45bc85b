import type { Addresses } from '../domain/addresses.ts';
import { administered } from '../domain/administer.ts';
import { type Errand, isOpen, lastsUntil, type OneTimeLink } from '../domain/one-time-link.ts';
import { passwordProblem } from '../domain/password.ts';
import { accept, invalid, type Result, refuse } from '../domain/result.ts';
import { arrived, type User, withPassword } from '../domain/user.ts';
import type { AttemptStore } from '../ports/attempt-store.ts';
import type { Clock } from '../ports/clock.ts';
import type { LinkStore } from '../ports/link-store.ts';
import type { Secrets } from '../ports/secrets.ts';
import type { SessionStore } from '../ports/session-store.ts';
import type { UserStore } from '../ports/user-store.ts';
import type { QueueMail } from './queue-mail.ts';
import { keysOf } from './sign-in.ts';
import { type Limit, placeOf, slowed } from './slow-guessing.ts';

interface Needs {
  users: UserStore;
  links: LinkStore;
  sessions: Pick<SessionStore, 'endAll'>;
  attempts: AttemptStore;
  secrets: Secrets;
  clock: Clock;
  addresses: Addresses;
  queueMail: QueueMail;
  /** Done once whoever asks was answered. */
  later: (work: () => Promise<void>) => void;
}

/** From where it is asked: a network address. */
interface Asking {
  readonly from: string;
}

const HOUR = 3_600_000;
const FROM: Limit = { most: 20, window: HOUR };
/** Nobody's mailbox is filled by strangers. */
const TO: Limit = { most: 3, window: HOUR };

export type ResetPassword = ReturnType<typeof resetPassword>;

/** A new password for somebody who forgot the old one, by a link that is mailed, works once and for an hour. */
export function resetPassword({ users, links, sessions, attempts, secrets, clock, addresses, queueMail, later }: Needs) {
  /** Says and does the same whether there is such an account or not: whether there is one is looked up after the answer, so that its time tells nothing. */
  const ask = async (typed: string, { from }: Asking): Promise<Result<null>> => {
    const now = clock();
    const slow = await slowed(attempts, `reset-from ${placeOf(secrets, from)}`, FROM, now);
    if (slow !== null) return refuse(slow);
    const email = typed.trim().toLowerCase().slice(0, 254);
    const tooOften = await slowed(attempts, `reset-to ${secrets.fingerprint(email)}`, TO, now);
    later(async () => {
      const user = await users.findByEmail(email);
      if (user !== undefined && user.disabled === null && tooOften === null) await send(user);
    });
    return accept(null);
  };

  const send = async ({ id, email, language, passwordHash }: User): Promise<void> => {
    const now = clock();
    const secret = secrets.newLink();
    const until = lastsUntil('password-reset', now);
    const errand: Errand = { kind: 'password-reset', user: id, password: secrets.fingerprint(passwordHash) };
    await links.add({ id: secrets.hashToken(secret), email, created: now.toISOString(), until, by: id, closed: null, errand }, []);
    await queueMail({ kind: 'password-reset', link: `${addresses.base}/password/new/${secret}`, until, to: email, language });
  };

  const found = async (secret: string): Promise<{ link: OneTimeLink; errand: Extract<Errand, { kind: 'password-reset' }> } | null> => {
    const link = await links.find(secrets.hashToken(secret));
    return link !== undefined && link.errand.kind === 'password-reset' && isOpen(link, clock()) ? { link, errand: link.errand } : null;
  };

  /** Whose password the link changes; using it up takes more than looking. */
  const look = async (secret: string): Promise<Result<{ readonly email: string }>> => {
    const open = await found(secret);
    return open === null ? refuse({ kind: 'expired' }) : accept({ email: open.link.email });
  };

  /** Ends every session of the person, and tells them by mail. */
  const set = async (secret: string, password: string, { from }: Asking): Promise<Result<User>> => {
    const open = await found(secret);
    if (open === null) return refuse({ kind: 'expired' });
    const { link, errand } = open;
    const wrong = passwordProblem('password', password, link.email);
    if (wrong !== null) return invalid(wrong);
    const now = clock();
    const place = placeOf(secrets, from);
    const passwordHash = await secrets.hashPassword(password);
    const used = { now: false };
    const user = await users.change(
      errand.user,
      (before) => {
        // Of two who use it at once, the second no longer finds the password it was made for.
        used.now = before.disabled === null && secrets.fingerprint(before.passwordHash) === errand.password;
        return used.now ? arrived(withPassword(before, passwordHash, now), place, now) : null;
      },
      [administered(errand.user, errand.user, now.toISOString(), 'password-reset')],
    );
    await links.close(link.id, now.toISOString());
    if (!used.now || user === undefined || user === 'taken') return refuse({ kind: 'expired' });
    await sessions.endAll(user.id, null);
    // Whoever guessed before must not keep the owner out now.
    const keys = keysOf(secrets, user.email, place);
    for (const key of [keys.pair, keys.account]) await attempts.forget(key);
    await queueMail({ kind: 'password-changed', link: `${addresses.base}/password/forgotten`, at: now.toISOString(), to: user.email, language: user.language });
    return accept(user);
  };

  return { ask, look, set };
}
