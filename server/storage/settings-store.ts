import { DEFAULT_SETTINGS, type Settings } from '../domain/settings.ts';
import type { SettingsStore } from '../ports/settings-store.ts';
import type { Collection, Collections, Shape } from './collection.ts';
import { type Journalled, noted, WAITING_INDEX } from './journalled.ts';

type Kept = Journalled & { readonly settings: Partial<Settings> };

const SETTINGS: Shape<Kept> = { name: 'settings', schema: 1, indexes: [WAITING_INDEX] };
const ONLY = 'only';

/** The settings of the instance: one document, what was done to it in the same write. */
export async function openSettingsStore(
  collections: Collections,
  onHappened: () => void,
): Promise<{ settings: SettingsStore; journalled: Collection<Journalled> }> {
  const kept = await collections.open(SETTINGS);
  // A setting that is newer than the document has its default.
  const whole = (found: Kept | undefined): Settings => ({ ...DEFAULT_SETTINGS, ...found?.settings });
  const settings: SettingsStore = {
    find: async () => whole(await kept.get(ONLY)),
    async change(next, happened) {
      const after = await kept.change(ONLY, (before) => ({ id: ONLY, settings: next(whole(before)), ...noted(before, happened) }));
      onHappened();
      return whole(after);
    },
  };
  return { settings, journalled: kept as unknown as Collection<Journalled> };
}
