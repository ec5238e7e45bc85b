import { type Happening, isSeen } from '../domain/happening.ts';
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
    async keepVersions(happenings: readonly Happening[]): Promise<void> {
      await Promise.all(
        happenings.map(async ({ kind, subject, version, at, by }) => {
          if (version === null) return;
          const isWorking = kind === 'record-saved' && version.visibility !== 'draft';
          await versions.keep({ record: subject, revision: version.saves, at, by, isWorking, state: version });
        }),
      );
    },
    /** Each record once, at the last of what happened to it in public: what is saved beside it numbers nothing. */
    async number(happenings: readonly Happening[]): Promise<void> {
      const last = new Map<string, string>();
      for (const { subject, at } of happenings.filter(isSeen)) {
        last.delete(subject);
        last.set(subject, at);
      }
      const states = new Map((await records.findMany([...last.keys()])).map((state) => [state.id, state]));
      const seen = [...last].map(([record, at]) => {
        const state = states.get(record);
        const wasPublic = state?.visibility === 'public';
        return { record, at, wasPublic, isPublic: wasPublic && !isTombstone(state) };
      });
      await changes.record(seen);
    },
  };
}
