import { randomUUID } from 'node:crypto';
import type { Meilisearch } from 'meilisearch';
import type { Rebuild } from '../../../server/ports/search-index.ts';
import { done } from './faults.ts';
import { type KeptRecord, keptRecord } from './kept-record.ts';
import { type EngineState, GONE_KEPT_MS, layoutName, type Shelves } from './shelves.ts';

/** Clocks of two processes may differ by so much; carrying a little too much over does no harm. */
const MARGIN_MS = 60_000;

type InTurn = <Answer>(work: () => Promise<Answer>) => Promise<Answer>;

/**
 * Fills a second index and swaps both. An index that never was complete is filled in place, so that searches find what is already there.
 * Puts and removals go on in the living index meanwhile, are noted with their time there, and are carried over before the swap and once more
 * after it, in case another process wrote in that moment.
 */
export async function fillAgain(client: Meilisearch, shelves: Shelves, how: Rebuild, inTurn: InTurn): Promise<void> {
  const builder = randomUUID();
  const { live, next } = shelves;
  const since = Date.now();
  const before = await shelves.state();
  const isReadable = before.isComplete && before.layout === layoutName();
  if (!before.isComplete && before.layout !== layoutName()) await shelves.fresh(live);
  const inPlace = !before.isComplete;
  const target = inPlace ? live : next;
  if (!inPlace) await shelves.fresh(next);
  // An index of an older program still answers while the new one is filled.
  const state = (many: number): EngineState => ({
    isComplete: before.isComplete,
    layout: isReadable || inPlace ? layoutName() : before.layout,
    builder,
    done: many,
    total: how.total,
  });
  await shelves.setState(state(0));

  let many = 0;
  for await (const documents of how.documents) {
    many += documents.length;
    const records = documents.map((document) => keptRecord(document, 0));
    await inTurn(async () => {
      await mayGoOn();
      const changed = inPlace ? await changedKeys() : new Set<string>();
      await add(
        records.filter(({ key }) => !changed.has(key)),
        target,
      );
      await shelves.setState(state(many));
    });
    how.onProgress(many, how.total);
  }

  await inTurn(async () => {
    await mayGoOn();
    if (!inPlace) {
      await carryOver(live, next);
      await done(client.swapIndexes([{ indexes: [live, next], rename: false }]));
      await carryOver(next, live);
    }
    await shelves.setState({ isComplete: true, layout: layoutName(), builder: null, done: many, total: how.total });
  });
  if (inPlace) return;
  await done(client.deleteIndex(next));

  async function mayGoOn(): Promise<void> {
    if ((await shelves.state()).builder !== builder) throw new Error('Another rebuild of the search index has taken over');
    if (Date.now() - since > GONE_KEPT_MS - 2 * MARGIN_MS) throw new Error('The rebuild of the search index took longer than removals are remembered');
  }

  async function changedKeys(): Promise<Set<string>> {
    const [changed, gone] = await Promise.all([shelves.changedSince(live, since), shelves.goneSince(since)]);
    return new Set([...changed.map(({ key }) => key), ...gone]);
  }

  /** Writes what changed in one index since the beginning into the other; removals last, but not of what came back. */
  async function carryOver(from: string, to: string): Promise<void> {
    const gone = new Set(await shelves.goneSince(since - MARGIN_MS));
    const changed = await shelves.changedSince(from, since - MARGIN_MS);
    await add(changed, to);
    for (const { key } of changed) gone.delete(key);
    if (gone.size > 0) await done(client.index(to).deleteDocuments([...gone]));
  }

  async function add(records: readonly KeptRecord[], to: string): Promise<void> {
    if (records.length > 0) await done(client.index<KeptRecord>(to).addDocuments([...records], { primaryKey: 'key' }));
  }
}
