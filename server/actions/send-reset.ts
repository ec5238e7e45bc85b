import { administered, isActive, refusalToAdminister } from '../domain/administer.ts';
import { accept, type Result, refuse } from '../domain/result.ts';
import { userOf, type Viewer } from '../domain/viewer.ts';
import type { Clock } from '../ports/clock.ts';
import type { UserStore } from '../ports/user-store.ts';
import type { ResetPassword } from './reset-password.ts';

interface Needs {
  users: Pick<UserStore, 'find' | 'change'>;
  resetPassword: Pick<ResetPassword, 'ask'>;
  clock: Clock;
}

export type SendReset = ReturnType<typeof sendReset>;

/** An admin has the link for a new password mailed to somebody; the admin never sees it, and the present password goes on working. */
export function sendReset({ users, resetPassword, clock }: Needs) {
  return async (viewer: Viewer, id: string, asking: { readonly from: string }): Promise<Result<null>> => {
    const refusal = refusalToAdminister(viewer);
    if (refusal !== null) return refuse(refusal);
    const user = await users.find(id);
    if (user === undefined || !isActive(user)) return refuse({ kind: 'not-found' });
    const asked = await resetPassword.ask(user.email, asking);
    if (!asked.ok) return asked;
    await users.change(id, (before) => before, [administered(userOf(viewer), id, clock().toISOString(), 'reset-sent')]);
    return accept(null);
  };
}
