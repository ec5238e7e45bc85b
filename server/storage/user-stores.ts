import type { Token, TokenStore, User, UserStore } from '../ports/user-store.ts';
import { type Collections, Duplicate, type Shape } from './collection.ts';

export const USERS: Shape<User> = { name: 'users', schema: 1, indexes: [{ fields: ['email'], unique: true }] };
const TOKENS: Shape<Token> = { name: 'tokens', schema: 1, indexes: [{ fields: ['user'] }] };

const MOST = 10_000;

/** People of this instance. */
export async function openUserStore(collections: Collections): Promise<UserStore> {
  const users = await collections.open(USERS);
  return {
    find: (id) => users.get(id),
    findByEmail: async (email) => (await users.find({ email }, { limit: 1 }))[0],
    all: () => users.find({}, { sort: [['email', 1]], limit: MOST }),
    async add(user) {
      try {
        await users.insert(user);
        return true;
      } catch (err) {
        if (err instanceof Duplicate) return false;
        throw err;
      }
    },
    change: (id, next) => users.change(id, (before) => (before === undefined ? null : next(before))),
  };
}

/** API tokens, by their hash. */
export async function openTokenStore(collections: Collections): Promise<TokenStore> {
  const tokens = await collections.open(TOKENS);
  return { find: (hash) => tokens.get(hash), add: (token) => tokens.insert(token) };
}
