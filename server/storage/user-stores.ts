import { newUser, type User } from '../domain/user.ts';
import type { Token, TokenStore, UserStore } from '../ports/user-store.ts';
import { type Collection, type Collections, Duplicate, type Shape } from './collection.ts';
import { type Journalled, noted, WAITING_INDEX } from './journalled.ts';

type Kept = Journalled & { readonly email: string; readonly user: User };

export const USERS: Shape<Kept> = {
  name: 'users',
  schema: 2,
  indexes: [{ fields: ['email'], unique: true }, WAITING_INDEX],
  upgrade: (old) => {
    const before = old as Parameters<typeof newUser>[0] & Partial<User>;
    return { id: before.id, email: before.email, user: newUser(before), pending: [], waitingSince: null, happenings: 0 };
  },
};
const TOKENS: Shape<Token> = { name: 'tokens', schema: 1, indexes: [{ fields: ['user'] }] };

const MOST = 10_000;

/** People of this instance; what was done to an account lies in its own document. */
export async function openUserStore(collections: Collections, onHappened: () => void): Promise<{ users: UserStore; journalled: Collection<Journalled> }> {
  const kept = await collections.open(USERS);
  const users: UserStore = {
    find: async (id) => (await kept.get(id))?.user,
    findMany: async (ids) => (await kept.getMany(ids)).map(({ user }) => user),
    findByEmail: async (email) => (await kept.find({ email }, { limit: 1 }))[0]?.user,
    all: async () => (await kept.find({}, { sort: [['email', 1]], limit: MOST })).map(({ user }) => user),
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
          const user = before === undefined ? null : next(before.user);
          return before === undefined || user === null ? null : { id, email: user.email, user, ...noted(before, happened) };
        });
        onHappened();
        return after?.user;
      } catch (err) {
        if (err instanceof Duplicate) return 'taken';
        throw err;
      }
    },
    remove: (id) => kept.delete(id),
  };
  return { users, journalled: kept as unknown as Collection<Journalled> };
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
