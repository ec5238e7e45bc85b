import { freshnessOf } from '../../server/domain/freshness.ts';
import type { Organisation } from '../../server/domain/organisation.ts';
import type { KnowledgeRecord } from '../../server/domain/record.ts';
import { rightsOver } from '../../server/domain/record-rights.ts';
import type { Viewer } from '../../server/domain/viewer.ts';
import { type MyQuery, type MyRecordsView, myRecordsView } from '../../server/view-models/my/my-records-view.ts';
import type { Words } from '../../server/view-models/words.ts';

/** My records: one of each state, and nothing at all. */
export function mySamples(project: KnowledgeRecord, organisation: Organisation, words: Words, now: Date): readonly MyRecordsView[] {
  const viewer: Viewer = { kind: 'staff', user: 'x', role: 'editor', organisations: [organisation.id], mayWrite: true };
  const old = { ...project, lastConfirmedAt: '2020-01-01T00:00:00.000Z' };
  const item = (record: KnowledgeRecord, state: 'submitted' | 'draft' | 'published') => ({
    record,
    edited: record,
    state,
    freshness: freshnessOf(record.lastConfirmedAt, now),
    rights: rightsOver(viewer, record, { isFourEyes: false }),
  });
  const query: MyQuery = { show: 'all', type: null, publisher: null, mine: false, words: '', page: 1 };
  const counts = { all: 60, 'to-confirm': 1, submitted: 1, returned: 0, draft: 1, working: 0, published: 57 };
  const items = [
    item({ ...project, slug: 'a' }, 'submitted'),
    item({ ...project, slug: 'b', visibility: 'draft' }, 'draft'),
    item(old, 'published'),
    item(project, 'published'),
  ];
  const troubles = new Map([[project.id, 'refused' as const]]);
  const whole = { items, total: 60, page: 1, counts, troubles, organisations: [organisation, { ...organisation, id: 'b', handle: 'b' }] };
  const how = { waits: 'submitted', done: { confirmed: 2, failed: 1, deleted: false }, back: '/my/records' } as const;
  const nothing = { items: [], total: 0, page: 1, counts: { ...counts, all: 0 }, troubles: new Map(), organisations: [organisation] };
  return [
    myRecordsView(query, whole, how, words),
    myRecordsView(
      { ...query, show: 'draft', type: 'lesson', publisher: organisation.id, mine: true, words: '"><b>' },
      nothing,
      { ...how, done: { confirmed: 0, failed: 0, deleted: false } },
      words,
    ),
    myRecordsView(query, nothing, { ...how, done: null }, words),
  ];
}
