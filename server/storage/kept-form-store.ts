import type { KeptForm, KeptFormStore } from '../ports/kept-form-store.ts';
import type { Collections, Shape } from './collection.ts';

type Kept = KeptForm & { readonly id: string };

export const KEPT_FORMS: Shape<Kept> = { name: 'kept-forms', schema: 1, indexes: [{ fields: ['user', 'at'] }, { fields: ['at'] }] };
const MOST_AT_ONCE = 200;

/** Unsaved text, one document per person and address. */
export async function openKeptFormStore(collections: Collections): Promise<KeptFormStore> {
  const kept = await collections.open(KEPT_FORMS);
  const formOf = ({ user, path, body, at }: Kept): KeptForm => ({ user, path, body, at });
  const deleteAll = async (found: readonly Kept[]): Promise<void> => {
    for (const { id } of found) await kept.delete(id);
  };
  return {
    async find(user, path) {
      const found = await kept.get(idOf(user, path));
      return found === undefined ? undefined : formOf(found);
    },
    async keep(form, most) {
      await kept.change(idOf(form.user, form.path), () => ({ id: idOf(form.user, form.path), ...form }));
      await deleteAll(await kept.find({ user: form.user }, { sort: [['at', -1]], skip: most, limit: MOST_AT_ONCE }));
    },
    forget: (user, path) => kept.delete(idOf(user, path)),
    ofUser: async (user) => (await kept.find({ user }, { sort: [['at', -1]], limit: MOST_AT_ONCE })).map(formOf),
    async forgetUser(user) {
      for (let found = await kept.find({ user }, { limit: MOST_AT_ONCE }); found.length > 0; found = await kept.find({ user }, { limit: MOST_AT_ONCE }))
        await deleteAll(found);
    },
    forgetBefore: async (instant) => deleteAll(await kept.find({ at: { lt: instant } }, { limit: MOST_AT_ONCE })),
  };
}

function idOf(user: string, path: string): string {
  return `${user} ${path}`;
}
