import { readFileSync } from 'node:fs';
import type { SearchIndex } from '../../server/ports/search-index.ts';
import { aHouse } from '../fixtures/a-house.ts';
import { aQuery } from '../fixtures/search-documents.ts';

/** A question, and the records that belong among its first ten. */
export interface RelevanceQuery {
  readonly kind: 'typo' | 'umlaut' | 'ss' | 'compound' | 'prefix' | 'synonym' | 'abbreviation' | 'plain';
  readonly words: string;
  readonly expected: readonly string[];
}

/** The 232 real projects of the seed, and their lessons, taken over and indexed as the product does it; places are known by their names alone. */
export async function realIndex(): Promise<{ readonly index: SearchIndex; readonly nameOf: (id: string) => string; close(): Promise<void> }> {
  const { house, imported, everything, close } = await aHouse();
  const rows = await imported('projects.json', readFileSync(new URL('../../server/seed/projects.json', import.meta.url)));
  if (rows.length < 232) throw new Error(`Only ${rows.length} rows were taken over`);
  const names = new Map((await everything()).map(({ id, importKey }) => [id, importKey?.replace('projects.json:', '') ?? id]));
  const { index, indexing } = await house.openIndex();
  await indexing.rebuild(() => undefined);
  return {
    index,
    nameOf: (id) => names.get(id) ?? id,
    async close() {
      await index.close();
      await close();
    },
  };
}

/** The part of the expected records that stands among the first ten, as a mean over all questions; and what was missed. */
export async function recallAtTen(
  index: SearchIndex,
  queries: readonly RelevanceQuery[],
  nameOf: (id: string) => string,
): Promise<{ readonly recall: number; readonly missed: readonly string[] }> {
  const missed: string[] = [];
  let sum = 0;
  for (const { kind, words, expected } of queries) {
    const { hits } = await index.ask(aQuery(words, { perPage: 10 }), { followers: false });
    const found = new Set(hits.map(({ id }) => nameOf(id)));
    const lacking = expected.filter((id) => !found.has(id));
    sum += 1 - lacking.length / expected.length;
    if (lacking.length > 0) missed.push(`${kind} “${words}”: ${lacking.join(', ')}`);
  }
  return { recall: sum / queries.length, missed };
}
