import { VOCABULARIES } from '../domain/content/vocabularies.ts';
import { FACETS } from '../domain/search/facets.ts';
import type { SearchAnswer } from '../ports/search-index.ts';
import type { SearchParams } from './search-params.ts';
import type { Language, Words } from './words.ts';

/** The facets the page offers, in this order; the first few stand open. Any other facet works from an address and shows as a chip. */
export const OPEN_FACETS = ['type', 'topic', 'state', 'sizeType'] as const;
export const FOLDED_FACETS = [
  'phase',
  'costBand',
  'freshness',
  'lessonKind',
  'hasLesson',
  'hasCost',
  'hasContact',
  'offersHelp',
  'transferability',
  'measureKind',
  'technology',
  'tag',
  'year',
  'publisher',
] as const;
export const SEARCH_COUNTS: readonly string[] = [...OPEN_FACETS, ...FOLDED_FACETS];

const SHOWN = 7;
// Free words go on without end; whoever looks for a rare one types it.
const MOST = 30;
// Their order has a meaning that their size would hide.
const ORDERED = new Set(['phase', 'sizeType', 'costBand', 'freshness', 'hasLesson', 'hasCost', 'hasContact']);

export interface FacetOption {
  readonly id: string;
  readonly code: string;
  readonly label: string;
  readonly count: string;
  readonly isChosen: boolean;
}

// Comparing by language is dear when each comparison asks for the language anew.
const COLLATORS: Readonly<Record<Language, Intl.Collator>> = { de: new Intl.Collator('de'), en: new Intl.Collator('en') };

export interface FacetView {
  readonly name: string;
  readonly label: string;
  readonly isOpen: boolean;
  readonly chosen: number | null;
  readonly options: readonly FacetOption[];
  /** What stands behind "more"; null when there is no more. */
  readonly more: { readonly label: string; readonly options: readonly FacetOption[] } | null;
}

/** What codes are called: publishers by the names the hits carry, free words as themselves. */
export function codeLabel(facet: string, code: string, answer: Pick<SearchAnswer, 'hits'>, words: Words): string {
  const source = FACETS.get(facet);
  if (source === 'publisher') return answer.hits.find(({ shown }) => shown.publisher.handle === code)?.shown.publisher.name ?? code;
  return typeof source === 'object' ? words.label(source.vocabulary, code) : code;
}

/** Facets with something to choose. */
export function facetViews(params: SearchParams, answer: SearchAnswer, words: Words): FacetView[] {
  const open: readonly string[] = OPEN_FACETS;
  return SEARCH_COUNTS.flatMap((name) => {
    const options = optionsOf(name, params, answer, words);
    const chosen = (params.chosen[name] ?? []).length;
    // One choice that everything shares is no choice.
    if (options.length === 0 || (options.length === 1 && chosen === 0)) return [];
    const first = options.filter(({ isChosen }, n) => isChosen || n < SHOWN);
    const rest = options.filter((option) => !first.includes(option));
    return [
      {
        name,
        label: words.facet(name),
        isOpen: open.includes(name) || chosen > 0,
        chosen: chosen === 0 ? null : chosen,
        options: rest.length < 3 ? options : first,
        more: rest.length < 3 ? null : { label: words.t('search.moreOptions', { count: rest.length, facet: words.facet(name) }), options: rest },
      },
    ];
  });
}

function optionsOf(facet: string, params: SearchParams, answer: SearchAnswer, words: Words): FacetOption[] {
  const chosen = params.chosen[facet] ?? [];
  const counts = answer.counts[facet] ?? {};
  const codes = [...new Set([...Object.keys(counts).filter((code) => (counts[code] ?? 0) > 0), ...chosen])];
  const order = orderOf(facet);
  const isYear = facet === 'year';
  const isOrdered = isYear || ORDERED.has(facet);
  // Labels and places are looked up once per code, not once per comparison: free words come by the hundred.
  const all = codes.map((code) => ({
    code,
    label: codeLabel(facet, code, answer, words),
    count: counts[code] ?? 0,
    isChosen: chosen.includes(code),
    at: order.indexOf(code),
  }));
  const byName = COLLATORS[words.language];
  all.sort((a, b) => {
    if (isYear) return a.code < b.code ? 1 : -1;
    if (isOrdered) return a.at - b.at;
    // What is chosen comes first, so that it is found again.
    return Number(b.isChosen) - Number(a.isChosen) || b.count - a.count || byName.compare(a.label, b.label);
  });
  return all.slice(0, MOST).map(({ code, label, count, isChosen }, n) => ({ id: `${facet}-${n}`, code, label, count: words.number(count), isChosen }));
}

function orderOf(facet: string): readonly string[] {
  const source = FACETS.get(facet);
  return typeof source === 'object' ? VOCABULARIES[source.vocabulary] : [];
}
