import { administered } from '../domain/administer.ts';
import { problem } from '../domain/content/field-problem.ts';
import { accept, invalid, type Result, refuse } from '../domain/result.ts';
import { digitsIn, RECOVERY_CODES } from '../domain/second-factor.ts';
import type { SecondFactor, User } from '../domain/user.ts';
import { userOf, type Viewer } from '../domain/viewer.ts';
import type { NewSecret, OneTimePasswords } from '../ports/one-time-passwords.ts';
import type { Secrets } from '../ports/secrets.ts';
import type { UserStore } from '../ports/user-store.ts';
import { type ConfirmNeeds, confirmPassword } from './confirm-password.ts';
import { recoveryPrint, sealedFor } from './second-factor-check.ts';

interface Needs extends ConfirmNeeds {
  users: UserStore;
  oneTimePasswords: OneTimePasswords;
  secrets: Secrets;
}

/** What is being set up: `sealed` goes along until a code proves it. */
export interface Enrolling extends NewSecret {
  readonly sealed: string;
}

const ISSUER = 'Leuchtnetz';

export type UseSecondFactor = ReturnType<typeof useSecondFactor>;

/** Setting a second factor up, renewing its recovery codes, and turning it off. */
export function useSecondFactor(needs: Needs) {
  const { users, oneTimePasswords, secrets, clock } = needs;
  const confirm = confirmPassword(needs);
  const now = (): string => clock().toISOString();

  /** The same secret as before while somebody is at it: the page may be shown again. */
  const begin = async (viewer: Viewer, sealedBefore: string | null): Promise<Result<Enrolling>> => {
    const user = await users.find(userOf(viewer));
    if (user === undefined) return refuse({ kind: 'not-signed-in' });
    if (user.secondFactor !== null) return refuse({ kind: 'outdated' });
    const kept = sealedBefore === null ? null : secrets.open(sealedBefore, sealedFor(user.id));
    const secret = kept ?? oneTimePasswords.newSecret();
    const sealed = kept === null || sealedBefore === null ? secrets.seal(secret, sealedFor(user.id)) : sealedBefore;
    return accept({ ...oneTimePasswords.describe(secret, ISSUER, user.email), sealed });
  };

  /** It counts from now on, since the app shows the right code. Gives back the recovery codes, this once. */
  const prove = async (viewer: Viewer, sealed: string | null, code: string): Promise<Result<readonly string[]>> => {
    const id = userOf(viewer);
    const secret = sealed === null ? null : secrets.open(sealed, sealedFor(id));
    if (sealed === null || secret === null) return refuse({ kind: 'outdated' });
    const step = oneTimePasswords.stepOf(secret, digitsIn(code) ?? '', clock());
    if (step === null) return invalid(problem('code', code.trim() === '' ? 'required' : 'wrong-one-time-code'));
    const { codes, recovery } = newCodes(id);
    const factor: SecondFactor = { sealed, since: now(), lastStep: step, recovery };
    const done = await set(id, (before) => (before.secondFactor === null ? factor : undefined), administered(id, id, now(), 'second-factor-on'));
    return done ? accept(codes) : refuse({ kind: 'outdated' });
  };

  const renewCodes = async (viewer: Viewer, password: string): Promise<Result<readonly string[]>> => {
    const confirmed = await confirm(viewer, password);
    if (!confirmed.ok) return confirmed;
    const { id } = confirmed.value;
    const { codes, recovery } = newCodes(id);
    const done = await set(
      id,
      ({ secondFactor }) => (secondFactor === null ? undefined : { ...secondFactor, recovery }),
      administered(id, id, now(), 'second-factor-on', 'recovery'),
    );
    return done ? accept(codes) : refuse({ kind: 'outdated' });
  };

  const turnOff = async (viewer: Viewer, password: string): Promise<Result<null>> => {
    const confirmed = await confirm(viewer, password);
    if (!confirmed.ok) return confirmed;
    const { id } = confirmed.value;
    await set(id, ({ secondFactor }) => (secondFactor === null ? undefined : null), administered(id, id, now(), 'second-factor-off'));
    return accept(null);
  };

  /** Undefined leaves it as it is. */
  const set = async (id: string, next: (before: User) => SecondFactor | null | undefined, happened: ReturnType<typeof administered>): Promise<boolean> => {
    const decided = { isDone: false };
    await users.change(
      id,
      (before) => {
        const secondFactor = next(before);
        decided.isDone = secondFactor !== undefined;
        return secondFactor === undefined ? null : { ...before, secondFactor };
      },
      [happened],
    );
    return decided.isDone;
  };

  const newCodes = (user: string) => {
    const codes = oneTimePasswords.newRecoveryCodes(RECOVERY_CODES);
    return { codes, recovery: codes.map((code) => recoveryPrint(secrets, user, code)) };
  };

  return { begin, prove, renewCodes, turnOff };
}
