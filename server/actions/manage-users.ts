import { administered } from '../domain/administer.ts';
import { checkEmail } from '../domain/content/check-scalar.ts';
import { problem } from '../domain/content/field-problem.ts';
import { passwordProblem } from '../domain/password.ts';
import { accept, invalid, type Result, refuse } from '../domain/result.ts';
import { newUser, type User } from '../domain/user.ts';
import { ROLES, type Role, userOf, type Viewer } from '../domain/viewer.ts';
import type { Clock } from '../ports/clock.ts';
import type { Secrets } from '../ports/secrets.ts';
import type { UserStore } from '../ports/user-store.ts';
import type { ManagePeople } from './manage-people.ts';

interface Needs {
  users: UserStore;
  managePeople: Pick<ManagePeople, 'close'>;
  secrets: Secrets;
  clock: Clock;
}

export type ManageUsers = ReturnType<typeof manageUsers>;

/** People of this instance as the command line knows them, by e-mail address; only admins. */
export function manageUsers({ users, managePeople, secrets, clock }: Needs) {
  const add = async (viewer: Viewer, input: { email: string; password: string; role: string }): Promise<Result<User>> => {
    if (!mayManage(viewer)) return refuse({ kind: 'not-allowed' });
    const email = checkEmail(input.email, 'email');
    const role = ROLES.find((known) => known === input.role) ?? null;
    const password = passwordProblem('password', input.password, input.email);
    const problems = [
      ...email.problems,
      ...(role === null ? [problem('role', 'not-a-code', { allowed: ROLES })] : []),
      ...(password === null ? [] : [password]),
    ];
    if (problems.length > 0 || email.value === null || role === null) return invalid(...problems);
    const passwordHash = await secrets.hashPassword(input.password);
    const user = made(email.value, passwordHash, role, viewer.organisations);
    const happened = [administered(userOf(viewer), user.id, user.created, 'person-joined', role)];
    return (await users.add(user, happened)) ? accept(user) : invalid(problem('email', 'taken'));
  };

  const made = (email: string, passwordHash: string, role: Role, organisations: readonly string[]): User => {
    return newUser({ id: secrets.newId(), email, passwordHash, role, organisations, created: clock().toISOString() });
  };

  const disable = async (viewer: Viewer, email: string): Promise<Result<User>> => {
    if (!mayManage(viewer)) return refuse({ kind: 'not-allowed' });
    const found = await users.findByEmail(email.trim().toLowerCase());
    if (found === undefined) return invalid(problem('email', 'not-found'));
    return managePeople.close(viewer, found.id);
  };

  const list = async (viewer: Viewer): Promise<Result<User[]>> => (mayManage(viewer) ? accept(await users.all()) : refuse({ kind: 'not-allowed' }));

  return { add, disable, list };
}

function mayManage(viewer: Viewer): viewer is Extract<Viewer, { kind: 'staff' }> {
  return viewer.kind === 'staff' && viewer.role === 'admin' && viewer.mayWrite;
}
