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

/** The numbered changes. The number is taken first: a crash between the two writes leaves a gap, never a number given twice. */
export async function openChangeStore(collections: Collections): Promise<ChangeStore> {
  const changes = await collections.open(CHANGES);
  const counters = await collections.open(COUNTERS);
  return {
    async record(record, isPublic, at) {
      if (!isPublic && (await changes.get(record)) === undefined) return;
      const counted = await counters.change('changes', (before) => ({ id: 'changes', value: (before?.value ?? 0) + 1 }));
      await changes.change(record, () => ({ id: record, record, seq: counted?.value ?? 0, isPublic, at }));
    },
    async since(seq, limit) {
      const found = await changes.find({ seq: { gt: seq } }, { sort: [['seq', 1]], limit });
      return found.map(({ id: _id, ...change }) => change);
    },
  };
}
