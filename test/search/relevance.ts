import { readFileSync } from 'node:fs';
import type { SearchDocument, SearchIndex } from '../../server/ports/search-index.ts';
import { aDocument, aQuery } from '../fixtures/search-documents.ts';

/** A question, and the records that belong among its first ten. */
export interface RelevanceQuery {
  readonly kind: 'typo' | 'umlaut' | 'ss' | 'compound' | 'prefix' | 'synonym' | 'abbreviation' | 'plain';
  readonly words: string;
  readonly expected: readonly string[];
}

interface RealProject {
  readonly id: string;
  readonly title: string;
  readonly municipality: string;
  readonly state: string;
  readonly summary: string;
  readonly topics: readonly string[];
  readonly technologies?: readonly string[];
  readonly partners?: readonly string[];
  readonly lessons?: readonly string[];
  readonly fundingProgramme?: string;
}

/** The 232 real projects of the seed, as an index would get them. */
export function realDocuments(): SearchDocument[] {
  const projects = JSON.parse(readFileSync(new URL('../../server/seed/projects.json', import.meta.url), 'utf8')) as RealProject[];
  return projects.map(({ id, title, municipality, state, summary, topics, technologies = [], partners = [], lessons = [], fundingProgramme = '' }) =>
    aDocument(id, {
      id,
      title,
      summary,
      tags: [...topics, ...technologies].join(', '),
      body: [municipality, ...lessons, ...partners, fundingProgramme].join('\n'),
      facets: { state: [state], tag: topics, technology: technologies },
      confirmedAt: null,
    }),
  );
}

/** The part of the expected records that stands among the first ten, as a mean over all questions; and what was missed. */
export async function recallAtTen(
  index: SearchIndex,
  queries: readonly RelevanceQuery[],
): Promise<{ readonly recall: number; readonly missed: readonly string[] }> {
  const missed: string[] = [];
  let sum = 0;
  for (const { kind, words, expected } of queries) {
    const { hits } = await index.ask(aQuery(words, { perPage: 10 }), { followers: false });
    const found = new Set(hits.map(({ id }) => id));
    const lacking = expected.filter((id) => !found.has(id));
    sum += 1 - lacking.length / expected.length;
    if (lacking.length > 0) missed.push(`${kind} “${words}”: ${lacking.join(', ')}`);
  }
  return { recall: sum / queries.length, missed };
}
