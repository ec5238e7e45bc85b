import { CONTENT_TYPES } from './content/content-types.ts';
import type { Content } from './content/field.ts';
import type { KnowledgeRecord } from './record.ts';

/** What a record is called by its people; empty while nobody has said so. */
export function titleOf({ type, content }: Pick<KnowledgeRecord, 'type' | 'content'>): string {
  const title = (content as Content)[CONTENT_TYPES[type].title];
  return typeof title === 'string' ? title : '';
}
