import type { KnowledgeRecord } from '../domain/record.ts';
import type { RecordStore } from '../ports/record-store.ts';

const AT_ONCE = 200;

export type ExportRecords = ReturnType<typeof exportRecords>;

/** Everything this instance keeps, drafts too: for the operator at the command line, never for a door. */
export function exportRecords({ records }: { records: Pick<RecordStore, 'page' | 'count'> }) {
  async function* all(): AsyncGenerator<KnowledgeRecord> {
    for (let after: string | null = null; ; ) {
      const page: readonly KnowledgeRecord[] = await records.page({}, after, AT_ONCE);
      yield* page;
      after = page.at(-1)?.id ?? null;
      if (page.length < AT_ONCE || after === null) return;
    }
  }
  return { all, count: () => records.count({}) };
}
