import type { Happening } from '../domain/happening.ts';
import { isTombstone } from '../domain/record.ts';
import type { ChangeStore, VersionStore } from '../ports/history-store.ts';
import type { RecordStore } from '../ports/record-store.ts';

interface Needs {
  versions: VersionStore;
  changes: ChangeStore;
  records: RecordStore;
}

/** Keeps every version with who and when, and numbers what changed in public. */
export function keepHistory({ versions, changes, records }: Needs) {
  return {
    async version({ subject, version, at, by }: Happening): Promise<void> {
      if (version !== null) await versions.keep({ record: subject, revision: version.revision, at, by, state: version });
    },
    async number({ subject, at }: Happening): Promise<void> {
      const state = await records.find(subject);
      await changes.record(subject, state !== undefined && !isTombstone(state) && state.visibility === 'public', at);
    },
  };
}
