import type { SearchQuery } from '../../../server/domain/search/search-query.ts';
import { distance } from '../distance.ts';
import { type Bounds, freshnessAt } from './choose.ts';
import type { Columns } from './columns.ts';
import { ALL_WORDS } from './find-words.ts';

// What may be out of date sinks, but never below a record that holds fewer of the words.
const SINKING = [1, 0.93, 0.85] as const;

/** The places of one page of the answer, best first; equal ones in the order of their ids. `scores` belong to `candidates` and may be missing. */
export function orderedPage(
  candidates: Uint32Array,
  scores: Float32Array | null,
  passing: Uint32Array,
  query: SearchQuery,
  columns: Columns,
  bounds: Bounds,
): number[] {
  const rank = ranker();
  const ranks = Float64Array.from(passing, (at) => rank(at));
  const before = (one: number, other: number) => {
    const [first, second] = [ranks[one] ?? 0, ranks[other] ?? 0];
    if (first !== second) return first > second;
    return (columns.id(candidates[passing[one] ?? 0] ?? 0) ?? '') < (columns.id(candidates[passing[other] ?? 0] ?? 0) ?? '');
  };
  const [from, to] = [(query.page - 1) * query.perPage, query.page * query.perPage];
  return best(passing.length, to, before)
    .slice(from)
    .map((at) => candidates[passing[at] ?? 0] ?? 0);

  function ranker(): (at: number) => number {
    const { published, confirmed, lat, lon } = columns.numbers();
    const place = (at: number) => candidates[at] ?? 0;
    const { near } = query;
    if (query.sort === 'nearest' && near !== null) return (at) => -orLast(distance(near, lat[place(at)], lon[place(at)]));
    if (query.sort === 'freshest') return (at) => -orLast(-(confirmed[place(at)] ?? Number.NaN));
    if (query.sort === 'newest' || scores === null) return (at) => published[place(at)] ?? 0;
    return (at) => {
      const score = scores[at] ?? 0;
      const level = score >= ALL_WORDS ? ALL_WORDS : 0;
      return level + (score - level) * SINKING[freshnessAt(confirmed[place(at)] ?? Number.NaN, bounds)];
    };
  }
}

function orLast(value: number): number {
  return Number.isNaN(value) ? Number.MAX_VALUE : value;
}

/** The first `most` of the numbers below `count`, in order. A heap of the best so far spares sorting everything for one page. */
function best(count: number, most: number, before: (one: number, other: number) => boolean): number[] {
  const compare = (one: number, other: number) => (before(one, other) ? -1 : 1);
  if (most * 4 >= count)
    return Array.from({ length: count }, (_, at) => at)
      .sort(compare)
      .slice(0, most);
  // The worst of the kept ones lies at the top of the heap.
  const heap: number[] = [];
  const isWorse = (one: number, other: number) => before(heap[other] ?? 0, heap[one] ?? 0);
  const swap = (one: number, other: number) => {
    const kept = heap[one] ?? 0;
    heap[one] = heap[other] ?? 0;
    heap[other] = kept;
  };
  for (let at = 0; at < count; at += 1) {
    if (heap.length < most) {
      heap.push(at);
      for (let node = heap.length - 1; node > 0 && isWorse(node, (node - 1) >> 1); node = (node - 1) >> 1) swap(node, (node - 1) >> 1);
    } else if (before(at, heap[0] ?? 0)) {
      heap[0] = at;
      sink();
    }
  }
  return heap.sort(compare);

  function sink(): void {
    for (let node = 0; ; ) {
      const left = 2 * node + 1;
      if (left >= heap.length) return;
      const worse = left + 1 < heap.length && isWorse(left + 1, left) ? left + 1 : left;
      if (!isWorse(worse, node)) return;
      swap(worse, node);
      node = worse;
    }
  }
}
