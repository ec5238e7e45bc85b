import { type Account, accountOf } from '../domain/account.ts';
import { accept, type Result, refuse } from '../domain/result.ts';
import { arrived, type User } from '../domain/user.ts';
import type { AttemptStore } from '../ports/attempt-store.ts';
import type { Clock } from '../ports/clock.ts';
import type { Secrets } from '../ports/secrets.ts';
import type { SettingsStore } from '../ports/settings-store.ts';
import type { UserStore } from '../ports/user-store.ts';
import { placeOf, slowed, tooMany } from './slow-guessing.ts';

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
const LIMITS = {
  pair: { most: 10, window: 15 * MINUTE },
  from: { most: 100, window: 15 * MINUTE },
  account: { most: 50, window: 60 * MINUTE },
  /** From one place; from then on it is closed to everybody. */
  flood: 1_000,
} as const;

export type SignIn = ReturnType<typeof signIn>;

/**
 * Checks a password. Guessing is slowed by account and by address; whoever signed in from an address before is not locked out there by
 * what strangers do, elsewhere or there (OWASP ASVS 5.0, 6.3.1). An unknown address takes as long as a wrong password.
 */
export function signIn({ users, attempts, settings, secrets, clock }: Needs) {
  const decoy: { hash: Promise<string> | null } = { hash: null };

  const check = async ({ email: typed, password, from }: SignInInput): Promise<Result<User>> => {
    const email = typed.trim().toLowerCase().slice(0, 254);
    const place = placeOf(secrets, from);
    const keys = keysOf(secrets, email, place);
    const now = clock();
    const user = await users.findByEmail(email);
    const isKnownPlace = user?.knownFrom.includes(place) === true;
    const failures = await attempts.count(keys.from, now);
    // A flood costs next to nothing and writes nothing.
    if (failures >= LIMITS.flood) return refuse(tooMany(LIMITS.from.window));
    const isFull = failures >= LIMITS.from.most;
    if (isFull) await attempts.add(keys.from, now, LIMITS.from.window);
    const isStranger = isFull && !isKnownPlace;
    const tooOften = await slowed(attempts, isStranger ? keys.strangers : keys.pair, LIMITS.pair, now);
    const slow = isStranger ? tooMany(LIMITS.from.window) : tooOften;
    if (slow !== null && !isFull) return refuse(slow);
    if (!isKnownPlace && !isFull && (await attempts.count(keys.account, now)) >= LIMITS.account.most) return refuse(tooMany(LIMITS.account.window));

    decoy.hash ??= secrets.hashPassword(secrets.newLink());
    const known = slow === null ? user?.passwordHash : undefined;
    const fits = await secrets.passwordFits(password.slice(0, 1_000), known ?? (await decoy.hash));
    // There the same answer takes the same time for everybody: it would tell whose office it is.
    if (isFull && (slow !== null || !fits || user?.disabled !== null)) return refuse(tooMany(LIMITS.from.window));
    if (!fits || user === undefined || user.disabled !== null) {
      await attempts.add(keys.from, now, LIMITS.from.window);
      if (!isKnownPlace) await attempts.add(keys.account, now, LIMITS.account.window);
      return refuse({ kind: 'wrong-credentials' });
    }
    await attempts.forget(keys.pair);
    // With the password alone nobody has arrived who has a second factor, and no place is theirs.
    if (user.secondFactor !== null) return accept(user);
    const signedIn = await users.change(user.id, (before) => arrived(before, place, now));
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

/** Under what the failures of an account are counted. */
export function keysOf(secrets: Pick<Secrets, 'fingerprint'>, email: string, place: string) {
  return {
    pair: `sign-in ${secrets.fingerprint(`${email} ${place}`)}`,
    from: `sign-in-from ${place}`,
    strangers: `sign-in-strangers ${place}`,
    account: `sign-in-to ${secrets.fingerprint(email)}`,
  };
}
