import { administered, differences, hasOtherAdmin, isActive, refusalToAdminister } from '../domain/administer.ts';
import { problem } from '../domain/content/field-problem.ts';
import type { ActName } from '../domain/happening.ts';
import { accept, invalid, type Result, refuse } from '../domain/result.ts';
import type { User } from '../domain/user.ts';
import { ROLES, type Role, userOf, type Viewer } from '../domain/viewer.ts';
import type { Clock } from '../ports/clock.ts';
import type { OrganisationStore } from '../ports/organisation-store.ts';
import type { SessionStore } from '../ports/session-store.ts';
import type { TokenStore, UserStore } from '../ports/user-store.ts';

interface Needs {
  users: UserStore;
  organisations: Pick<OrganisationStore, 'all'>;
  sessions: Pick<SessionStore, 'endAll'>;
  tokens: Pick<TokenStore, 'find' | 'remove'>;
  clock: Clock;
}

export interface Duties {
  readonly role: string;
  /** IRIs. */
  readonly organisations: readonly string[];
  /** Said aloud that one gives up one's own right to administer. */
  readonly isSure: boolean;
}

export type ManagePeople = ReturnType<typeof managePeople>;

/** What admins do to the accounts of others, and with care to their own. Each act lies in the document of the account. */
export function managePeople({ users, organisations, sessions, tokens, clock }: Needs) {
  /** One change of one account with what is told of it; refused when the account looks different by then. */
  const change = async (viewer: Viewer, before: User, name: ActName, detail: string | null, next: (user: User, now: string) => User): Promise<Result<User>> => {
    const now = clock().toISOString();
    const state: { isOther: boolean } = { isOther: false };
    const after = await users.change(
      before.id,
      (present) => {
        state.isOther = JSON.stringify(dutiesOf(present)) !== JSON.stringify(dutiesOf(before));
        return state.isOther ? null : next(present, now);
      },
      [administered(userOf(viewer), before.id, now, name, detail)],
    );
    if (after === undefined || after === 'taken') return refuse({ kind: 'not-found' });
    return state.isOther ? refuse({ kind: 'outdated' }) : accept(after);
  };

  const found = async (viewer: Viewer, id: string): Promise<Result<User>> => {
    const refusal = refusalToAdminister(viewer);
    if (refusal !== null) return refuse(refusal);
    const user = await users.find(id);
    return user === undefined ? refuse({ kind: 'not-found' }) : accept(user);
  };

  /** Two admins may take the right from each other at the same moment; the one who leaves nobody takes it back. */
  const keepingAnAdmin = async (viewer: Viewer, before: User, name: ActName, detail: string | null, next: (user: User, now: string) => User) => {
    const isAdmin = before.role === 'admin' && isActive(before);
    if (isAdmin && !hasOtherAdmin(await users.all(), before.id)) return invalid(problem('role', 'last-admin'));
    const changed = await change(viewer, before, name, detail, next);
    if (!isAdmin || !changed.ok || hasOtherAdmin(await users.all(), '')) return changed;
    await change(viewer, changed.value, 'person-changed', 'last-admin', (user) => ({ ...user, role: before.role, disabled: before.disabled }));
    return invalid(problem('role', 'last-admin'));
  };

  const setDuties = async (viewer: Viewer, id: string, { role: wanted, organisations: belongs, isSure }: Duties): Promise<Result<User>> => {
    const one = await found(viewer, id);
    if (!one.ok) return one;
    const known = new Map((await organisations.all()).map((organisation) => [organisation.id, organisation.handle]));
    const role: Role | undefined = ROLES.find((code) => code === wanted);
    const problems = [
      ...(role === undefined ? [problem('role', 'not-a-code', { allowed: ROLES })] : []),
      ...(belongs.some((iri) => !known.has(iri)) ? [problem('organisations', 'not-found')] : []),
    ];
    if (problems.length > 0 || role === undefined) return invalid(...problems);
    const before = one.value;
    const isOwnLoss = id === userOf(viewer) && before.role === 'admin' && role !== 'admin';
    if (isOwnLoss && !isSure) return invalid(problem('isSure', 'required'));
    const unique = [...new Set(belongs)].sort();
    const handles = (iris: readonly string[]) =>
      iris
        .map((iri) => known.get(iri) ?? iri)
        .sort()
        .join(', ') || '–';
    const detail = differences([
      { what: 'role', before: before.role, after: role },
      { what: 'organisations', before: handles(before.organisations), after: handles(unique) },
    ]);
    if (detail === null) return accept(before);
    const next = (user: User): User => ({ ...user, role, organisations: unique });
    return role === 'admin' ? change(viewer, before, 'person-changed', detail, next) : keepingAnAdmin(viewer, before, 'person-changed', detail, next);
  };

  /** Ends every session and closes the door; what the person wrote stays. */
  const close = async (viewer: Viewer, id: string): Promise<Result<User>> => {
    const one = await found(viewer, id);
    if (!one.ok || !isActive(one.value)) return one;
    if (id === userOf(viewer)) return invalid(problem('account', 'is-own'));
    const closed = await keepingAnAdmin(viewer, one.value, 'person-disabled', null, (user, now) => ({ ...user, disabled: now, sessionsSince: now }));
    if (closed.ok) await sessions.endAll(id, null);
    return closed;
  };

  const reopen = async (viewer: Viewer, id: string): Promise<Result<User>> => {
    const one = await found(viewer, id);
    if (!one.ok || isActive(one.value)) return one;
    return change(viewer, one.value, 'person-enabled', null, (user) => ({ ...user, disabled: null }));
  };

  const endSessions = async (viewer: Viewer, id: string): Promise<Result<User>> => {
    const one = await found(viewer, id);
    if (!one.ok) return one;
    const ended = await change(viewer, one.value, 'sessions-ended', null, (user, now) => ({ ...user, sessionsSince: now }));
    if (ended.ok) await sessions.endAll(id, null);
    return ended;
  };

  const dropSecondFactor = async (viewer: Viewer, id: string): Promise<Result<User>> => {
    const one = await found(viewer, id);
    if (!one.ok || one.value.secondFactor === null) return one;
    return change(viewer, one.value, 'second-factor-off', null, (user) => ({ ...user, secondFactor: null }));
  };

  /** The act is written first: a token that was gone without a trace would be worse than one revoked twice. */
  const revokeToken = async (viewer: Viewer, id: string, token: string): Promise<Result<User>> => {
    const one = await found(viewer, id);
    if (!one.ok) return one;
    if ((await tokens.find(token))?.user !== id) return refuse({ kind: 'not-found' });
    const told = await change(viewer, one.value, 'token-revoked', token.slice(0, 8), (user) => user);
    if (told.ok) await tokens.remove(token);
    return told;
  };

  return { setDuties, close, reopen, endSessions, dropSecondFactor, revokeToken };
}

function dutiesOf({ role, organisations, disabled, secondFactor }: User): unknown[] {
  return [role, organisations, disabled, secondFactor?.since ?? null];
}
