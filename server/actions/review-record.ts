import { missingOf } from '../domain/published.ts';
import { isTombstone, type KnowledgeRecord, mayDraft, mayEdit, mayPublish, refusalTo } from '../domain/record.ts';
import type { Refusal, Result } from '../domain/result.ts';
import { commentProblem, isSubmittedBy, type ReviewState, reviewed } from '../domain/review.ts';
import { userOf, type Viewer } from '../domain/viewer.ts';
import { isUnpublished } from '../domain/working-copy.ts';
import type { Clock } from '../ports/clock.ts';
import type { RecordStore } from '../ports/record-store.ts';
import { answerTo } from './save-record.ts';

interface Needs {
  records: RecordStore;
  clock: Clock;
}

interface Step {
  readonly state: ReviewState | 'same';
  readonly mustSay: boolean;
  may(viewer: Viewer, record: KnowledgeRecord): boolean;
  /** Why it makes no sense now. */
  refusal(record: KnowledgeRecord): Refusal | null;
}

const OUTDATED = { kind: 'outdated' } as const;

const SUBMIT: Step = {
  state: 'submitted',
  mustSay: false,
  may: mayEdit,
  refusal(record) {
    if (!isUnpublished(record)) return OUTDATED;
    const problems = missingOf(record);
    return problems.length === 0 ? null : { kind: 'invalid', problems };
  },
};
const SEND_BACK: Step = {
  state: 'returned',
  mustSay: true,
  may: (viewer, { publisher }) => mayPublish(viewer, publisher),
  refusal: ({ review }) => (review?.state === 'submitted' ? null : OUTDATED),
};
const COMMENT: Step = { state: 'same', mustSay: true, may: (viewer, { publisher }) => mayDraft(viewer, publisher), refusal: () => null };

type Say = (viewer: Viewer, id: string, comment: string) => Promise<Result<KnowledgeRecord>>;
export type SubmitRecord = ReturnType<typeof submitRecord>;
export type SendBack = ReturnType<typeof sendBack>;
export type CommentRecord = ReturnType<typeof commentRecord>;

/** Asks those who may publish to look at it; only what could go out as it is. The comment may be empty. */
export function submitRecord(needs: Needs): Say {
  return stepping(needs, SUBMIT);
}

/** Gives what was submitted back to its author, with what is to be done; only those who may publish. */
export function sendBack(needs: Needs): Say {
  return stepping(needs, SEND_BACK);
}

/** A word to colleagues, from all of the organisation who write. */
export function commentRecord(needs: Needs): Say {
  return stepping(needs, COMMENT);
}

/** A step changes no text, so it makes no version, and nobody outside hears of it. */
function stepping({ records, clock }: Needs, step: Step): Say {
  return async (viewer, id, comment) => {
    const now = clock().toISOString();
    const changed = await records.change(id, (before) => {
      const refusal = refusalTo(step.may, viewer, before);
      if (refusal !== null || before === undefined || isTombstone(before)) return { refusal: refusal ?? { kind: 'not-found' } };
      const problem = commentProblem(before.review, comment, step.mustSay);
      if (problem !== null) return { refusal: { kind: 'invalid', problems: [problem] } };
      const senseless = step.refusal(before);
      if (senseless !== null) return { refusal: senseless };
      const by = userOf(viewer);
      if (step.state === 'submitted' && comment.trim() === '' && isSubmittedBy(before.review, by)) return { keep: true };
      const write: KnowledgeRecord = { ...before, review: reviewed(before.review, step.state, comment, by, now) };
      return { write, happened: [{ kind: 'record-reviewed', subject: id, at: now, by, touches: [], version: null, act: null }] };
    });
    return answerTo(changed, () => records.find(id));
  };
}
