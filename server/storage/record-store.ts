import type { RecordType } from '../domain/content/content-types.ts';
import { isTombstone, type KnowledgeRecord } from '../domain/record.ts';
import type { Decision, RecordFilter, RecordStore, Stored } from '../ports/record-store.ts';
import { type Collection, type Collections, Duplicate, type Shape, type Where } from './collection.ts';
import { type Journalled, noted, WAITING_INDEX } from './journalled.ts';

/** The record itself, and beside it what it is found by. */
interface Kept extends Journalled {
  readonly state: Stored;
  readonly type: RecordType;
  readonly slug: string;
  readonly formerAddresses: readonly string[];
  readonly publisher: string;
  /** Null once it is a tombstone. */
  readonly visibility: KnowledgeRecord['visibility'] | null;
  readonly isLive: boolean;
  /** The publisher and the import's key; the id itself where no import knows it. */
  readonly importAddress: string;
  readonly about: string | null;
}

export const RECORDS: Shape<Kept> = {
  name: 'records',
  schema: 1,
  indexes: [
    { fields: ['type', 'slug'], unique: true },
    { fields: ['formerAddresses'], list: true },
    { fields: ['importAddress'], unique: true },
    { fields: ['about', 'visibility', 'id'] },
    { fields: ['isLive', 'type', 'id'] },
    { fields: ['publisher', 'isLive', 'id'] },
    { fields: ['visibility', 'type', 'id'] },
    WAITING_INDEX,
  ],
};

/** The records of this instance. The happenings of a record lie in its own document; `onHappened` is told when something waits to be carried. */
export async function openRecordStore(collections: Collections, onHappened: () => void): Promise<{ records: RecordStore; journalled: Collection<Journalled> }> {
  const kept = await collections.open(RECORDS);
  const stateOf = (found: Kept | undefined): Stored | undefined => found?.state;
  const records: RecordStore = {
    find: async (id) => stateOf(await kept.get(id)),
    findMany: async (ids) => (await kept.getMany(ids)).map(({ state }) => state),
    async findByAddress(type, slug) {
      const [present] = await kept.find({ type, slug }, { limit: 1 });
      if (present !== undefined) return present.state;
      const [former] = await kept.find({ formerAddresses: formerAddress(type, slug) }, { limit: 1 });
      return stateOf(former);
    },
    findByImportKey: async (publisher, importKey) => stateOf((await kept.find({ importAddress: importAddress(publisher, importKey) }, { limit: 1 }))[0]),
    async about(id, visibilities) {
      const found = await kept.find({ about: id, visibility: { in: visibilities } }, { sort: [['id', -1]], limit: 200 });
      return found.flatMap(({ state }) => (isTombstone(state) ? [] : [state]));
    },
    async page(filter, after, limit) {
      const found = await kept.find({ ...whereOf(filter), ...(after === null ? {} : { id: { gt: after } }) }, { sort: [['id', 1]], limit });
      return found.flatMap(({ state }) => (isTombstone(state) ? [] : [state]));
    },
    count: (filter) => kept.count(whereOf(filter)),
    async add(record, happened) {
      return notTaken(async () => {
        await kept.insert(toKept(record, noted(undefined, happened)));
        onHappened();
        return true;
      }, false);
    },
    async change(id, decide) {
      let decision: Decision = { keep: true };
      return notTaken(
        async () => {
          await kept.change(id, (before) => {
            decision = decide(before?.state);
            return 'write' in decision ? toKept(decision.write, noted(before, decision.happened)) : null;
          });
          onHappened();
          return decision;
        },
        { taken: true } as const,
      );
    },
  };
  return { records, journalled: kept as unknown as Collection<Journalled> };
}

async function notTaken<T, E>(write: () => Promise<T>, otherwise: E): Promise<T | E> {
  try {
    return await write();
  } catch (err) {
    if (err instanceof Duplicate) return otherwise;
    throw err;
  }
}

function toKept(state: Stored, journal: Omit<Journalled, 'id'>): Kept {
  const { id, type, slug, formerSlugs, publisher } = state;
  const gone = isTombstone(state);
  return {
    id,
    state,
    type,
    slug,
    formerAddresses: formerSlugs.map((former) => formerAddress(type, former)),
    publisher,
    visibility: gone ? null : state.visibility,
    isLive: !gone,
    importAddress: state.importKey === null ? id : importAddress(publisher, state.importKey),
    about: !gone && state.type === 'lesson' ? state.content.about : null,
    ...journal,
  };
}

function formerAddress(type: RecordType, slug: string): string {
  return `${type}/${slug}`;
}

function importAddress(publisher: string, importKey: string): string {
  return `${publisher} ${importKey}`;
}

function whereOf({ type, publisher, visibility }: RecordFilter): Where {
  return {
    isLive: true,
    ...(type === undefined ? {} : { type }),
    ...(publisher === undefined ? {} : { publisher }),
    ...(visibility === undefined ? {} : { visibility }),
  };
}
