import { problem } from '../domain/content/field-problem.ts';
import { accept, invalid, type Result, refuse } from '../domain/result.ts';
import type { User } from '../domain/user.ts';
import type { Viewer } from '../domain/viewer.ts';
import type { AttemptStore } from '../ports/attempt-store.ts';
import type { Clock } from '../ports/clock.ts';
import type { Secrets } from '../ports/secrets.ts';
import type { UserStore } from '../ports/user-store.ts';
import { type Limit, slowed } from './slow-guessing.ts';

export interface ConfirmNeeds {
  readonly users: Pick<UserStore, 'find'>;
  readonly attempts: AttemptStore;
  readonly secrets: Pick<Secrets, 'passwordFits'>;
  readonly clock: Clock;
}

const LIMIT: Limit = { most: 10, window: 15 * 60_000 };

/** Whoever sits at somebody's open screen has not their password: asked again before what would outlast the session. */
export function confirmPassword({ users, attempts, secrets, clock }: ConfirmNeeds) {
  return async (viewer: Viewer, password: string, field = 'password'): Promise<Result<User>> => {
    if (viewer.kind === 'visitor') return refuse({ kind: 'not-signed-in' });
    const user = await users.find(viewer.user);
    if (user === undefined) return refuse({ kind: 'not-found' });
    const key = `confirm ${user.id}`;
    const slow = await slowed(attempts, key, LIMIT, clock());
    if (slow !== null) return refuse(slow);
    if (!(await secrets.passwordFits(password.slice(0, 1_000), user.passwordHash)))
      return invalid(problem(field, password === '' ? 'required' : 'wrong-password'));
    await attempts.forget(key);
    return accept(user);
  };
}
