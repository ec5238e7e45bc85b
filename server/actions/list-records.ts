import type { RecordType } from '../domain/content/content-types.ts';
import type { KnowledgeRecord } from '../domain/record.ts';
import type { RecordStore } from '../ports/record-store.ts';

interface Wanted {
  readonly type: RecordType;
  /** Its IRI, or null for all. */
  readonly publisher: string | null;
  /** The id of the last record read before, or null to begin. */
  readonly after: string | null;
  readonly limit: number;
}

export type ListRecords = ReturnType<typeof listRecords>;

/** The public records of a type in pages, in the order of their ids; `next` is the id to go on after, or null at the end. */
export function listRecords({ records }: { records: RecordStore }) {
  return async ({ type, publisher, after, limit }: Wanted): Promise<{ items: readonly KnowledgeRecord[]; next: string | null }> => {
    const filter = publisher === null ? { type, visibility: 'public' as const } : { type, visibility: 'public' as const, publisher };
    const found = await records.page(filter, after, limit + 1);
    const items = found.slice(0, limit);
    return { items, next: found.length > limit ? (items.at(-1)?.id ?? null) : null };
  };
}
