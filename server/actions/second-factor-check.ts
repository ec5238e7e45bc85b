import { accept, type Result, refuse } from '../domain/result.ts';
import { afterRecovery, afterStep, digitsIn, plainRecovery } from '../domain/second-factor.ts';
import { arrived, type SecondFactor, type User } from '../domain/user.ts';
import type { AttemptStore } from '../ports/attempt-store.ts';
import type { Clock } from '../ports/clock.ts';
import type { OneTimePasswords } from '../ports/one-time-passwords.ts';
import type { Secrets } from '../ports/secrets.ts';
import type { UserStore } from '../ports/user-store.ts';
import { type Limit, placeOf, slowed } from './slow-guessing.ts';

interface Needs {
  users: UserStore;
  attempts: AttemptStore;
  oneTimePasswords: OneTimePasswords;
  secrets: Secrets;
  clock: Clock;
}

export interface SecondFactorInput {
  readonly user: string;
  /** When the password was checked. */
  readonly begun: string;
  /** Names this one try to sign in. */
  readonly once: string;
  readonly code: string;
  readonly from: string;
}

const MINUTE = 60_000;
const LASTS = 10 * MINUTE;
const ONCE: Limit = { most: 5, window: LASTS };
/** Whoever knows the password may begin again and again; a million codes must still take years. */
const PLACE: Limit = { most: 20, window: 60 * MINUTE };
const STRANGERS: Limit = { most: 40, window: 60 * MINUTE };

export type CheckSecondFactor = ReturnType<typeof checkSecondFactor>;

/** The second half of signing in: a code of the app, or a recovery code. `expired` means: begin again with the password. */
export function checkSecondFactor({ users, attempts, oneTimePasswords, secrets, clock }: Needs) {
  const judged = (user: string, typed: string, now: Date) => {
    const digits = digitsIn(typed);
    const print = recoveryPrint(secrets, user, typed);
    return (factor: SecondFactor): SecondFactor | null => {
      if (digits === null) return afterRecovery(factor, print);
      const secret = secrets.open(factor.sealed, sealedFor(user));
      const step = secret === null ? null : oneTimePasswords.stepOf(secret, digits, now);
      return step === null ? null : afterStep(factor, step);
    };
  };

  return async ({ user: id, begun, once, code, from }: SecondFactorInput): Promise<Result<User>> => {
    const now = clock();
    const place = placeOf(secrets, from);
    const user = await users.find(id);
    const isOver = now.getTime() - Date.parse(begun) > LASTS;
    if (isOver || user === undefined || user.disabled !== null || user.secondFactor === null || begun < user.sessionsSince) return refuse({ kind: 'expired' });
    if ((await slowed(attempts, `code ${secrets.fingerprint(once)}`, ONCE, now)) !== null) return refuse({ kind: 'expired' });
    const slow =
      (await slowed(attempts, `code-from ${id} ${place}`, PLACE, now)) ??
      (user.knownFrom.includes(place) ? null : await slowed(attempts, `code-to ${id}`, STRANGERS, now));
    if (slow !== null) return refuse(slow);

    const judge = judged(id, code, now);
    const found = { fits: false };
    const after = await users.change(id, (before) => {
      const factor = before.secondFactor === null || before.disabled !== null ? null : judge(before.secondFactor);
      found.fits = factor !== null;
      return factor === null ? null : arrived({ ...before, secondFactor: factor }, place, now);
    });
    if (!found.fits || after === undefined || after === 'taken') return refuse({ kind: 'wrong-credentials' });
    await attempts.forget(`code-from ${id} ${place}`);
    return accept(after);
  };
}

/** For what the secret of this person is sealed. */
export function sealedFor(user: string): string {
  return `second factor ${user}`;
}

export function recoveryPrint(secrets: Pick<Secrets, 'fingerprint'>, user: string, code: string): string {
  return secrets.fingerprint(`recovery ${user} ${plainRecovery(code)}`);
}
