import type { RecordType } from '../domain/content/content-types.ts';
import type { RecordStore } from '../ports/record-store.ts';

export interface PublicPage {
  readonly type: RecordType;
  readonly slug: string;
  readonly updated: string;
}

const AT_ONCE = 500;

export type ListPublic = ReturnType<typeof listPublic>;

/** Where every public record of this instance is read, in batches and in the order of their ids. */
export function listPublic({ records }: { records: RecordStore }) {
  return async function* (): AsyncGenerator<readonly PublicPage[]> {
    for (let after: string | null = null; ; ) {
      const found = await records.page({ visibility: 'public' }, after, AT_ONCE);
      after = found.at(-1)?.id ?? null;
      if (after === null) return;
      yield found.map(({ type, slug, updated }) => ({ type, slug, updated }));
    }
  };
}
