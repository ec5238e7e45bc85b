import { newUser, type User } from '../domain/user.ts';
import type { Token, TokenStore, UserStore } from '../ports/user-store.ts';
import { type Collection, type Collections, Duplicate, type Shape } from './collection.ts';
import { type Journalled, noted, WAITING_INDEX } from './journalled.ts';

/** `email` and `user` are null once the person is gone: what happened last still waits there, and nothing else does. */
type Kept = Journalled & { readonly email: string | null; readonly user: User | null };

export const USERS: Shape<Kept> = {
  name: 'users',
  schema: 4,
  indexes: [{ fields: ['email'], unique: true }, WAITING_INDEX],
  upgrade: (old, schema) => {
    if (schema === 2 || schema === 3) {
      const kept = old as Kept;
      // Everybody was written to in German before the fourth shape.
      return kept.user === null ? kept : { ...kept, user: { ...kept.user, language: 'de' } };
    }
    // Before the second shape the person was the document.
    const before = old as Parameters<typeof newUser>[0] & Partial<User>;
    return { id: before.id, email: before.email, user: newUser(before), pending: [], waitingSince: null, happenings: 0 };
  },
};
const TOKENS: Shape<Token> = {
  name: 'tokens',
  schema: 2,
  indexes: [{ fields: ['user'] }],
  upgrade: (old) => ({ ...(old as Token), label: null }),
};

const MOST = 10_000;

/** People of this instance; what was done to an account lies in its own document. */
export async function openUserStore(collections: Collections, onHappened: () => void): Promise<{ users: UserStore; journalled: Collection<Journalled> }> {
  const kept = await collections.open(USERS);
  const users: UserStore = {
    find: async (id) => (await kept.get(id))?.user ?? undefined,
    findMany: async (ids) => peopleIn(await kept.getMany(ids)),
    findByEmail: async (email) => (await kept.find({ email }, { limit: 1 }))[0]?.user ?? undefined,
    all: async () => peopleIn(await kept.find({ email: { gt: '' } }, { sort: [['email', 1]], limit: MOST })),
    async add(user, happened = []) {
      try {
        await kept.insert({ id: user.id, email: user.email, user, ...noted(undefined, happened) });
        onHappened();
        return true;
      } catch (err) {
        if (err instanceof Duplicate) return false;
        throw err;
      }
    },
    async change(id, next, happened = []) {
      try {
        const after = await kept.change(id, (before) => {
          const user = before == null || before.user === null ? null : next(before.user);
          return before === undefined || user === null ? null : { id, email: user.email, user, ...noted(before, happened) };
        });
        onHappened();
        return after?.user ?? undefined;
      } catch (err) {
        if (err instanceof Duplicate) return 'taken';
        throw err;
      }
    },
    async remove(id) {
      await kept.change(id, (before) => (before === undefined ? null : { ...before, email: null, user: null }));
      onHappened();
    },
  };
  return { users, journalled: kept as unknown as Collection<Journalled> };
}

function peopleIn(found: readonly Kept[]): User[] {
  return found.flatMap(({ user }) => user ?? []);
}

/** API tokens, by their hash. */
export async function openTokenStore(collections: Collections): Promise<TokenStore> {
  const tokens = await collections.open(TOKENS);
  return {
    find: (hash) => tokens.get(hash),
    of: (user) => tokens.find({ user }, { limit: MOST }),
    add: (token) => tokens.insert(token),
    remove: (hash) => tokens.delete(hash),
  };
}
