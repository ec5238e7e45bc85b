import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as breath } from 'node:timers/promises';
import { freshnessBounds } from '../../server/domain/freshness.ts';
import type { SearchQuery } from '../../server/domain/search/search-query.ts';
import type { Clock } from '../../server/ports/clock.ts';
import { type Scope, type SearchAnswer, type SearchIndex, SearchUnavailable } from '../../server/ports/search-index.ts';
import { createAnalyzer } from '../language/analyzer.ts';
import { choose } from './embedded/choose.ts';
import { asUnavailable } from './embedded/faults.ts';
import { createFinder } from './embedded/finder.ts';
import { createGeneration, type Generation } from './embedded/generation.ts';
import { asHit } from './embedded/hits.ts';
import { dropHalfBuilt, type IndexFile, isDamaged, openIndexFile, patiently, type State, setAside } from './embedded/index-file.ts';
import { orderedPage } from './embedded/order.ts';
import { fillAgain, isBuilding, prepareAll } from './embedded/rebuild.ts';
import { type Followed, followGeneration } from './embedded/sync-columns.ts';
import { inBreaths, markedLength } from './in-breaths.ts';
import { saneQuery } from './sane-query.ts';
import { createTurns } from './turns.ts';

export interface EmbeddedIndexOptions {
  /** Where `search.db` lies. The file may be deleted at any time; `mustRebuild` then says true. */
  readonly folder: string;
  readonly clock: Clock;
}

/** What belongs to one file: it is exchanged as a whole when the file was lost. */
interface Opened {
  readonly file: IndexFile;
  generation: Generation;
  followed: Followed;
  /** The number of our last write: another one has been written by somebody else. */
  wrote: number;
}

/** A search index in a file of its own (SQLite with FTS5), for one town or a hundred thousand records; needs no service beside us. */
export async function openEmbeddedIndex({ folder, clock }: EmbeddedIndexOptions): Promise<SearchIndex> {
  const path = join(folder, 'search.db');
  const analyzer = createAnalyzer();
  const inTurn = createTurns();
  const inOrder = createTurns();
  const finder = createFinder(analyzer);
  const now = () => clock().getTime();
  mkdirSync(folder, { recursive: true });
  let opened = open();
  let isClosed = false;
  const { file } = opened;
  await file.write(() => {
    const state = file.state();
    if (state.building !== null && !isBuilding(state, now())) dropHalfBuilt(file, state);
  });
  await current();

  return {
    put: (documents) =>
      inTurn(async () => {
        if (documents.length === 0) return;
        const prepared = await prepareAll(documents, analyzer);
        await change((generation, seq) => {
          for (const [at, each] of prepared.entries()) generation.put(each, seq - at);
        }, prepared.length);
      }),
    remove: (ids) =>
      inTurn(async () => {
        if (ids.length === 0) return;
        await change((generation, seq) => {
          for (const [at, id] of ids.entries()) generation.remove(id, seq - at);
        }, ids.length);
      }),
    ask: (query, scope) =>
      inOrder(async () => {
        // What has arrived meanwhile is read first and stands in line: else the loop serves some connections twice before it looks at others.
        await breath();
        return healing(async () => answer(saneQuery(query), scope, await current()));
      }),
    mustRebuild: () =>
      healing(async () => {
        const state = (await current()).file.state();
        return !state.isComplete && !isBuilding(state, now());
      }),
    // Not done once more after healing: its documents can be read only once. Then `mustRebuild` asks for another.
    rebuild: async (how) => {
      const { file } = await healing(current);
      await told(() => fillAgain(file, how, analyzer, now));
      await healing(current);
    },
    ping: () => healing(async () => void (await current()).file.state()),
    async close() {
      if (isClosed) return;
      await inTurn(async () => {
        isClosed = true;
        opened.file.close();
      });
    },
  };

  function open(): Opened {
    const opening = openIndexFile(path);
    const generation = createGeneration(opening.db, opening.state().live);
    return { file: opening, generation, followed: followGeneration(generation), wrote: 0 };
  }

  /** The open file, with the columns following whatever was written last, by us or by another process. */
  async function current(): Promise<Opened> {
    if (isClosed) throw new SearchUnavailable('it is closed');
    if (opened.file.isReplaced()) reopen();
    const state = opened.file.state();
    if (state.live !== opened.generation.number) {
      opened.generation = createGeneration(opened.file.db, state.live);
      opened.followed = followGeneration(opened.generation);
    } else if (isBehind(opened.followed.upTo(), state)) opened.followed = followGeneration(opened.generation);
    const { followed } = opened;
    if (followed.upTo() < state.seq) await followed.follow(state.seq);
    return followed === opened.followed ? opened : current();
  }

  async function change(work: (generation: Generation, seq: number) => void, writes: number): Promise<void> {
    await healing(async () => {
      const where = await current();
      try {
        await where.file.write(() => {
          const state = where.file.state();
          // A rebuild may have changed over while we waited for the file.
          const generation = state.live === where.generation.number ? where.generation : createGeneration(where.file.db, state.live);
          if (state.seq !== where.wrote) generation.words.isStale();
          where.wrote = state.seq + writes;
          work(generation, where.wrote);
          if (state.building === null) generation.prune();
          // A rebuild needs every removal since its beginning.
          const forgotten = isBuilding(state, now()) ? 0 : generation.forgetRemovals();
          where.file.setState({ ...state, seq: where.wrote, forgotten: Math.max(state.forgotten, forgotten) });
        });
      } catch (error) {
        // What the statements remember of the words may have been rolled back.
        where.generation = createGeneration(where.file.db, where.generation.number);
        throw error;
      }
      await current();
    });
  }

  /** A file that turns out to be broken is replaced by an empty one, and the work is done once more there. */
  async function healing<Answer>(work: () => Promise<Answer>): Promise<Answer> {
    const before = opened;
    return told(async () => {
      try {
        return await patiently(work);
      } catch (error) {
        if (isClosed || !(isDamaged(error) || isOvertaken(error))) throw error;
        if (opened === before && isDamaged(error)) reopen();
        return await patiently(work);
      }
    });
  }

  /** Whoever asks learns what will pass, so that no record is given up for it. */
  async function told<Answer>(work: () => Promise<Answer>): Promise<Answer> {
    try {
      return await work();
    } catch (error) {
      throw isClosed ? new SearchUnavailable('it is closed', { cause: error }) : asUnavailable(error);
    }
  }

  function reopen(): void {
    opened.file.close();
    if (!opened.file.isReplaced()) setAside(path);
    opened = open();
  }

  async function answer(query: SearchQuery, scope: Scope, { file: { state }, generation, followed: { columns, upTo } }: Opened): Promise<SearchAnswer> {
    const at = clock();
    const instants = freshnessBounds(at);
    const bounds = { current: Date.parse(instants.current), check: Date.parse(instants.check) };
    const { places, scores, keys } = finder.find(query.words, scope.followers, generation, columns, upTo());
    const { passing, counts } = choose(places, query, columns, bounds);
    const page = orderedPage(places, scores, passing, query, columns, bounds);
    const documents = generation.documents(page);
    const filled = filling(state());
    // Up to here nobody else has had a turn: what was chosen, read and said belongs to one moment.
    const found = page.flatMap((place) => documents.get(place) ?? []);
    const hits = await inBreaths(found, markedLength, (document) => asHit(document, keys, query.near, at, analyzer));
    return { total: passing.length, hits, counts, filling: filled };
  }
}

/** Another process changed over to a new generation and dropped ours while we read it. */
function isOvertaken(error: unknown): boolean {
  return error instanceof Error && error.message.includes('no such table');
}

/** Whether removals that these columns have not followed are forgotten. */
function isBehind(upTo: number, { forgotten }: State): boolean {
  return upTo > 0 && upTo < forgotten;
}

function filling({ isComplete, done, total }: State): number | null {
  if (isComplete) return null;
  return total === 0 ? 0 : Math.min(1, done / total);
}
