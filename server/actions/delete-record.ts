import { isTombstone, type Lesson, maySee, refusalToGovern, type Tombstone } from '../domain/record.ts';
import { accept, type Result, refuse } from '../domain/result.ts';
import { userOf, type Viewer } from '../domain/viewer.ts';
import { deleted, tombstoneOf } from '../domain/withdrawn.ts';
import type { Clock } from '../ports/clock.ts';
import type { FileStore } from '../ports/file-store.ts';
import type { VersionStore } from '../ports/history-store.ts';
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
      const refusal = refusalToGovern(viewer, before, revision);
      if (refusal !== null || before === undefined || isTombstone(before)) return { refusal: refusal ?? { kind: 'not-found' } };
      const write = tombstoneOf(before, now);
      return { write, happened: [deleted(before, write, 'record-deleted', userOf(viewer))] };
    });
    if ('refusal' in changed) return refuse(changed.refusal);
    return 'write' in changed && isTombstone(changed.write) ? accept(changed.write) : refuse({ kind: 'not-found' });
  };
}

/** What goes with a record, for whoever is about to delete or withdraw it. */
export interface Consequences {
  /** Lessons about it that the viewer may see; they stay, and lose what they are about. */
  readonly lessons: readonly Lesson[];
  /** Strangers may have seen it, linked it and quoted it. */
  readonly wasPublic: boolean;
  /** Something was written beside it that never went out. */
  readonly hasWorkingCopy: boolean;
  readonly versions: number;
  /** Pictures and documents that were added to it. */
  readonly files: number;
}

export type ConsequencesOf = ReturnType<typeof consequencesOf>;

/** For those only who may delete it. */
export function consequencesOf({
  records,
  versions,
  files,
}: {
  records: Pick<RecordStore, 'find' | 'about'>;
  versions: Pick<VersionStore, 'count'>;
  files: Pick<FileStore, 'ofRecord'>;
}) {
  return async (viewer: Viewer, id: string): Promise<Result<Consequences>> => {
    const found = await records.find(id);
    const refusal = refusalToGovern(viewer, found);
    if (refusal !== null || found === undefined || isTombstone(found)) return refuse(refusal ?? { kind: 'not-found' });
    const [about, kept, added] = await Promise.all([records.about(id, ['public', 'followers', 'draft']), versions.count(id), files.ofRecord(id)]);
    const lessons = about.filter((lesson): lesson is Lesson => lesson.type === 'lesson' && maySee(viewer, lesson));
    return accept({
      lessons,
      wasPublic: found.visibility === 'public',
      hasWorkingCopy: found.working !== null,
      versions: Math.max(kept, found.saves),
      files: added.length,
    });
  };
}
