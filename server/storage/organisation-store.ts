import type { Organisation } from '../domain/organisation.ts';
import type { OrganisationStore } from '../ports/organisation-store.ts';
import { type Collection, type Collections, Duplicate, type Shape } from './collection.ts';
import { type Journalled, noted, WAITING_INDEX } from './journalled.ts';

interface Kept extends Journalled {
  readonly handle: string;
  readonly organisation: Organisation;
}

export const ORGANISATIONS: Shape<Kept> = { name: 'organisations', schema: 1, indexes: [{ fields: ['handle'], unique: true }, WAITING_INDEX] };

const MOST = 1_000;

/** The organisations of this instance, their happenings in their own documents. */
export async function openOrganisationStore(
  collections: Collections,
  onHappened: () => void,
): Promise<{ organisations: OrganisationStore; journalled: Collection<Journalled> }> {
  const kept = await collections.open(ORGANISATIONS);
  const organisations: OrganisationStore = {
    find: async (id) => (await kept.get(id))?.organisation,
    findByHandle: async (handle) => (await kept.find({ handle }, { limit: 1 }))[0]?.organisation,
    async all() {
      const found = await kept.find({}, { limit: MOST });
      return found.map(({ organisation }) => organisation).sort((a, b) => (a.content.name ?? '').localeCompare(b.content.name ?? '', 'de'));
    },
    async add(organisation, happened) {
      try {
        await kept.insert({ id: organisation.id, handle: organisation.handle, organisation, ...noted(undefined, happened) });
        onHappened();
        return true;
      } catch (err) {
        if (err instanceof Duplicate) return false;
        throw err;
      }
    },
    async change(id, next) {
      const after = await kept.change(id, (before) => {
        const changed = before === undefined ? null : next(before.organisation);
        if (before === undefined || changed === null) return null;
        return { id, handle: changed.organisation.handle, organisation: changed.organisation, ...noted(before, changed.happened) };
      });
      onHappened();
      return after?.organisation;
    },
  };
  return { organisations, journalled: kept as unknown as Collection<Journalled> };
}
