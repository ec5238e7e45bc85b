import { type KnowledgeRecord, mayDraft, mayEdit, mayGovern, mayPublish } from './record.ts';
import type { Settings } from './settings.ts';
import { userOf, type Viewer } from './viewer.ts';
import { isUnpublished, lastWritten } from './working-copy.ts';

/** What a viewer may do with a record as it is now; pages show only these buttons. */
export interface Rights {
  readonly mayEdit: boolean;
  readonly mayPublish: boolean;
  readonly maySubmit: boolean;
  readonly maySendBack: boolean;
  readonly mayComment: boolean;
  readonly mayDiscard: boolean;
  readonly mayWithdraw: boolean;
  readonly mayDelete: boolean;
  readonly mayConfirm: boolean;
}

export function rightsOver(viewer: Viewer, record: KnowledgeRecord, settings: Pick<Settings, 'isFourEyes'>): Rights {
  const edits = mayEdit(viewer, record);
  const publishes = mayPublish(viewer, record.publisher);
  const isOut = record.visibility !== 'draft';
  return {
    mayEdit: edits,
    mayPublish: publishes && !lacksSecondPair(viewer, record, settings),
    maySubmit: edits && isUnpublished(record),
    maySendBack: publishes && record.review?.state === 'submitted',
    mayComment: mayDraft(viewer, record.publisher),
    mayDiscard: edits && record.working !== null,
    mayWithdraw: publishes && isOut,
    mayDelete: mayGovern(viewer, record),
    mayConfirm: publishes && isOut,
  };
}

/** Whether the settings ask of this viewer that somebody else looks first; the operator at the command line is trusted with everything. */
export function needsSecondPair(viewer: Viewer, { isFourEyes }: Pick<Settings, 'isFourEyes'>): boolean {
  return isFourEyes && userOf(viewer) !== 'operator';
}

/** Whether nobody but this viewer has looked at what would go out: he wrote it last, or submitted it. */
export function lacksSecondPair(viewer: Viewer, record: KnowledgeRecord, settings: Pick<Settings, 'isFourEyes'>): boolean {
  if (!needsSecondPair(viewer, settings) || !isUnpublished(record)) return false;
  const submittedBy = record.review?.state === 'submitted' ? record.review.by : null;
  return lastWritten(record).by === userOf(viewer) || submittedBy === userOf(viewer);
}
