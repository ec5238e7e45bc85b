import { isTombstone, type KnowledgeRecord } from '../domain/record.ts';
import type { ChangeStore } from '../ports/history-store.ts';
import type { RecordStore } from '../ports/record-store.ts';

interface Needs {
  changes: ChangeStore;
  records: RecordStore;
}

export type ChangedRecord = { readonly id: string; readonly at: string; readonly record: KnowledgeRecord | null };
export type ListChanges = ReturnType<typeof listChanges>;

/** What became public, changed or went (`record` null), in the order of the relay's numbers; each record once, at its last change. */
export function listChanges({ changes, records }: Needs) {
  return async (since: number, limit: number): Promise<{ items: readonly ChangedRecord[]; next: number }> => {
    const found = await changes.since(since, limit);
    const live = new Map((await records.findMany(found.map(({ record }) => record))).map((record) => [record.id, record]));
    const items = found.map(({ record: id, at }) => {
      const record = live.get(id);
      const isPublic = record !== undefined && !isTombstone(record) && record.visibility === 'public';
      return { id, at, record: isPublic ? record : null };
    });
    return { items, next: found.at(-1)?.seq ?? since };
  };
}
