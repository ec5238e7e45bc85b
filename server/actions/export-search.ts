import type { DescribedRecord } from '../domain/described-record.ts';
import { isTombstone, type KnowledgeRecord, maySee } from '../domain/record.ts';
import type { SearchQuery } from '../domain/search/search-query.ts';
import { VISITOR } from '../domain/viewer.ts';
import type { RecordStore } from '../ports/record-store.ts';
import type { DescribeRecords } from './describe-records.ts';
import type { SearchRecords } from './search-records.ts';

interface Needs {
  searchRecords: SearchRecords;
  describeRecords: DescribeRecords;
  records: Pick<RecordStore, 'findMany'>;
}

export const MOST_EXPORTED = 5_000;
const AT_ONCE = 200;

export interface SearchExport {
  /** Hits altogether, of which the first MOST_EXPORTED are given. */
  readonly total: number;
  /** The index has everything. */
  readonly isWhole: boolean;
  readonly records: AsyncIterable<DescribedRecord>;
}

export type ExportSearch = ReturnType<typeof exportSearch>;

/**
 * The hits of a search as whole records, page by page. What is exported leaves the house, so it is always what a visitor sees: nothing for
 * followers only, no draft, no working copy (domain.md 2), whoever asks.
 */
export function exportSearch({ searchRecords, describeRecords, records }: Needs) {
  return async (query: Omit<SearchQuery, 'page' | 'perPage' | 'count'>): Promise<SearchExport> => {
    const ask = (page: number) => searchRecords(VISITOR, { ...query, page, perPage: AT_ONCE, count: [] });
    const first = await ask(1);

    async function* all(): AsyncGenerator<DescribedRecord> {
      const given = new Set<string>();
      for (let page = 1, answer = first; answer.hits.length > 0; page += 1, answer = await ask(page)) {
        const wanted = answer.hits.map(({ id }) => id).filter((id) => !given.has(id));
        const found = new Map((await records.findMany(wanted)).map((record) => [record.id, record] as const));
        const seen = wanted.flatMap((id): KnowledgeRecord[] => {
          const record = found.get(id);
          given.add(id);
          // The index follows the store a moment later; what is gone meanwhile is not given.
          return record === undefined || isTombstone(record) || !maySee(VISITOR, record) ? [] : [record];
        });
        yield* (await describeRecords(VISITOR, seen)).map(withoutImport);
        if (page * AT_ONCE >= Math.min(MOST_EXPORTED, answer.total)) return;
      }
    }
    return { total: first.total, isWhole: first.filling === null, records: all() };
  };
}

/** Under which key an import knows a record is nobody else's business. */
function withoutImport(found: DescribedRecord): DescribedRecord {
  return { ...found, record: { ...found.record, importKey: null, importedAs: null } };
}
