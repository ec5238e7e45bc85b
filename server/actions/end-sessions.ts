import { administered } from '../domain/administer.ts';
import { accept, type Result, refuse } from '../domain/result.ts';
import { userOf, type Viewer } from '../domain/viewer.ts';
import type { Clock } from '../ports/clock.ts';
import type { Session, SessionStore } from '../ports/session-store.ts';
import type { UserStore } from '../ports/user-store.ts';

interface Needs {
  users: Pick<UserStore, 'change'>;
  sessions: SessionStore;
  clock: Clock;
}

/** A session as its owner sees it. */
export interface MySession extends Pick<Session, 'id' | 'created' | 'seen' | 'agent'> {
  readonly isThis: boolean;
}

export type EndSessions = ReturnType<typeof endSessions>;

/** Everybody sees and ends their own sessions; `own` is the one they ask with. */
export function endSessions({ users, sessions, clock }: Needs) {
  const open = async (user: string): Promise<Session[]> => {
    const now = clock().toISOString();
    return (await sessions.of(user)).filter(({ expires }) => expires > now);
  };

  /** This one first, then those seen last. */
  const list = async (viewer: Viewer, own: string): Promise<Result<MySession[]>> => {
    if (viewer.kind === 'visitor') return refuse({ kind: 'not-signed-in' });
    const found = (await open(viewer.user)).map(({ id, created, seen, agent }) => ({ id, created, seen, agent, isThis: id === own }));
    return accept([...found.filter(({ isThis }) => isThis), ...found.filter(({ isThis }) => !isThis)]);
  };

  const end = async (viewer: Viewer, id: string): Promise<Result<null>> => {
    if (viewer.kind === 'visitor') return refuse({ kind: 'not-signed-in' });
    // Somebody else's looks like none.
    if (!(await open(viewer.user)).some((session) => session.id === id)) return refuse({ kind: 'not-found' });
    await sessions.end(id);
    await told(viewer, 'one');
    return accept(null);
  };

  const endOthers = async (viewer: Viewer, own: string): Promise<Result<null>> => {
    if (viewer.kind === 'visitor') return refuse({ kind: 'not-signed-in' });
    await sessions.endAll(viewer.user, own);
    await told(viewer, 'others');
    return accept(null);
  };

  const told = async (viewer: Viewer, detail: string): Promise<void> => {
    const user = userOf(viewer);
    await users.change(user, (before) => before, [administered(user, user, clock().toISOString(), 'sessions-ended', detail)]);
  };

  return { list, end, endOthers };
}
