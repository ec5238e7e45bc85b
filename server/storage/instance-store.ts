import type { Instance, InstanceStore } from '../ports/instance-store.ts';
import type { Reindex, ReindexStore } from '../ports/reindex-store.ts';
import { type Collections, Duplicate, type Shape } from './collection.ts';

type Kept = Instance & { readonly id: string };

export const INSTANCE: Shape<Kept> = {
  name: 'instance',
  schema: 2,
  indexes: [],
  upgrade: (old) => ({ movingTo: null, ...(old as Omit<Kept, 'movingTo'>) }),
};
const REINDEX: Shape<Reindex & { id: string }> = { name: 'reindex', schema: 1, indexes: [] };
const ONLY = 'only';
const NEVER: Reindex = { wantedAt: null, startedAt: null, finishedAt: null, done: 0, total: 0, failure: null };

/** What the instance knows of itself: one document. */
export async function openInstanceStore(collections: Collections): Promise<InstanceStore> {
  const instances = await collections.open(INSTANCE);
  return {
    find: async () => without(await instances.get(ONLY)),
    async found(instance) {
      try {
        await instances.insert({ id: ONLY, ...instance });
        return true;
      } catch (err) {
        if (err instanceof Duplicate) return false;
        throw err;
      }
    },
    async change(next) {
      await instances.change(ONLY, (before) => (before === undefined ? null : { ...next(before), id: ONLY }));
    },
  };
}

/** The wish for a new index: one document. */
export async function openReindexStore(collections: Collections): Promise<ReindexStore> {
  const wishes = await collections.open(REINDEX);
  const change = async (part: Partial<Reindex>): Promise<void> => {
    await wishes.change(ONLY, (before) => ({ ...(before ?? NEVER), ...part, id: ONLY }));
  };
  return {
    find: async () => without(await wishes.get(ONLY)) ?? NEVER,
    wish: (at) => change({ wantedAt: at }),
    begin: (at) => change({ startedAt: at, finishedAt: null, done: 0, total: 0, failure: null }),
    reach: (done, total) => change({ done, total }),
    finish: (at, failure) => change({ finishedAt: at, failure }),
  };
}

function without<T extends { id: string }>(kept: T | undefined): Omit<T, 'id'> | undefined {
  if (kept === undefined) return undefined;
  const { id: _id, ...rest } = kept;
  return rest;
}
