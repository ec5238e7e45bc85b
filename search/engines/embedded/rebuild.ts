import { setImmediate as breath } from 'node:timers/promises';
import type { Rebuild, SearchDocument } from '../../../server/ports/search-index.ts';
import type { Analyzer } from '../../language/analyzer.ts';
import { createGeneration, createTables, dropTables, type Generation, type Prepared, prepare } from './generation.ts';
import { dropHalfBuilt, type IndexFile, type State } from './index-file.ts';

/** A rebuild that has not moved for this long belongs to a process that died. */
const ABANDONED_MS = 120_000;
const AT_ONCE = 20;
// Searches wait while a write goes on; this many documents take about 30 ms.
const IN_ONE_WRITE = 100;

/** Who is at work here; two lives of one process id differ in their beginning. */
export function builderName(): string {
  return `${process.pid}@${performance.timeOrigin}`;
}

/** Whether somebody is filling the index right now, here or in another process. */
export function isBuilding({ building, builder, moved }: State, now: number): boolean {
  if (building === null || builder === null || now - moved > ABANDONED_MS) return false;
  return builder === builderName() || (Number.parseInt(builder, 10) !== process.pid && isAlive(Number.parseInt(builder, 10)));
}

/** Reads documents into keys; in slices, so that others get their turn. */
export async function prepareAll(documents: readonly SearchDocument[], analyzer: Analyzer): Promise<Prepared[]> {
  const prepared: Prepared[] = [];
  for (const [at, document] of documents.entries()) {
    if (at % AT_ONCE === AT_ONCE - 1) await breath();
    prepared.push(prepare(document, analyzer));
  }
  return prepared;
}

/**
 * Fills the next generation beside the living one and changes over; what was put or removed meanwhile wins. An index that is not yet
 * complete is filled in place, so that searches find what is already there.
 */
export async function fillAgain(file: IndexFile, how: Rebuild, analyzer: Analyzer, now: () => number): Promise<void> {
  const { target, since, inPlace } = await file.write(() => {
    dropHalfBuilt(file, file.state());
    const state = file.state();
    const number = state.isComplete ? state.live + 1 : state.live;
    if (number !== state.live) {
      dropTables(file.db, number);
      createTables(file.db, number);
    }
    file.setState({ ...state, building: number, builder: builderName(), moved: now(), done: 0, total: how.total });
    return { target: number, since: state.seq, inPlace: number === state.live };
  });
  const next = createGeneration(file.db, target);
  let done = 0;
  for await (const documents of how.documents) {
    for (let from = 0; from < documents.length; from += IN_ONE_WRITE) {
      const prepared = await prepareAll(documents.slice(from, from + IN_ONE_WRITE), analyzer);
      done += prepared.length;
      await file.write(() => {
        const { seq } = moved(done, prepared.length);
        for (const [at, each] of prepared.entries()) if (!inPlace || !next.hasChanged(each.id, since)) next.put(each, seq - at);
      });
      await breath();
    }
    how.onProgress(done, how.total);
  }
  if (inPlace) {
    await file.write(() => file.setState({ ...moved(done, 0), isComplete: true, building: null, builder: null }));
  } else await changeOver(file, next, since, analyzer, (writes) => moved(done, writes));
  for (let slices = 0; slices < 1_000 && (await file.write(() => next.tidy())); slices += 1) await breath();

  /** Notes the progress and counts the writes; refuses when another rebuild has taken this one's place. */
  function moved(many: number, writes: number): State {
    const state = file.state();
    const mayBringBack = state.forgotten > since;
    if (state.building !== target || state.builder !== builderName() || mayBringBack) throw new Error('Another rebuild of the search index has taken over');
    const after = { ...state, seq: state.seq + writes + 1, moved: now(), done: many };
    file.setState(after);
    return after;
  }
}

/** Carries over what changed during the rebuild; the last of it in the same transaction that makes the new generation the living one. */
async function changeOver(file: IndexFile, next: Generation, since: number, analyzer: Analyzer, moved: (writes: number) => State): Promise<void> {
  const old = file.state().live;
  const living = createGeneration(file.db, old);
  // Removals last: a document may have gone after it was read, but what came back is no longer among the removed.
  const carry = (prepared: readonly Prepared[], seen: number, seq: number) => {
    for (const [at, each] of prepared.entries()) next.put(each, seq - at);
    for (const { id } of living.removedSince(seen)) next.remove(id, seq);
  };
  const readChanges = async (seen: number) => {
    const changed = living.changedSince(seen, 500);
    const documents = living.documents(changed.map(({ place }) => place));
    return { changed, prepared: await prepareAll([...documents.values()], analyzer) };
  };
  for (let seen = since; ; ) {
    const { changed, prepared } = await readChanges(seen);
    const isDone = await file.write(() => {
      const state = moved(prepared.length);
      carry(prepared, seen, state.seq);
      const isLast = changed.length < 500 && living.changedSince(changed.at(-1)?.seq ?? seen, 1).length === 0;
      if (isLast) file.setState({ ...state, live: next.number, building: null, builder: null });
      return isLast;
    });
    seen = changed.at(-1)?.seq ?? seen;
    if (isDone) break;
    await breath();
  }
  await file.write(() => dropTables(file.db, old));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
