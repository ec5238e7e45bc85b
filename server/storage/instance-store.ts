import type { Instance, InstanceStore } from '../ports/instance-store.ts';
import type { Reindex, ReindexStore } from '../ports/reindex-store.ts';
import { type Collections, Duplicate, type Shape } from './collection.ts';

export const INSTANCE: Shape<Instance & { id: string }> = { name: 'instance', schema: 1, indexes: [] };
const REINDEX: Shape<Reindex & { id: string }> = { name: 'reindex', schema: 1, indexes: [] };
const ONLY = 'only';

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
  return {
    find: async () => without(await wishes.get(ONLY)),
    async put(reindex) {
      await wishes.change(ONLY, () => ({ ...reindex, id: ONLY }));
    },
  };
}

function without<T extends { id: string }>(kept: T | undefined): Omit<T, 'id'> | undefined {
  if (kept === undefined) return undefined;
  const { id: _id, ...rest } = kept;
  return rest;
}
