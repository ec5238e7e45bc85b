import { problem } from '../domain/content/field-problem.ts';
import { accept, invalid, type Refusal, type Result, refuse } from '../domain/result.ts';
import { checkName, MOST_SAVED, type SavedSearch } from '../domain/saved-search.ts';
import type { SearchQuery } from '../domain/search/search-query.ts';
import type { Viewer } from '../domain/viewer.ts';
import type { Clock } from '../ports/clock.ts';
import type { SavedSearchStore } from '../ports/saved-search-store.ts';
import type { Secrets } from '../ports/secrets.ts';

interface Needs {
  savedSearches: SavedSearchStore;
  secrets: Pick<Secrets, 'newId'>;
  clock: Clock;
}

export type SavedSearches = ReturnType<typeof savedSearches>;

const LONGEST_QUERY = 4_000;

/** Everybody's own searches; somebody else's answer like missing ones. */
export function savedSearches({ savedSearches: store, secrets, clock }: Needs) {
  const own = async (viewer: Viewer, id: string): Promise<Result<SavedSearch>> => {
    if (viewer.kind === 'visitor') return refuse({ kind: 'not-signed-in' });
    if (!viewer.mayWrite) return refuse({ kind: 'not-allowed' });
    const found = await store.find(id);
    return found === undefined || found.user !== viewer.user ? refuse({ kind: 'not-found' }) : accept(found);
  };

  return {
    /** The newest first. */
    list: async (viewer: Viewer): Promise<readonly SavedSearch[]> => (viewer.kind === 'visitor' ? [] : store.ofUser(viewer.user)),

    /** To be changed, or opened anew. */
    find: own,

    /** The same search twice is one, with the new name. */
    async save(viewer: Viewer, input: { readonly name: string; readonly query: string }): Promise<Result<SavedSearch>> {
      if (viewer.kind === 'visitor') return refuse({ kind: 'not-signed-in' });
      if (!viewer.mayWrite) return refuse({ kind: 'not-allowed' });
      const { name, problems } = checkName(input.name);
      const mine = await store.ofUser(viewer.user);
      const same = mine.find(({ query }) => query === input.query);
      const tooMany = same === undefined && mine.length >= MOST_SAVED ? [problem('savedSearch', 'too-many', { limit: MOST_SAVED })] : [];
      const tooLong = input.query.length > LONGEST_QUERY ? [problem('savedSearch', 'too-long', { limit: LONGEST_QUERY })] : [];
      if (problems.length + tooMany.length + tooLong.length > 0) return invalid(...problems, ...tooMany, ...tooLong);
      const now = clock().toISOString();
      if (same !== undefined) {
        await store.change(same.id, (before) => ({ ...before, name }));
        return accept({ ...same, name });
      }
      const search: SavedSearch = { id: secrets.newId(), user: viewer.user, name, query: input.query, created: now, lookedAt: now };
      await store.add(search);
      return accept(search);
    },

    async rename(viewer: Viewer, id: string, typed: string): Promise<Result<SavedSearch>> {
      const found = await own(viewer, id);
      if (!found.ok) return found;
      const { name, problems } = checkName(typed);
      if (problems.length > 0) return invalid(...problems);
      await store.change(id, (before) => ({ ...before, name }));
      return accept({ ...found.value, name });
    },

    /** Nothing is new in it from now on. */
    async look(viewer: Viewer, id: string): Promise<Result<SavedSearch>> {
      const found = await own(viewer, id);
      if (!found.ok) return found;
      const lookedAt = clock().toISOString();
      await store.change(id, (before) => ({ ...before, lookedAt }));
      return accept({ ...found.value, lookedAt });
    },

    async remove(viewer: Viewer, id: string): Promise<Refusal | null> {
      const found = await own(viewer, id);
      if (!found.ok) return found.refusal;
      await store.remove(id);
      return null;
    },
  };
}

/** The newest first, and as few as a line can say: more than these are "many". */
export const MOST_NEW = 50;

/** How a search is asked for what is new in it. */
export function askedForNew(query: SearchQuery): SearchQuery {
  return { ...query, sort: 'newest', page: 1, perPage: MOST_NEW, count: [] };
}
