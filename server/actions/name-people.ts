import { nameOf } from '../domain/user.ts';
import type { UserStore } from '../ports/user-store.ts';

export type NamePeople = ReturnType<typeof namePeople>;

/** The names of colleagues by their ids, for those who may see what they wrote. Whoever is not there any more has none. */
export function namePeople({ users }: { users: Pick<UserStore, 'find'> }) {
  return async (ids: readonly (string | null)[]): Promise<ReadonlyMap<string, string>> => {
    const wanted = [...new Set(ids.filter((id) => id !== null))];
    const found = await Promise.all(wanted.map((id) => users.find(id)));
    return new Map(found.flatMap((user) => (user === undefined ? [] : [[user.id, nameOf(user)] as const])));
  };
}
