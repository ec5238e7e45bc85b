import type { Addresses } from '../domain/addresses.ts';
import { asSeenBy, hidesItsTown } from '../domain/anonymous.ts';
import { type Happening, isSeen } from '../domain/happening.ts';
import type { Organisation } from '../domain/organisation.ts';
import { placeFacts, placeKeyOf } from '../domain/place-facts.ts';
import { isTombstone, type KnowledgeRecord, type Lesson } from '../domain/record.ts';
import { VISITOR } from '../domain/viewer.ts';
import type { Labels } from '../ports/labels.ts';
import type { OrganisationStore } from '../ports/organisation-store.ts';
import type { PlaceStore } from '../ports/place-store.ts';
import type { RecordStore, Stored } from '../ports/record-store.ts';
import type { SearchDocument, SearchIndex } from '../ports/search-index.ts';
import { searchDocument } from './search-document.ts';

interface Needs {
  records: RecordStore;
  organisations: OrganisationStore;
  places: PlaceStore;
  index: SearchIndex;
  labels: Labels;
  addresses: Addresses;
}

const AT_ONCE = 200;

export type IndexRecords = ReturnType<typeof indexRecords>;

/** Lets the index follow the store. */
export function indexRecords({ records, organisations, places, index, labels, addresses }: Needs) {
  const documentsOf = async (live: readonly KnowledgeRecord[]): Promise<SearchDocument[]> => {
    const publishers = new Map<string, Organisation | undefined>();
    for (const id of new Set(live.map(({ publisher }) => publisher))) publishers.set(id, await organisations.find(id));
    const documents = await Promise.all(
      live.map(async (record) => {
        const publisher = publishers.get(record.publisher);
        if (publisher === undefined || record.visibility === 'draft') return [];
        const ags = placeKeyOf(record, publisher);
        const [register, about] = await Promise.all([ags === null ? undefined : places.find(ags), records.about(record.id, ['public'])]);
        const lessons = about.filter((lesson): lesson is Lesson => lesson.type === 'lesson' && !hidesItsTown(VISITOR, lesson));
        return [searchDocument({ record: asSeenBy(VISITOR, record), publisher, place: placeFacts(record, publisher, register), lessons }, labels, addresses)];
      }),
    );
    return documents.flat();
  };

  /** Brings these records in the index to what they are in the store now. */
  const some = async (ids: readonly string[]): Promise<void> => {
    const found = new Map((await records.findMany(ids)).map((state) => [state.id, state]));
    const visible = (state: Stored | undefined): state is KnowledgeRecord => state !== undefined && !isTombstone(state) && state.visibility !== 'draft';
    const gone = ids.filter((id) => !visible(found.get(id)));
    if (gone.length > 0) await index.remove(gone);
    const documents = await documentsOf([...found.values()].filter(visible));
    if (documents.length > 0) await index.put(documents);
  };

  async function* pages(publisher: string | null): AsyncGenerator<readonly KnowledgeRecord[]> {
    for (let after: string | null = null; ; ) {
      const page: readonly KnowledgeRecord[] = await records.page(publisher === null ? {} : { publisher }, after, AT_ONCE);
      if (page.length > 0) yield page;
      after = page.at(-1)?.id ?? null;
      if (page.length < AT_ONCE || after === null) return;
    }
  }

  async function* everything(): AsyncGenerator<readonly SearchDocument[]> {
    for await (const page of pages(null)) yield documentsOf(page);
  }

  return {
    /** What happened, in one batch: each record once, with what it is about, for that shows its lessons; an organisation with all of its records. */
    async follow(happenings: readonly Happening[]): Promise<void> {
      const ids = new Set<string>();
      for (const { kind, subject, touches } of happenings) {
        if (kind === 'organisation-changed') for await (const page of pages(subject)) await some(page.map(({ id }) => id));
        else if (isSeen({ kind })) for (const id of [subject, ...touches]) ids.add(id);
      }
      if (ids.size > 0) await some([...ids]);
    },
    /** Fills a new index from the store and changes over. */
    async rebuild(onProgress: (done: number, total: number) => void): Promise<void> {
      const total = await records.count({});
      await index.rebuild({ documents: everything(), total, onProgress });
    },
  };
}
