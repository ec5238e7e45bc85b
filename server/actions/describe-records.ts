import { asSeenBy, withoutAbout } from '../domain/anonymous.ts';
import type { DescribedRecord } from '../domain/described-record.ts';
import { placeFacts, placeKeyOf } from '../domain/place-facts.ts';
import { type KnowledgeRecord, maySee, touchedBy } from '../domain/record.ts';
import type { Viewer } from '../domain/viewer.ts';
import type { OrganisationStore } from '../ports/organisation-store.ts';
import type { PlaceStore } from '../ports/place-store.ts';
import type { RecordStore } from '../ports/record-store.ts';

interface Needs {
  records: Pick<RecordStore, 'findMany'>;
  organisations: OrganisationStore;
  places: PlaceStore;
}

export type DescribeRecords = ReturnType<typeof describeRecords>;

/** Many records with their publishers and places, each looked up once; for lists of records that the viewer may see. */
export function describeRecords({ records: store, organisations, places }: Needs) {
  return async (viewer: Viewer, records: readonly KnowledgeRecord[]): Promise<DescribedRecord[]> => {
    const publishers = await eachOnce(
      records.map(({ publisher }) => publisher),
      (id) => organisations.find(id),
    );
    const keyOf = (record: KnowledgeRecord): string | null => {
      const publisher = publishers.get(record.publisher);
      return publisher === undefined ? null : placeKeyOf(record, publisher);
    };
    const register = await eachOnce(
      records.flatMap((record) => keyOf(record) ?? []),
      (ags) => places.find(ags),
    );
    const abouts = await store.findMany(touchedBy(...records));
    const hidden = new Set(abouts.filter((about) => !maySee(viewer, about)).map(({ id }) => id));
    return records.map((record) => {
      const publisher = publishers.get(record.publisher);
      if (publisher === undefined) throw new Error(`The publisher of ${record.id} is not here: ${record.publisher}`);
      const place = placeFacts(record, publisher, register.get(keyOf(record) ?? ''));
      const seen = asSeenBy(viewer, record);
      const isHidden = seen.type === 'lesson' && hidden.has(seen.content.about ?? '');
      return { record: isHidden ? withoutAbout(seen) : seen, publisher, place };
    });
  };
}

async function eachOnce<T>(keys: readonly string[], find: (key: string) => Promise<T>): Promise<ReadonlyMap<string, T>> {
  return new Map(await Promise.all([...new Set(keys)].map(async (key): Promise<[string, T]> => [key, await find(key)])));
}
