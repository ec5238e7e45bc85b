import type { KnowledgeRecord } from './record.ts';
import type { Viewer } from './viewer.ts';

/** True where this viewer may not learn which town a lesson comes from: an association publishes it with size class, state and topic only (domain.md 2). */
export function hidesItsTown(viewer: Viewer, record: KnowledgeRecord): boolean {
  if (record.type !== 'lesson' || record.content.anonymous !== true) return false;
  return viewer.kind === 'visitor' || !viewer.organisations.includes(record.publisher);
}

/** A lesson that does not tell which record it is about, for whoever may not see that one. */
export function withoutAbout(record: KnowledgeRecord): KnowledgeRecord {
  return record.type === 'lesson' ? { ...record, content: { ...record.content, about: null } } : record;
}

/** The record without everything that leads to a hidden town; unchanged where nothing is hidden. Its place facts are computed from the whole one. */
export function asSeenBy(viewer: Viewer, record: KnowledgeRecord): KnowledgeRecord {
  if (record.type !== 'lesson' || !hidesItsTown(viewer, record)) return record;
  const subject = { ...record.values.subject, name: null, ags: null };
  return { ...record, values: { ...record.values, subject, sources: [] }, content: { ...record.content, about: null }, extra: {} };
}
