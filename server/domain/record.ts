import type { ContentOf, RecordType, RecordValues } from './content/content-types.ts';
import type { Refusal } from './result.ts';
import type { Viewer } from './viewer.ts';

export type Visibility = 'public' | 'followers' | 'draft';

/** A record of any type: what every one carries, and the content of its type's table. Instants are UTC, ISO 8601. */
interface RecordOf<T extends RecordType> {
  /** Absolute IRI under the publisher's instance; never changes. */
  readonly id: string;
  readonly type: T;
  /** The last segment of its page's address, and those it had before (they redirect). */
  readonly slug: string;
  readonly formerSlugs: readonly string[];
  /** IRI of the publishing organisation. */
  readonly publisher: string;
  readonly visibility: Visibility;
  readonly created: string;
  readonly createdBy: string;
  readonly published: string | null;
  readonly updated: string;
  readonly lastConfirmedAt: string | null;
  /** The withdrawn record this one stands for again. */
  readonly replaces: string | null;
  /** Counts the versions, from 1. */
  readonly revision: number;
  /** The key under which an import knows it, so that importing twice changes nothing. */
  readonly importKey: string | null;
  /** Fingerprint of what the last import wrote, so that the next one sees whether a person changed it since; null when none did. */
  readonly importedAs: string | null;
  readonly values: RecordValues;
  readonly content: ContentOf<T>;
  /** What arrived with it and has no field here: kept, shown as text, exported again. */
  readonly extra: Readonly<Record<string, unknown>>;
}

export type Project = RecordOf<'project'>;
export type Lesson = RecordOf<'lesson'>;
export type Process = RecordOf<'process'>;
export type KnowledgeRecord = Project | Lesson | Process;

/** What is left of a record that was deleted: enough to answer 410 and to tell followers. */
export interface Tombstone {
  readonly id: string;
  readonly type: RecordType;
  readonly slug: string;
  readonly formerSlugs: readonly string[];
  readonly publisher: string;
  readonly deleted: string;
  /** What it had: of a record that strangers never saw, they do not learn that it was there either. */
  readonly visibility: Visibility;
  /** Kept, so that an import does not bring back what a person deleted. */
  readonly importKey: string | null;
  readonly revision: number;
}

/** The records that show something of these: what a lesson is about. */
export function touchedBy(...records: readonly KnowledgeRecord[]): string[] {
  return [...new Set(records.flatMap((record) => (record.type === 'lesson' ? (record.content.about ?? []) : [])))];
}

export function isTombstone(found: KnowledgeRecord | Tombstone): found is Tombstone {
  return 'deleted' in found;
}

export function maySee(viewer: Viewer, record: Pick<KnowledgeRecord, 'visibility' | 'publisher'>): boolean {
  if (record.visibility === 'public') return true;
  if (viewer.kind === 'visitor') return false;
  return record.visibility === 'followers' || belongsTo(viewer, record.publisher);
}

/** Authors change what they began; editors and admins everything of their organisations. */
export function mayEdit(viewer: Viewer, record: KnowledgeRecord): boolean {
  if (viewer.kind === 'visitor' || !viewer.mayWrite || !belongsTo(viewer, record.publisher)) return false;
  if (viewer.role === 'author') return record.createdBy === viewer.user && record.visibility === 'draft';
  return viewer.role === 'admin' || viewer.role === 'editor';
}

/** Why this viewer may not change what stands there; null when he may. A hidden record answers like a missing one. `revision`: the one he read, if he says so. */
export function refusalToEdit(viewer: Viewer, found: KnowledgeRecord | Tombstone | undefined, revision: number | null = null): Refusal | null {
  const hidden = refusalToRead(viewer, found);
  if (hidden !== null || found === undefined || isTombstone(found)) return hidden;
  if (!mayEdit(viewer, found)) return { kind: 'not-allowed' };
  return revision === null || revision === found.revision ? null : { kind: 'outdated' };
}

export function refusalToRead(viewer: Viewer, found: KnowledgeRecord | Tombstone | undefined): Refusal | null {
  if (found === undefined || !maySee(viewer, found)) return { kind: 'not-found' };
  return isTombstone(found) ? { kind: 'gone', since: found.deleted } : null;
}

export function mayPublish(viewer: Viewer, publisher: string): boolean {
  return viewer.kind === 'staff' && viewer.mayWrite && (viewer.role === 'admin' || viewer.role === 'editor') && belongsTo(viewer, publisher);
}

export function mayDraft(viewer: Viewer, publisher: string): boolean {
  return viewer.kind === 'staff' && viewer.mayWrite && viewer.role !== 'reader' && belongsTo(viewer, publisher);
}

function belongsTo(viewer: Viewer & { kind: 'staff' }, publisher: string): boolean {
  return viewer.organisations.includes(publisher);
}
