import { Meilisearch, type MultiSearchResult } from 'meilisearch';
import { freshnessBounds, freshnessOf } from '../../server/domain/freshness.ts';
import type { SearchQuery } from '../../server/domain/search/search-query.ts';
import type { Clock } from '../../server/ports/clock.ts';
import { type Scope, type SearchAnswer, type SearchHit, type SearchIndex, SearchUnavailable } from '../../server/ports/search-index.ts';
import { LOOKED_THROUGH } from '../language/highlight.ts';
import { roundedDistance } from './distance.ts';
import { inBreaths, markedLength } from './in-breaths.ts';
import { asUnavailable, done, isMissingIndex } from './meilisearch/faults.ts';
import { type KeptRecord, keptRecord, keyOf } from './meilisearch/kept-record.ts';
import { foundWords, stretches } from './meilisearch/marks.ts';
import { countsFrom, questionsOf } from './meilisearch/questions.ts';
import { fillAgain } from './meilisearch/rebuild.ts';
import { createShelves, type EngineState, fillingOf, layoutName } from './meilisearch/shelves.ts';
import { saneQuery } from './sane-query.ts';
import { createTurns } from './turns.ts';

export interface MeilisearchIndexOptions {
  readonly url: string;
  readonly key: string;
  readonly clock: Clock;
  /** The name of our index in the engine; two more begin with it. */
  readonly indexName?: string;
  /** Milliseconds until a request counts as lost. */
  readonly timeout?: number;
}

const FORGET_EVERY_MS = 3_600_000;

/** A search index in Meilisearch. Opening does not wait for the engine: what needs it throws SearchUnavailable until it answers. */
export async function openMeilisearchIndex({ url, key, clock, indexName = 'records', timeout = 5_000 }: MeilisearchIndexOptions): Promise<SearchIndex> {
  const client = new Meilisearch({ host: url, apiKey: key, timeout });
  const shelves = createShelves(client, indexName);
  const inTurn = createTurns();
  let isReady = false;
  let forgot = 0;
  let isClosed = false;

  return {
    put: (documents) =>
      writing(async () => {
        if (documents.length === 0) return;
        const latest = new Map(documents.map((document) => [document.id, document]));
        const stamp = Date.now();
        const records = [...latest.values()].map((document) => keptRecord(document, stamp));
        await done(client.index<KeptRecord>(shelves.live).addDocuments(records, { primaryKey: 'key' }));
      }),
    remove: (ids) =>
      writing(async () => {
        if (ids.length === 0) return;
        const keys = [...new Set(ids)].map(keyOf);
        await shelves.noteGone(keys, Date.now());
        await done(client.index(shelves.live).deleteDocuments(keys));
        const now = Date.now();
        if (now - forgot < FORGET_EVERY_MS) return;
        await shelves.forgetGone(now);
        forgot = now;
      }),
    ask: (query, scope) => reaching(() => answer(saneQuery(query), scope)),
    mustRebuild: () =>
      reaching(async () => {
        const { isComplete, layout } = await shelves.state();
        return !isComplete || layout !== layoutName() || !(await hasSettings());
      }),
    rebuild: (how) => reaching(() => fillAgain(client, shelves, how, inTurn), false),
    ping: () => reaching(async () => void (await client.health())),
    async close() {
      await inTurn(async () => {
        isClosed = true;
      });
    },
  };

  function writing(work: () => Promise<void>): Promise<void> {
    return inTurn(() => reaching(work));
  }

  /** Makes sure our indexes are there; when somebody deleted them meanwhile, makes them again and does the work once more. */
  async function reaching<Answer>(work: () => Promise<Answer>, canRepeat = true): Promise<Answer> {
    if (isClosed) throw new SearchUnavailable('it is closed');
    try {
      if (!isReady) await shelves.ready();
      isReady = true;
      return await work();
    } catch (error) {
      if (!isMissingIndex(error) || !canRepeat) throw asUnavailable(error);
      isReady = false;
      return reaching(work, false);
    }
  }

  /** An index that the engine made by itself, after somebody deleted ours, lacks them. */
  async function hasSettings(): Promise<boolean> {
    const { searchableAttributes, filterableAttributes } = await client.index(shelves.live).getSettings();
    return (searchableAttributes ?? []).includes('spellings') && (filterableAttributes ?? []).length > 0;
  }

  async function answer(query: SearchQuery, scope: Scope): Promise<SearchAnswer> {
    const now = clock();
    const instants = freshnessBounds(now);
    const bounds = { current: Date.parse(instants.current), check: Date.parse(instants.check) };
    const strict = await asked('all');
    // Only when no record holds all the words are records with some of them an answer.
    const { questions, results, state } = strict.total === 0 && /\S\s+\S/.test(query.words) ? await asked('last') : strict;
    const hits = results[0]?.hits ?? [];
    return {
      total: results[0]?.totalHits ?? hits.length,
      hits: await inBreaths(hits, markedLength, (hit) => asHit(hit, hit._formatted, query, now)),
      counts: countsFrom(questions, results),
      filling: state === undefined ? 0 : fillingOf(state),
    };

    async function asked(strategy: 'all' | 'last') {
      const questions = questionsOf(query, scope, bounds, shelves.live, strategy);
      const { results: all } = await client.multiSearch<{ queries: (typeof questions)['queries'] }, KeptRecord & EngineState>({
        queries: [...questions.queries, shelves.stateQuery],
      });
      const results: readonly MultiSearchResult<KeptRecord>[] = all.slice(0, -1);
      return { questions, results, state: all.at(-1)?.hits[0] as EngineState | undefined, total: results[0]?.totalHits ?? 0 };
    }
  }
}

function asHit(kept: KeptRecord, formatted: Partial<KeptRecord> | undefined, query: SearchQuery, now: Date): SearchHit {
  const { id, confirmedAt, published, updated, shown, point } = kept.document;
  const { title = '', summary = '', tags = '', body = '', spellings = '' } = formatted ?? {};
  // Each letter may come with two marks beside it; behind what is looked through none is shown.
  const marks = stretches(kept, foundWords([title, summary, tags, body.slice(0, 3 * LOOKED_THROUGH), spellings]));
  const freshness = freshnessOf(confirmedAt, now);
  return {
    id,
    title: kept.title,
    summary: kept.summary,
    ...marks,
    freshness,
    confirmedAt,
    published,
    updated,
    distance: roundedDistance(query.near, point),
    shown,
  };
}
