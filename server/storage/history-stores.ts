import type { Change, ChangeStore, Version, VersionStore } from '../ports/history-store.ts';
import type { Collections, Shape } from './collection.ts';
import { stateWithInside } from './record-shape.ts';

type KeptVersion = Version & { readonly id: string };

export const VERSIONS: Shape<KeptVersion> = {
  name: 'versions',
  schema: 2,
  indexes: [{ fields: ['record', 'revision'] }, { fields: ['by', 'id'] }],
  upgrade(old) {
    const version = old as KeptVersion;
    return { ...version, isWorking: false, state: stateWithInside(version.state) };
  },
};
export const CHANGES: Shape<Change & { id: string }> = { name: 'changes', schema: 1, indexes: [{ fields: ['seq'] }] };
const COUNTERS: Shape<{ id: string; value: number }> = { name: 'counters', schema: 1, indexes: [] };

const RESERVED = 'changes-reserved';
const REACHED = 'changes-reached';

/** Every version of every record, kept by the relay. */
export async function openVersionStore(collections: Collections): Promise<VersionStore> {
  const versions = await collections.open(VERSIONS);
  const idOf = (record: string, revision: number): string => `${record}#${revision}`;
  const versionOf = ({ id: _id, ...version }: KeptVersion): Version => version;
  return {
    async keep(version) {
      const id = idOf(version.record, version.revision);
      await versions.change(id, (before) => (before === undefined ? { id, ...version } : null));
    },
    async page(record, before, limit) {
      const where = before === null ? { record } : { record, revision: { lt: before } };
      return (await versions.find(where, { sort: [['revision', -1]], limit })).map(versionOf);
    },
    async by(user, after, limit) {
      const where = after === null ? { by: user } : { by: user, id: { gt: idOf(after.record, after.revision) } };
      return (await versions.find(where, { sort: [['id', 1]], limit })).map(versionOf);
    },
    async find(record, revision) {
      const found = await versions.get(idOf(record, revision));
      return found === undefined ? undefined : versionOf(found);
    },
    count: (record) => versions.count({ record }),
  };
}

/**
 * The numbered changes. Numbers are reserved first, then written, then counted as reached: a reader never passes one that is still being
 * written, and two who write at once (a lease lost in the middle) never give one twice.
 */
export async function openChangeStore(collections: Collections): Promise<ChangeStore> {
  const changes = await collections.open(CHANGES);
  const counters = await collections.open(COUNTERS);
  const reached = async (): Promise<number> => (await counters.get(REACHED))?.value ?? 0;
  const reserve = async (count: number): Promise<number> => {
    const after = await counters.change(RESERVED, (before) => ({ id: RESERVED, value: (before?.value ?? 0) + count }));
    return (after?.value ?? count) - count;
  };
  return {
    async record(seen) {
      const known = new Set((await changes.getMany(seen.map(({ record }) => record))).map(({ id }) => id));
      const told = seen.filter(({ record, isPublic, wasPublic }) => isPublic || wasPublic || known.has(record));
      if (told.length === 0) return;
      const from = await reserve(told.length);
      await Promise.all(
        told.map(({ record, isPublic, at }, n) =>
          changes.change(record, (before) => ({ id: record, record, isPublic, at, seq: Math.max(before?.seq ?? 0, from + n + 1) })),
        ),
      );
      const to = from + told.length;
      await counters.change(REACHED, (before) => ((before?.value ?? 0) >= to ? null : { id: REACHED, value: to }));
    },
    async since(seq, limit) {
      const found = await changes.find({ seq: { gt: seq, lte: await reached() } }, { sort: [['seq', 1]], limit });
      return found.map(({ id: _id, ...change }) => change);
    },
  };
}
