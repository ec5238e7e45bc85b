import type { Change, ChangeStore, Version, VersionStore } from '../ports/history-store.ts';
import type { Collections, Shape } from './collection.ts';

export const VERSIONS: Shape<Version & { id: string }> = { name: 'versions', schema: 1, indexes: [{ fields: ['record', 'revision'] }] };
export const CHANGES: Shape<Change & { id: string }> = { name: 'changes', schema: 1, indexes: [{ fields: ['seq'] }] };
const COUNTERS: Shape<{ id: string; value: number }> = { name: 'counters', schema: 1, indexes: [] };

const RESERVED = 'changes-reserved';
const REACHED = 'changes-reached';
const MOST = 1_000;

/** Every version of every record, kept by the relay. */
export async function openVersionStore(collections: Collections): Promise<VersionStore> {
  const versions = await collections.open(VERSIONS);
  return {
    async keep(version) {
      const id = `${version.record}#${version.revision}`;
      await versions.change(id, (before) => (before === undefined ? { id, ...version } : null));
    },
    async of(record) {
      const found = await versions.find({ record }, { sort: [['revision', -1]], limit: MOST });
      return found.map(({ id: _id, ...version }) => version);
    },
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
