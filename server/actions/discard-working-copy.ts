import { isTombstone, type KnowledgeRecord, mayEdit, refusalTo } from '../domain/record.ts';
import type { Result } from '../domain/result.ts';
import { userOf, type Viewer } from '../domain/viewer.ts';
import type { Clock } from '../ports/clock.ts';
import type { RecordStore } from '../ports/record-store.ts';
import { answerTo, savedHappening } from './save-record.ts';

interface Needs {
  records: RecordStore;
  clock: Clock;
}

export type DiscardWorkingCopy = ReturnType<typeof discardWorkingCopy>;

/** Takes away what was written beside the published version; its saves stay in the history. Without one, all stays as it is. */
export function discardWorkingCopy({ records, clock }: Needs) {
  return async (viewer: Viewer, id: string): Promise<Result<KnowledgeRecord>> => {
    const now = clock().toISOString();
    const changed = await records.change(id, (before) => {
      const refusal = refusalTo(mayEdit, viewer, before);
      if (refusal !== null || before === undefined || isTombstone(before)) return { refusal: refusal ?? { kind: 'not-found' } };
      if (before.working === null) return { keep: true };
      const write: KnowledgeRecord = { ...before, working: null, review: null, saves: before.saves + 1 };
      return { write, happened: [savedHappening(write, userOf(viewer), now)] };
    });
    return answerTo(changed, () => records.find(id));
  };
}
