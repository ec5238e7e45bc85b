import { isTombstone, type KnowledgeRecord } from '../domain/record.ts';
import type { Decision, DeskFilter, RecordFilter, RecordStore, Stored } from '../ports/record-store.ts';
import { type Collection, type Collections, Duplicate, type Where } from './collection.ts';
import { type Journalled, noted } from './journalled.ts';
import { formerAddress, importAddress, type Kept, RECORDS, toKept } from './record-shape.ts';

const AT_ONCE = 200;

/** The records of this instance. The happenings of a record lie in its own document; `onHappened` is told when something waits to be carried. */
export async function openRecordStore(collections: Collections, onHappened: () => void): Promise<{ records: RecordStore; journalled: Collection<Journalled> }> {
  const kept = await collections.open(RECORDS);
  await renewOldOnes(kept);
  const live = (found: readonly Kept[]): KnowledgeRecord[] => found.flatMap(({ state }) => (isTombstone(state) ? [] : [state]));
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
      return live(await kept.find({ about: id, visibility: { in: visibilities } }, { sort: [['id', -1]], limit: 200 }));
    },
    async page(filter, after, limit) {
      return live(await kept.find({ ...whereOf(filter), ...(after === null ? {} : { id: { gt: after } }) }, { sort: [['id', 1]], limit }));
    },
    count: (filter) => kept.count(whereOf(filter)),
    async desk(filter, order, { skip, limit }) {
      const sort = order === 'last-changed' ? ([['changedAt', -1]] as const) : ([['confirmedAt', 1]] as const);
      return live(await kept.find(onDesk(filter), { sort, skip, limit }));
    },
    countDesk: (filter) => kept.count(onDesk(filter)),
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

function whereOf({ type, publisher, visibility }: RecordFilter): Where {
  return {
    isLive: true,
    ...(type === undefined ? {} : { type }),
    ...(publisher === undefined ? {} : { publisher }),
    ...(visibility === undefined ? {} : { visibility }),
  };
}

function onDesk({ publishers, states, type, createdBy, confirmedBefore }: DeskFilter): Where {
  return {
    publisher: { in: publishers },
    desk: states === null ? { gt: '' } : { in: states },
    ...(type === null ? {} : { type }),
    ...(createdBy === null ? {} : { createdBy }),
    ...(confirmedBefore === null ? {} : { confirmedAt: { gte: '', lt: confirmedBefore } }),
  };
}

/** Reading brings an old document up to date, but not what it is found by: those that lack it are written once more. */
async function renewOldOnes(kept: Collection<Kept>): Promise<void> {
  for (;;) {
    const old = await kept.find({ changedAt: null }, { limit: AT_ONCE });
    await Promise.all(old.map(({ id }) => kept.change(id, (before) => before ?? null)));
    if (old.length < AT_ONCE) return;
  }
}
