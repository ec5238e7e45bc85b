import { type Account, accountOf } from '../domain/account.ts';
import { accept, type Result, refuse } from '../domain/result.ts';
import type { User } from '../domain/user.ts';
import type { AttemptStore } from '../ports/attempt-store.ts';
import type { Clock } from '../ports/clock.ts';
import type { Secrets } from '../ports/secrets.ts';
import type { SettingsStore } from '../ports/settings-store.ts';
import type { UserStore } from '../ports/user-store.ts';

interface Needs {
  users: UserStore;
  attempts: AttemptStore;
  settings: SettingsStore;
  secrets: Secrets;
  clock: Clock;
}

export interface SignInInput {
  readonly email: string;
  readonly password: string;
  /** The network address it comes from. */
  readonly from: string;
}

const MINUTE = 60_000;
/** Tries of one account from one place, failures from one place, failures of one account from places its owner never used. */
const LIMITS = { pair: { most: 10, window: 15 * MINUTE }, from: { most: 100, window: 15 * MINUTE }, account: { most: 50, window: 60 * MINUTE } } as const;
const KNOWN_PLACES = 10;

export type SignIn = ReturnType<typeof signIn>;

/**
 * Checks a password. Guessing is slowed by account and by address; whoever signed in from an address before is not locked out there by
 * what strangers do elsewhere (OWASP ASVS 5.0, 6.3.1). An unknown address takes as long as a wrong password.
 */
export function signIn({ users, attempts, settings, secrets, clock }: Needs) {
  const decoy: { hash: Promise<string> | null } = { hash: null };

  const check = async ({ email: typed, password, from }: SignInInput): Promise<Result<User>> => {
    const email = typed.trim().toLowerCase().slice(0, 254);
    const place = secrets.fingerprint(`from ${networkOf(from)}`);
    const keys = {
      pair: `sign-in ${secrets.fingerprint(`${email} ${place}`)}`,
      from: `sign-in-from ${place}`,
      account: `sign-in-to ${secrets.fingerprint(email)}`,
    };
    const now = clock();
    const user = await users.findByEmail(email);
    const isKnownPlace = user?.knownFrom.includes(place) === true;
    // Counted before the password is looked at, so that guesses made at the same moment count as well.
    if ((await attempts.add(keys.pair, now, LIMITS.pair.window)) > LIMITS.pair.most) return refuse(tooMany(LIMITS.pair.window));
    if ((await attempts.count(keys.from, now)) > LIMITS.from.most) return refuse(tooMany(LIMITS.from.window));
    if (!isKnownPlace && (await attempts.count(keys.account, now)) > LIMITS.account.most) return refuse(tooMany(LIMITS.account.window));

    decoy.hash ??= secrets.hashPassword(secrets.newLink());
    const fits = await secrets.passwordFits(password.slice(0, 1_000), user?.passwordHash ?? (await decoy.hash));
    if (!fits || user === undefined || user.disabled !== null) {
      await attempts.add(keys.from, now, LIMITS.from.window);
      if (!isKnownPlace) await attempts.add(keys.account, now, LIMITS.account.window);
      return refuse({ kind: 'wrong-credentials' });
    }
    await attempts.forget(keys.pair);
    const signedIn = await users.change(user.id, (before) => ({
      ...before,
      lastSignIn: now.toISOString(),
      knownFrom: [place, ...before.knownFrom.filter((known) => known !== place)].slice(0, KNOWN_PLACES),
    }));
    return signedIn === undefined || signedIn === 'taken' ? refuse({ kind: 'wrong-credentials' }) : accept(signedIn);
  };

  /** Who a session belongs to that began at this instant; null when it counts for nothing any more. */
  const accountFor = async (user: string, begun: string): Promise<Account | null> => {
    const found = await users.find(user);
    if (found === undefined || found.disabled !== null || begun < found.sessionsSince) return null;
    return accountOf(found, await settings.find());
  };

  return { check, accountFor };
}

function tooMany(windowMs: number) {
  return { kind: 'too-many-attempts', minutes: windowMs / MINUTE } as const;
}

/** One household or office: an IPv4 address, or the first 64 bits of an IPv6 one. */
function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:/i, '');
  return plain.includes(':') ? plain.split(':').slice(0, 4).join(':') : plain;
}
