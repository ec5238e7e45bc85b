import type { Session, SessionStore } from '../ports/session-store.ts';
import type { Collections, Shape } from './collection.ts';

const SESSIONS: Shape<Session> = { name: 'sessions', schema: 1, indexes: [{ fields: ['user', 'seen'] }, { fields: ['expires'] }] };

const MOST = 1_000;

/** Sessions in the store, so that any process knows them and their owner can end them. */
export async function openSessionStore(collections: Collections): Promise<SessionStore> {
  const kept = await collections.open(SESSIONS);
  const of = (user: string): Promise<Session[]> => kept.find({ user }, { sort: [['seen', -1]], limit: MOST });
  return {
    find: (id) => kept.get(id),
    async put(session) {
      await kept.change(session.id, (before) => ({ ...session, created: before?.created ?? session.created, agent: before?.agent || session.agent }));
    },
    async renew(session) {
      await kept.change(session.id, (before) => (before === undefined ? null : { ...session, created: before.created, agent: before.agent || session.agent }));
    },
    async touch(id, seen, expires) {
      await kept.change(id, (before) => (before === undefined ? null : { ...before, seen, expires }));
    },
    end: (id) => kept.delete(id),
    of,
    async endAll(user, except) {
      for (const { id } of await of(user)) if (id !== except) await kept.delete(id);
    },
    async sweep(now) {
      for (let isMore = true; isMore; ) {
        const ended = await kept.find({ expires: { lt: now } }, { limit: MOST });
        for (const { id } of ended) await kept.delete(id);
        isMore = ended.length === MOST;
      }
    },
  };
}
