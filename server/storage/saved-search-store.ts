import type { SavedSearch } from '../domain/saved-search.ts';
import type { SavedSearchStore } from '../ports/saved-search-store.ts';
import type { Collections, Shape } from './collection.ts';

const SAVED_SEARCHES: Shape<SavedSearch> = { name: 'saved-searches', schema: 1, indexes: [{ fields: ['user', 'created'] }] };
const MOST = 200;

/** What people want to be asked again; nobody else's business. */
export async function openSavedSearchStore(collections: Collections): Promise<SavedSearchStore> {
  const kept = await collections.open(SAVED_SEARCHES);
  const ofUser = (user: string) => kept.find({ user }, { sort: [['created', -1]], limit: MOST });
  return {
    find: (id) => kept.get(id),
    ofUser,
    add: (search) => kept.insert(search),
    async change(id, next) {
      await kept.change(id, (before) => (before === undefined ? null : next(before)));
    },
    remove: (id) => kept.delete(id),
    async forgetUser(user) {
      for (let found = await ofUser(user); found.length > 0; found = await ofUser(user)) for (const { id } of found) await kept.delete(id);
    },
  };
}
