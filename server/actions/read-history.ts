import { isTombstone, type KnowledgeRecord, mayEdit, maySeeInside, refusalTo } from '../domain/record.ts';
import { accept, type Result, refuse } from '../domain/result.ts';
import { userOf, type Viewer } from '../domain/viewer.ts';
import { edited, lastWritten, restored, saved, says, withoutInside } from '../domain/working-copy.ts';
import type { Clock } from '../ports/clock.ts';
import type { Version, VersionStore } from '../ports/history-store.ts';
import type { RecordStore } from '../ports/record-store.ts';
import { answerTo, savedHappening } from './save-record.ts';

interface Needs {
  records: RecordStore;
  versions: VersionStore;
  clock: Clock;
}

/** A line of the history; `revision` names the version in readVersion and restoreVersion. */
export interface HistoryEntry {
  readonly revision: number;
  readonly at: string;
  /** The user's id. */
  readonly by: string;
  /** Saved beside the published version, which stayed as it was. */
  readonly isWorking: boolean;
  readonly visibility: KnowledgeRecord['visibility'];
  /** The newest: nothing to restore. */
  readonly isPresent: boolean;
}

/** A version with all it said: what its forms showed then, or what went out. */
export interface PastVersion extends HistoryEntry {
  readonly record: KnowledgeRecord;
}

export interface HistoryPage {
  readonly record: KnowledgeRecord;
  readonly entries: readonly HistoryEntry[];
  /** To read on with; null at the end. */
  readonly next: number | null;
}

const PER_PAGE = 50;

export type ReadHistory = ReturnType<typeof readHistory>;
export type ReadVersion = ReturnType<typeof readVersion>;
export type RestoreVersion = ReturnType<typeof restoreVersion>;

/** The versions of a record, newest first; for the people of its organisation, readers too. `before` is the `next` of the page before. */
export function readHistory({ records, versions }: Pick<Needs, 'records' | 'versions'>) {
  return async (viewer: Viewer, id: string, before: number | null = null): Promise<Result<HistoryPage>> => {
    const found = await records.find(id);
    const refusal = refusalTo(maySeeInside, viewer, found);
    if (refusal !== null || found === undefined || isTombstone(found)) return refuse(refusal ?? { kind: 'not-found' });
    const kept = await versions.page(id, before, PER_PAGE + 1);
    // The relay keeps a version a moment after it was written; the newest is told all the same.
    const isLate = before === null && kept[0]?.revision !== found.saves;
    const all = isLate ? [presentVersion(found), ...kept] : kept;
    const page = all.slice(0, PER_PAGE);
    const entries = page.flatMap((version) => entryOf(found, version) ?? []);
    return accept({ record: found, entries, next: all.length > PER_PAGE ? (page.at(-1)?.revision ?? null) : null });
  };
}

/** One version with all it said. */
export function readVersion({ records, versions }: Pick<Needs, 'records' | 'versions'>) {
  return async (viewer: Viewer, id: string, revision: number): Promise<Result<PastVersion>> => {
    const found = await records.find(id);
    const refusal = refusalTo(maySeeInside, viewer, found);
    if (refusal !== null || found === undefined || isTombstone(found)) return refuse(refusal ?? { kind: 'not-found' });
    return versionOf(versions, found, revision);
  };
}

/** Puts what an old version said into the draft or the working copy, never at once before the public. */
export function restoreVersion({ records, versions, clock }: Needs) {
  return async (viewer: Viewer, id: string, revision: number): Promise<Result<KnowledgeRecord>> => {
    const found = await records.find(id);
    const refusal = refusalTo(mayEdit, viewer, found);
    if (refusal !== null || found === undefined || isTombstone(found)) return refuse(refusal ?? { kind: 'not-found' });
    const past = await versionOf(versions, found, revision);
    if (!past.ok) return past;
    const now = clock().toISOString();
    const changed = await records.change(id, (before) => {
      const late = refusalTo(mayEdit, viewer, before);
      if (late !== null || before === undefined || isTombstone(before)) return { refusal: late ?? { kind: 'not-found' } };
      const wanted = restored(past.value.record);
      if (says(edited(before), wanted)) return { keep: true };
      const write = saved(before, wanted, userOf(viewer), now);
      return { write, happened: [savedHappening(write, userOf(viewer), now)] };
    });
    return answerTo(changed, () => records.find(id));
  };
}

async function versionOf(versions: VersionStore, found: KnowledgeRecord, revision: number): Promise<Result<PastVersion>> {
  const kept = (await versions.find(found.id, revision)) ?? (revision === found.saves ? presentVersion(found) : undefined);
  const entry = kept === undefined ? null : entryOf(found, kept);
  if (kept === undefined || entry === null || isTombstone(kept.state)) return refuse({ kind: 'not-found' });
  return accept({ ...entry, record: withoutInside(entry.isWorking ? edited(kept.state) : kept.state) });
}

function presentVersion(record: KnowledgeRecord): Version {
  return { record: record.id, revision: record.saves, ...lastWritten(record), isWorking: record.working !== null, state: record };
}

function entryOf(record: KnowledgeRecord, { revision, at, by, isWorking, state }: Version): HistoryEntry | null {
  if (isTombstone(state)) return null;
  return { revision, at, by, isWorking, visibility: state.visibility, isPresent: revision === record.saves };
}
