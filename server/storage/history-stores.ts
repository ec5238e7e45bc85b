import type { Change, ChangeStore, Version, VersionStore } from '../ports/history-store.ts';
import type { Collections, Shape } from './collection.ts';

export const VERSIONS: Shape<Version & { id: string }> = { name: 'versions', schema: 1, indexes: [{ fields: ['record', 'revision'] }] };
export const CHANGES: Shape<Change & { id: string }> = { name: 'changes', schema: 1, indexes: [{ fields: ['seq'] }] };
const COUNTERS: Shape<{ id: string; value: number }> = { name: 'counters', schema: 1, indexes: [] };

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

/** The numbered changes. A number counts once the counter has reached it, so nobody reads past one that is still being written. */
export async function openChangeStore(collections: Collections): Promise<ChangeStore> {
  const changes = await collections.open(CHANGES);
  const counters = await collections.open(COUNTERS);
  const reached = async (): Promise<number> => (await counters.get('changes'))?.value ?? 0;
  return {
    async record(seen) {
      const known = new Set((await changes.getMany(seen.map(({ record }) => record))).map(({ id }) => id));
      const told = seen.filter(({ record, isPublic, wasPublic }) => isPublic || wasPublic || known.has(record));
      if (told.length === 0) return;
      const from = await reached();
      await Promise.all(told.map(({ record, isPublic, at }, n) => changes.change(record, () => ({ id: record, record, isPublic, at, seq: from + n + 1 }))));
      await counters.change('changes', () => ({ id: 'changes', value: from + told.length }));
    },
    async since(seq, limit) {
      const found = await changes.find({ seq: { gt: seq, lte: await reached() } }, { sort: [['seq', 1]], limit });
      return found.map(({ id: _id, ...change }) => change);
    },
  };
}
