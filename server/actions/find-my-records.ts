import type { ContactTrouble } from '../domain/contact.ts';
import type { Organisation } from '../domain/organisation.ts';
import { accept, type Result } from '../domain/result.ts';
import { titleOf } from '../domain/title.ts';
import type { Viewer } from '../domain/viewer.ts';
import type { OrganisationStore } from '../ports/organisation-store.ts';
import type { CheckContacts } from './check-contacts.ts';
import { type ListMyRecords, MY_RECORDS_PER_PAGE, type MyRecord, type MyRecords, type MyRecordsFilter } from './list-my-records.ts';

interface Needs {
  listMyRecords: ListMyRecords;
  checkContacts: CheckContacts;
  organisations: Pick<OrganisationStore, 'find'>;
}

export interface FoundRecords extends MyRecords {
  /** What is wrong with whom they say to call, by the record's id. */
  readonly troubles: ReadonlyMap<string, ContactTrouble>;
  /** The viewer's organisations, by name. */
  readonly organisations: readonly Organisation[];
}

// Each reading counts every state anew, so a town with thousands of records is read in few of them.
const READ_AT_ONCE = 1_000;

export type FindMyRecords = ReturnType<typeof findMyRecords>;

/** The viewer's records whose title has all of these words, with what is wrong with their contacts. */
export function findMyRecords({ listMyRecords, checkContacts, organisations }: Needs) {
  return async (viewer: Viewer, filter: MyRecordsFilter, words: string): Promise<Result<FoundRecords>> => {
    const asked = folded(words)
      .split(' ')
      .filter((word) => word !== '');
    const listed = asked.length === 0 ? await listMyRecords(viewer, filter) : await withWords(viewer, filter, asked);
    if (!listed.ok) return listed;
    const ids = viewer.kind === 'staff' ? viewer.organisations : [];
    const own = (await Promise.all(ids.map((id) => organisations.find(id)))).filter((found) => found !== undefined);
    const sorted = own.sort((a, b) => (a.content.name ?? '').localeCompare(b.content.name ?? '', 'de'));
    return accept({ ...listed.value, organisations: sorted, troubles: await checkContacts.all(listed.value.items.map(({ record }) => record)) });
  };

  /** Titles of one town are few enough to be looked through; the store knows no words. */
  async function withWords(viewer: Viewer, filter: MyRecordsFilter, asked: readonly string[]): Promise<Result<MyRecords>> {
    const all: MyRecord[] = [];
    for (let page = 1; ; page += 1) {
      const listed = await listMyRecords(viewer, { ...filter, page }, READ_AT_ONCE);
      if (!listed.ok) return listed;
      all.push(...listed.value.items.filter((item) => asked.every((word) => folded(titleOf(item.edited)).includes(word))));
      if (page < listed.value.pages) continue;
      const pages = Math.max(1, Math.ceil(all.length / MY_RECORDS_PER_PAGE));
      const wanted = Math.min(Math.max(1, filter.page), pages);
      const items = all.slice((wanted - 1) * MY_RECORDS_PER_PAGE, wanted * MY_RECORDS_PER_PAGE);
      return accept({ items, total: all.length, page: wanted, pages, counts: listed.value.counts });
    }
  }
}

function folded(text: string): string {
  return text.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim();
}
