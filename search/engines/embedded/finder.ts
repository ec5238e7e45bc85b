import type { Analyzer } from '../../language/analyzer.ts';
import type { Columns } from './columns.ts';
import { findWords } from './find-words.ts';
import type { Generation } from './generation.ts';
import { createSeenWords, type SeenWords } from './seen-words.ts';

/** Candidates for an answer: everything the asker may see, or what holds the words. */
export interface Candidates {
  readonly places: Uint32Array;
  readonly scores: Float32Array | null;
  readonly keys: ReadonlySet<string>;
}

export interface Finder {
  find(words: string, followers: boolean, generation: Generation, columns: Columns, seq: number): Candidates;
}

const WORDS_AT_MOST = 12;
/** So many answers are kept until the next write: turning pages and choosing facets ask for the same words again. */
const KEPT = 12;

/** Finds candidates, and remembers the last ones while nothing changes. */
export function createFinder(analyzer: Analyzer): Finder {
  const kept = new Map<string, Candidates>();
  const seenBy = new Map<boolean, SeenWords>();
  let keptFor = '';
  // A file that was lost and laid anew counts from the beginning again.
  let keptOf: Columns | null = null;

  return {
    find(words, followers, generation, columns, seq) {
      const moment = `${generation.number} ${seq}`;
      if (keptFor !== moment || keptOf !== columns) for (const stale of [kept, seenBy]) stale.clear();
      keptFor = moment;
      keptOf = columns;
      const asked = analyzer.asked(words, WORDS_AT_MOST);
      const question = JSON.stringify([followers, asked]);
      const known = kept.get(question);
      if (known !== undefined) {
        kept.delete(question);
        kept.set(question, known);
        return known;
      }
      const found = asked.length === 0 ? everything(columns, followers) : findWords(asked, { generation, columns, analyzer, followers, seen: seenWords() });
      kept.set(question, found);
      const [oldest] = kept.keys();
      if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
      return found;

      function seenWords(): SeenWords {
        const seen = seenBy.get(followers) ?? createSeenWords(generation, columns, followers);
        seenBy.set(followers, seen);
        return seen;
      }
    },
  };
}

function everything(columns: Columns, followers: boolean): Candidates {
  const places: number[] = [];
  for (let place = 1; place < columns.capacity(); place += 1) if (followers ? columns.isAlive(place) : columns.isPublic(place)) places.push(place);
  return { places: Uint32Array.from(places), scores: null, keys: new Set() };
}
