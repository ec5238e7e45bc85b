import { CONTENT_TYPES } from './content/content-types.ts';
import { emptyContent } from './content/field.ts';
import { RECORD_FIELDS } from './content/record-fields.ts';
import { essenceOf } from './essence.ts';
import type { Written } from './new-record.ts';
import type { KnowledgeRecord } from './record.ts';

/** The record as its forms show it: with its working copy, or as it is. */
export function edited(record: KnowledgeRecord): KnowledgeRecord {
  if (record.working === null) return record;
  const { values, content } = record.working;
  return { ...record, values, content } as KnowledgeRecord;
}

/** Who last wrote what the forms show, and when. */
export function lastWritten({ working, savedBy, updated }: KnowledgeRecord): { readonly by: string; readonly at: string } {
  return working === null ? { by: savedBy, at: updated } : { by: working.savedBy, at: working.savedAt };
}

/** Whether something was written that is not out yet. */
export function isUnpublished({ visibility, working }: Pick<KnowledgeRecord, 'visibility' | 'working'>): boolean {
  return visibility === 'draft' || working !== null;
}

/** The record after somebody saved: a draft changes itself; of a published one the working copy alone, and nothing that anybody outside could notice. */
export function saved(record: KnowledgeRecord, { values, content }: Pick<Written, 'values' | 'content'>, by: string, at: string): KnowledgeRecord {
  const saves = record.saves + 1;
  if (record.visibility === 'draft') return { ...record, values, content, savedBy: by, updated: at, revision: record.revision + 1, saves } as KnowledgeRecord;
  // Who takes everything back has no working copy left, and nothing to talk about.
  const working = says(record, { ...record, values, content } as Written) ? null : { values, content, savedAt: at, savedBy: by };
  return { ...record, working, review: working === null ? null : record.review, saves } as KnowledgeRecord;
}

/** Whether two say the same; visibility does not count. */
export function says(one: Pick<Written, 'values' | 'content'>, other: Pick<Written, 'values' | 'content'>): boolean {
  const plain = ({ values, content }: Pick<Written, 'values' | 'content'>) => essenceOf({ visibility: 'draft', values, content }, {});
  return plain(one) === plain(other);
}

/** What an old version said, in the fields there are today. */
export function restored(version: KnowledgeRecord): Pick<Written, 'values' | 'content'> {
  const { values, content } = edited(version);
  const known = <T extends object>(empty: T, old: object): T => ({ ...empty, ...Object.fromEntries(Object.entries(old).filter(([name]) => name in empty)) });
  return {
    values: known(emptyContent(RECORD_FIELDS), values),
    content: known(emptyContent(CONTENT_TYPES[version.type].fields), content) as KnowledgeRecord['content'],
  };
}

/** The record without what goes on inside. */
export function withoutInside<R extends KnowledgeRecord>(record: R): R {
  return record.working === null && record.review === null ? record : { ...record, working: null, review: null };
}
