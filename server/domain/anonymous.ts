import { type KnowledgeRecord, maySeeInside } from './record.ts';
import type { Viewer } from './viewer.ts';
import { withoutInside } from './working-copy.ts';

/** True where this viewer may not learn which town a lesson comes from: an association publishes it with size class, state and topic only (domain.md 2). */
export function hidesItsTown(viewer: Viewer, record: KnowledgeRecord): boolean {
  if (record.type !== 'lesson' || record.content.anonymous !== true) return false;
  return viewer.kind === 'visitor' || !viewer.organisations.includes(record.publisher);
}

/** A lesson that does not tell which record it is about, for whoever may not see that one. */
export function withoutAbout(record: KnowledgeRecord): KnowledgeRecord {
  return record.type === 'lesson' ? { ...record, content: { ...record.content, about: null } } : record;
}

/** The record without what goes on inside, and without everything that leads to a hidden town. Its place facts are computed from the whole one. */
export function asSeenBy(viewer: Viewer, found: KnowledgeRecord): KnowledgeRecord {
  const record = maySeeInside(viewer, found) ? found : withoutInside(found);
  if (record.type !== 'lesson' || !hidesItsTown(viewer, record)) return record;
  const subject = { ...record.values.subject, name: null, ags: null };
  return { ...record, values: { ...record.values, subject, sources: [] }, content: { ...record.content, about: null }, extra: {} };
}
