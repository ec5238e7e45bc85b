import type { Settings } from 'meilisearch';
import { FACETS } from '../../../server/domain/search/facets.ts';
import { fold } from '../../language/folding.ts';
import { STOP_WORD_SPELLINGS } from '../../language/stop-words.ts';
import { SYNONYMS } from '../../language/synonyms.ts';

/** How the engine reads and orders our records. A change of it asks for a rebuild. */
export const SETTINGS: Settings = {
  searchableAttributes: ['title', 'summary', 'tags', 'body', 'spellings'],
  localizedAttributes: [{ attributePatterns: ['*'], locales: ['deu'] }],
  stopWords: [...new Set(STOP_WORD_SPELLINGS.flatMap((word) => [word, fold(word)]))].sort(),
  synonyms: synonyms(),
  typoTolerance: { enabled: true, disableOnNumbers: true, minWordSizeForTypos: { oneTypo: 5, twoTypos: 9 }, disableOnAttributes: ['spellings'] },
  filterableAttributes: [
    {
      attributePatterns: [...FACETS.keys()].map((facet) => `facets.${facet}`),
      features: { facetSearch: false, filter: { equality: true, comparison: false } },
    },
    { attributePatterns: ['visibility'], features: { facetSearch: false, filter: { equality: true, comparison: false } } },
    { attributePatterns: ['population', 'cost', 'confirmed', 'stamp'], features: { facetSearch: false, filter: { equality: true, comparison: true } } },
    '_geo',
  ],
  sortableAttributes: ['published', 'confirmed', 'id', '_geo'],
  // An order that was asked for comes first; among equals what was confirmed lately, and at last the id, so that pages are stable.
  rankingRules: ['sort', 'words', 'typo', 'proximity', 'attribute', 'exactness', 'confirmed:desc', 'id:asc'],
  faceting: { maxValuesPerFacet: 5_000, sortFacetValuesBy: { '*': 'count' } },
  pagination: { maxTotalHits: 1_000_000 },
  searchCutoffMs: 3_000,
};

function synonyms(): Record<string, string[]> {
  const bySpelling = new Map<string, Set<string>>();
  for (const phrases of SYNONYMS) {
    const spelled = phrases.map((phrase) => phrase.toLowerCase());
    for (const phrase of spelled) {
      const others = bySpelling.get(phrase) ?? new Set<string>();
      for (const other of spelled) if (other !== phrase) others.add(other);
      bySpelling.set(phrase, others);
    }
  }
  return Object.fromEntries([...bySpelling].map(([phrase, others]) => [phrase, [...others]]));
}
