import { administered, hasOtherAdmin, isActive, refusalToAdminister } from '../domain/administer.ts';
import { problem } from '../domain/content/field-problem.ts';
import { accept, invalid, type Result, refuse } from '../domain/result.ts';
import { userOf, type Viewer } from '../domain/viewer.ts';
import type { Clock } from '../ports/clock.ts';
import type { UserStore } from '../ports/user-store.ts';
import type { ForgetPerson } from './forget-person.ts';

interface Needs {
  users: UserStore;
  forget: ForgetPerson;
  clock: Clock;
}

export type DeletePerson = ReturnType<typeof deletePerson>;

/**
 * Article 17 GDPR. What they wrote stays with the organisation; the id in it no longer leads to anybody. `typed` is the e-mail address, so that
 * nobody deletes the wrong person by a slip.
 */
export function deletePerson({ users, forget, clock }: Needs) {
  return async (viewer: Viewer, id: string, typed: string): Promise<Result<null>> => {
    const refusal = refusalToAdminister(viewer);
    if (refusal !== null) return refuse(refusal);
    const user = await users.find(id);
    if (user === undefined) return refuse({ kind: 'not-found' });
    if (id === userOf(viewer)) return invalid(problem('account', 'is-own'));
    if (user.role === 'admin' && isActive(user) && !hasOtherAdmin(await users.all(), id)) return invalid(problem('account', 'last-admin'));
    if (typed.trim().toLowerCase() !== user.email) return invalid(problem('email', 'not-the-same'));
    const now = clock().toISOString();
    // The act and the end of all access are one write; should the rest be interrupted, the relay finishes it.
    const happened = [administered(userOf(viewer), id, now, 'person-deleted')];
    await users.change(id, (before) => ({ ...before, disabled: before.disabled ?? now, sessionsSince: now }), happened);
    await forget(id);
    return accept(null);
  };
}
