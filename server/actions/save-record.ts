import { fingerprintOf } from '../domain/fingerprint.ts';
import type { Happening } from '../domain/happening.ts';
import { type RecordInput, written } from '../domain/new-record.ts';
import { isTombstone, type KnowledgeRecord, mayEdit, refusalTo } from '../domain/record.ts';
import { accept, type Result, refuse } from '../domain/result.ts';
import { userOf, type Viewer } from '../domain/viewer.ts';
import { edited, lastWritten, saved, says } from '../domain/working-copy.ts';
import type { Clock } from '../ports/clock.ts';
import type { Decision, RecordStore, Stored } from '../ports/record-store.ts';

interface Needs {
  records: RecordStore;
  clock: Clock;
}

export type SaveRecord = ReturnType<typeof saveRecord>;

/**
 * Writes fields to the draft, or to the working copy of a published record; nothing of it is seen outside. `seen` is the fingerprint of these
 * very fields as the form showed them: when they say something else now, nothing is written and both texts can be compared. Null overwrites.
 */
export function saveRecord({ records, clock }: Needs) {
  return async (viewer: Viewer, id: string, fields: RecordInput, seen: string | null): Promise<Result<KnowledgeRecord>> => {
    const changed = await records.change(id, (before) => decide(viewer, before, fields, seen, clock().toISOString()));
    return answerTo(changed, () => records.find(id));
  };
}

/** The record after a decision: what was written, or what stands there. */
export async function answerTo(changed: Decision | { readonly taken: true }, find: () => Promise<Stored | undefined>): Promise<Result<KnowledgeRecord>> {
  if ('refusal' in changed) return refuse(changed.refusal);
  const after = 'write' in changed ? changed.write : await find();
  return after === undefined || isTombstone(after) ? refuse({ kind: 'not-found' }) : accept(after);
}

/** A save as the journal hears it: kept as a version, seen by nobody outside. */
export function savedHappening(after: KnowledgeRecord, by: string, at: string): Happening {
  return { kind: 'record-saved', subject: after.id, at, by, touches: [], version: after, act: null };
}

function decide(viewer: Viewer, before: Stored | undefined, { visibility: _, ...fields }: RecordInput, seen: string | null, now: string): Decision {
  const refusal = refusalTo(mayEdit, viewer, before);
  if (refusal !== null || before === undefined || isTombstone(before)) return { refusal: refusal ?? { kind: 'not-found' } };
  const present = edited(before);
  const { value, problems } = written(before.type, present, fields, before.id);
  if (problems.length > 0) return { refusal: { kind: 'invalid', problems } };
  // Who says what stands there anyway is nobody's rival.
  if (says(present, value)) return { keep: true };
  if (seen !== null && fingerprintOf(present, Object.keys(fields)) !== seen) {
    const { visibility, values, content } = present;
    return { refusal: { kind: 'conflict', theirs: { visibility, values, content }, ...lastWritten(before) } };
  }
  const by = userOf(viewer);
  const after = saved(before, value, by, now);
  return { write: after, happened: [savedHappening(after, by, now)] };
}
