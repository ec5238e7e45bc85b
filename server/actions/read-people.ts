import { refusalToAdminister } from '../domain/administer.ts';
import { accept, type Result, refuse } from '../domain/result.ts';
import type { User } from '../domain/user.ts';
import type { Viewer } from '../domain/viewer.ts';
import type { Clock } from '../ports/clock.ts';
import type { SessionStore } from '../ports/session-store.ts';
import type { Token, TokenStore, UserStore } from '../ports/user-store.ts';

interface Needs {
  users: Pick<UserStore, 'all' | 'find'>;
  sessions: Pick<SessionStore, 'of'>;
  tokens: Pick<TokenStore, 'of'>;
  clock: Clock;
}

/** An account as admins see it: nothing that opens anything. */
export interface Person extends Omit<User, 'passwordHash' | 'secondFactor' | 'knownFrom' | 'sessionsSince'> {
  readonly hasSecondFactor: boolean;
}

export interface PersonFile {
  readonly person: Person;
  readonly sessions: readonly { readonly created: string; readonly seen: string; readonly agent: string }[];
  readonly tokens: readonly Token[];
}

export type ReadPeople = ReturnType<typeof readPeople>;

/** The people of this instance, for admins only. */
export function readPeople({ users, sessions, tokens, clock }: Needs) {
  const list = async (viewer: Viewer): Promise<Result<Person[]>> => {
    const refusal = refusalToAdminister(viewer);
    return refusal === null ? accept((await users.all()).map(personOf)) : refuse(refusal);
  };

  const file = async (viewer: Viewer, id: string): Promise<Result<PersonFile>> => {
    const refusal = refusalToAdminister(viewer);
    if (refusal !== null) return refuse(refusal);
    const user = await users.find(id);
    if (user === undefined) return refuse({ kind: 'not-found' });
    const now = clock().toISOString();
    const open = (await sessions.of(id)).filter(({ expires, created }) => expires > now && created > user.sessionsSince);
    const kept = [...(await tokens.of(id))].sort((a, b) => (a.created < b.created ? 1 : -1));
    return accept({ person: personOf(user), sessions: open.map(({ created, seen, agent }) => ({ created, seen, agent })), tokens: kept });
  };

  return { list, file };
}

export function personOf({ passwordHash: _hash, secondFactor, knownFrom: _from, sessionsSince: _since, ...user }: User): Person {
  return { ...user, hasSecondFactor: secondFactor !== null };
}
