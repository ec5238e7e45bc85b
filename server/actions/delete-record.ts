import { isTombstone, refusalToEdit, type Tombstone, touchedBy } from '../domain/record.ts';
import { accept, type Result, refuse } from '../domain/result.ts';
import { userOf, type Viewer } from '../domain/viewer.ts';
import type { Clock } from '../ports/clock.ts';
import type { RecordStore } from '../ports/record-store.ts';

interface Needs {
  records: RecordStore;
  clock: Clock;
}

export type DeleteRecord = ReturnType<typeof deleteRecord>;

/** Leaves a tombstone in the record's place, so that its addresses answer 410 and its id is never given again. */
export function deleteRecord({ records, clock }: Needs) {
  return async (viewer: Viewer, id: string, revision: number | null = null): Promise<Result<Tombstone>> => {
    if (viewer.kind === 'visitor') return refuse({ kind: 'not-signed-in' });
    const now = clock().toISOString();
    const changed = await records.change(id, (before) => {
      const refusal = refusalToEdit(viewer, before, revision);
      if (refusal !== null || before === undefined || isTombstone(before)) return { refusal: refusal ?? { kind: 'not-found' } };
      const { type, slug, formerSlugs, publisher, importKey, visibility } = before;
      const write: Tombstone = { id, type, slug, formerSlugs, publisher, deleted: now, visibility, importKey, revision: before.revision + 1 };
      return { write, happened: [{ kind: 'record-deleted', subject: id, at: now, by: userOf(viewer), touches: touchedBy(before), version: write, act: null }] };
    });
    if ('refusal' in changed) return refuse(changed.refusal);
    return 'write' in changed && isTombstone(changed.write) ? accept(changed.write) : refuse({ kind: 'not-found' });
  };
}
