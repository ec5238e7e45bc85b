import { setImmediate as breath } from 'node:timers/promises';
import { type Columns, createColumns } from './columns.ts';
import { unpackFacts } from './facts.ts';
import type { Generation } from './generation.ts';

/** The columns of a generation, and up to which write they have followed it. */
export interface Followed {
  readonly columns: Columns;
  /** Takes over what was written since, by whichever process, up to this write. */
  follow(seq: number): Promise<void>;
  /** The last write they know. */
  upTo(): number;
}

const AT_ONCE = 2_000;

/** Columns that follow the tables of a generation. */
export function followGeneration(generation: Generation): Followed {
  const columns = createColumns();
  let seen = 0;
  let seenGone = 0;
  let upTo = 0;

  return {
    columns,
    upTo: () => upTo,
    async follow(seq) {
      const gone = generation.removedSince(seenGone);
      for (const { place, id, seq: at } of gone) {
        columns.clear(place, id);
        seenGone = Math.max(seenGone, at);
      }
      for (let isFirst = true; ; isFirst = false) {
        if (!isFirst) await breath();
        const changed = generation.changedSince(seen, AT_ONCE);
        for (const { place, id, facts, seq: at } of changed) {
          columns.set(place, id, unpackFacts(facts));
          seen = Math.max(seen, at);
        }
        if (changed.length < AT_ONCE) break;
      }
      upTo = Math.max(upTo, seq);
    },
  };
}
