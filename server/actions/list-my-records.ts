import type { RecordType } from '../domain/content/content-types.ts';
import { DESK_STATES, type DeskState, deskStateOf } from '../domain/desk.ts';
import { type Freshness, freshnessBounds, freshnessOf } from '../domain/freshness.ts';
import type { KnowledgeRecord } from '../domain/record.ts';
import { type Rights, rightsOver } from '../domain/record-rights.ts';
import { accept, type Result, refuse } from '../domain/result.ts';
import type { Viewer } from '../domain/viewer.ts';
import { edited } from '../domain/working-copy.ts';
import type { Clock } from '../ports/clock.ts';
import type { DeskFilter, RecordStore } from '../ports/record-store.ts';
import type { SettingsStore } from '../ports/settings-store.ts';

interface Needs {
  records: Pick<RecordStore, 'desk' | 'countDesk'>;
  settings: Pick<SettingsStore, 'find'>;
  clock: Clock;
}

export interface MyRecordsFilter {
  /** `to-confirm`: out, and not confirmed for six months or never; those come longest unconfirmed first. */
  readonly show: 'all' | 'to-confirm' | DeskState;
  readonly type: RecordType | null;
  /** Only those that the viewer began. */
  readonly mine: boolean;
  /** One of the viewer's organisations, or null for all of them. */
  readonly publisher: string | null;
  /** From 1. */
  readonly page: number;
}

export interface MyRecord {
  readonly record: KnowledgeRecord;
  /** As its forms show it. */
  readonly edited: KnowledgeRecord;
  readonly state: DeskState;
  readonly freshness: Freshness;
  readonly rights: Rights;
}

export interface MyRecords {
  readonly items: readonly MyRecord[];
  readonly total: number;
  readonly page: number;
  readonly pages: number;
  /** How many each choice of `show` would give. */
  readonly counts: Readonly<Record<MyRecordsFilter['show'], number>>;
}

export const MY_RECORDS_PER_PAGE = 25;

export type ListMyRecords = ReturnType<typeof listMyRecords>;

/**
 * The records of the viewer's organisations, drafts too: those that wait for him (submitted ones for whoever may publish, returned ones for
 * authors), then what is being written, last changed first, then what is out, longest unconfirmed first.
 */
export function listMyRecords({ records, settings, clock }: Needs) {
  return async (viewer: Viewer, { show, type, mine, publisher, page: wanted }: MyRecordsFilter, perPage = MY_RECORDS_PER_PAGE): Promise<Result<MyRecords>> => {
    if (viewer.kind === 'visitor') return refuse({ kind: 'not-signed-in' });
    const now = clock();
    const publishers = viewer.organisations.filter((id) => publisher === null || id === publisher);
    const base: DeskFilter = { publishers, states: null, type, createdBy: mine ? viewer.user : null, confirmedBefore: null };
    const toConfirm: DeskFilter = { ...base, confirmedBefore: freshnessBounds(now).current };
    const inState = (states: readonly DeskState[]): DeskFilter => ({ ...base, states });
    const [rules, confirmCount, ...stateCounts] = await Promise.all([
      settings.find(),
      records.countDesk(toConfirm),
      ...DESK_STATES.map((state) => records.countDesk(inState([state]))),
    ]);
    const each = Object.fromEntries(DESK_STATES.map((state, n) => [state, stateCounts[n] ?? 0])) as Record<DeskState, number>;
    const counts = { ...each, 'to-confirm': confirmCount, all: stateCounts.reduce((sum, count) => sum + count, 0) };
    const total = counts[show];
    const pages = Math.max(1, Math.ceil(total / perPage));
    const page = Math.min(Math.max(1, wanted), pages);
    const skip = (page - 1) * perPage;

    const read = async (): Promise<readonly KnowledgeRecord[]> => {
      if (show === 'to-confirm') return records.desk(toConfirm, 'longest-unconfirmed', { skip, limit: perPage });
      const first: DeskState = viewer.role === 'admin' || viewer.role === 'editor' ? 'submitted' : 'returned';
      const written = DESK_STATES.filter((state) => state !== first && state !== 'published');
      const groups: readonly (readonly DeskState[])[] = show === 'all' ? [[first], written, ['published']] : [[show]];
      const found: KnowledgeRecord[] = [];
      let before = 0;
      for (const states of groups) {
        const range = { skip: Math.max(0, skip - before), limit: perPage - found.length };
        const order = states.includes('published') ? 'longest-unconfirmed' : 'last-changed';
        if (range.limit > 0) found.push(...(await records.desk(inState(states), order, range)));
        before += states.reduce((sum, state) => sum + each[state], 0);
      }
      return found;
    };

    const items = (await read()).map((record) => ({
      record,
      edited: edited(record),
      state: deskStateOf(record),
      freshness: freshnessOf(record.lastConfirmedAt, now),
      rights: rightsOver(viewer, record, rules),
    }));
    return accept({ items, total, page, pages, counts });
  };
}
