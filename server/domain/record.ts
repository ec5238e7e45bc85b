import type { ContentOf, RecordType, RecordValues } from './content/content-types.ts';
import type { Refusal } from './result.ts';
import type { Review } from './review.ts';
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
  /** Counts the versions, from 1; what is saved to a working copy of a published record counts only when it goes out. */
  readonly revision: number;
  /** Counts every save, those to the working copy too; the history knows its versions by it. Never leaves the house. */
  readonly saves: number;
  /** Who last wrote what stands here (not the one who published it). Never leaves the house. */
  readonly savedBy: string;
  /** The key under which an import knows it, so that importing twice changes nothing. */
  readonly importKey: string | null;
  /** Fingerprint of what the last import wrote, so that the next one sees whether a person changed it since; null when none did. */
  readonly importedAs: string | null;
  readonly values: RecordValues;
  readonly content: ContentOf<T>;
  /** What arrived with it and has no field here: kept, shown as text, exported again. */
  readonly extra: Readonly<Record<string, unknown>>;
  /** What is being written beside the published version; null where nothing is, and for a record that was never published, which is its own draft. */
  readonly working: WorkingCopy<T> | null;
  /** What colleagues say to what is not published yet. Never leaves the house, as the working copy. */
  readonly review: Review | null;
}

/** The next version of a published record while it is being written. */
export interface WorkingCopy<T extends RecordType = RecordType> {
  readonly values: RecordValues;
  readonly content: ContentOf<T>;
  readonly savedAt: string;
  readonly savedBy: string;
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
  readonly saves: number;
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

/** Authors write what they began, draft or working copy; editors and admins everything of their organisations. */
export function mayEdit(viewer: Viewer, record: Pick<KnowledgeRecord, 'publisher' | 'createdBy'>): boolean {
  if (viewer.kind === 'visitor' || !viewer.mayWrite || !belongsTo(viewer, record.publisher)) return false;
  return viewer.role === 'author' ? record.createdBy === viewer.user : viewer.role === 'admin' || viewer.role === 'editor';
}

/** What everybody sees or could have seen is changed at once by those only who may publish; authors govern their own drafts. */
export function mayGovern(viewer: Viewer, record: Pick<KnowledgeRecord, 'publisher' | 'createdBy' | 'visibility'>): boolean {
  return mayPublish(viewer, record.publisher) || (record.visibility === 'draft' && mayEdit(viewer, record));
}

/** Why this viewer may not do with what stands there what `may` asks; null when he may. A hidden record answers like a missing one. */
export function refusalTo(
  may: (viewer: Viewer, record: KnowledgeRecord) => boolean,
  viewer: Viewer,
  found: KnowledgeRecord | Tombstone | undefined,
): Refusal | null {
  if (viewer.kind === 'visitor') return { kind: 'not-signed-in' };
  const hidden = refusalToRead(viewer, found);
  if (hidden !== null || found === undefined || isTombstone(found)) return hidden;
  return may(viewer, found) ? null : { kind: 'not-allowed' };
}

/** Why this viewer may not change what stands there at once; null when he may. `revision`: the one he read, if he says so. */
export function refusalToGovern(viewer: Viewer, found: KnowledgeRecord | Tombstone | undefined, revision: number | null = null): Refusal | null {
  const refusal = refusalTo(mayGovern, viewer, found);
  return refusal ?? (revision === null || revision === found?.revision ? null : { kind: 'outdated' });
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

/** What goes on inside (working copy, reviews, history) is for the organisation's own people, readers too. */
export function maySeeInside(viewer: Viewer, { publisher }: Pick<KnowledgeRecord, 'publisher'>): boolean {
  return viewer.kind === 'staff' && belongsTo(viewer, publisher);
}

function belongsTo(viewer: Viewer & { kind: 'staff' }, publisher: string): boolean {
  return viewer.organisations.includes(publisher);
}
