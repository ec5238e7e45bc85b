import { CONTENT_TYPES } from '../domain/content/content-types.ts';
import type { Content } from '../domain/content/field.ts';
import type { RecordInput } from '../domain/new-record.ts';
import { isTombstone } from '../domain/record.ts';
import { slugCandidate, slugOf } from '../domain/slug.ts';
import type { RecordStore, Stored } from '../ports/record-store.ts';

const MOST_TRIED = 9;

/** A record that never was public takes the address of the title it goes out with; afterwards its address stays (null). */
export async function freeSlug(
  records: Pick<RecordStore, 'findByAddress'>,
  found: Stored | undefined,
  fields: RecordInput,
  attempt: number,
): Promise<string | null> {
  if (found === undefined || isTombstone(found) || found.published !== null) return null;
  const name = CONTENT_TYPES[found.type].title;
  const title = fields[name] ?? (found.content as Content)[name];
  if (typeof title !== 'string' || found.slug.startsWith(slugOf(title))) return null;
  for (let n = attempt; ; n += 1) {
    // A title that very many records have gets the unique end of the id, so that the search ends.
    const slug = n < MOST_TRIED ? slugCandidate(title, n) : `${slugCandidate(title, 0)}-${found.id.slice(-8)}${n === MOST_TRIED ? '' : `-${n}`}`;
    if (!(await isAnothers(records, found, slug))) return slug;
  }
}

/** Whether the address leads to another record, also one that had it before. */
export async function isAnothers(records: Pick<RecordStore, 'findByAddress'>, found: Stored | undefined, slug: string): Promise<boolean> {
  const owner = found === undefined ? undefined : await records.findByAddress(found.type, slug);
  return owner !== undefined && owner.id !== found?.id;
}
