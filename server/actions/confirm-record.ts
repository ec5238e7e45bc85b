import { isTombstone, type KnowledgeRecord, refusalToGovern } from '../domain/record.ts';
import { accept, type Result, refuse } from '../domain/result.ts';
import { userOf, type Viewer } from '../domain/viewer.ts';
import type { Clock } from '../ports/clock.ts';
import type { RecordStore } from '../ports/record-store.ts';

interface Needs {
  records: RecordStore;
  clock: Clock;
}

export type ConfirmRecord = ReturnType<typeof confirmRecord>;

/** "Stimmt noch": says that everything in the record is still true today. No new version, for nothing in it changed. */
export function confirmRecord({ records, clock }: Needs) {
  return async (viewer: Viewer, id: string, revision: number | null = null): Promise<Result<KnowledgeRecord>> => {
    if (viewer.kind === 'visitor') return refuse({ kind: 'not-signed-in' });
    const now = clock().toISOString();
    const changed = await records.change(id, (before) => {
      const refusal = refusalToGovern(viewer, before, revision);
      if (refusal !== null || before === undefined || isTombstone(before)) return { refusal: refusal ?? { kind: 'not-found' } };
      // Nobody reads a draft yet; publishing it says that it is true.
      if (before.visibility === 'draft') return { refusal: { kind: 'not-allowed' } };
      const happened = [{ kind: 'record-confirmed', subject: id, at: now, by: userOf(viewer), touches: [], version: null, act: null }] as const;
      return { write: { ...before, lastConfirmedAt: now }, happened };
    });
    if ('refusal' in changed) return refuse(changed.refusal);
    return 'write' in changed && !isTombstone(changed.write) ? accept(changed.write) : refuse({ kind: 'not-found' });
  };
}

const MOST_AT_ONCE = 200;

export type ConfirmRecords = ReturnType<typeof confirmRecords>;

/** Many at once, each for itself, with its own answer; those beyond the first 200 are passed over. */
export function confirmRecords(needs: Needs) {
  const confirm = confirmRecord(needs);
  return async (viewer: Viewer, ids: readonly string[]): Promise<readonly { readonly id: string; readonly result: Result<KnowledgeRecord> }[]> =>
    Promise.all([...new Set(ids)].slice(0, MOST_AT_ONCE).map(async (id) => ({ id, result: await confirm(viewer, id) })));
}
