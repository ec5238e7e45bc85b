import { FACETS } from '../domain/search/facets.ts';
import type { Range } from '../domain/search/search-query.ts';
import type { SearchAnswer } from '../ports/search-index.ts';
import { codeLabel } from './facet-view.ts';
import { type SearchParams, searchHref, without } from './search-params.ts';
import type { Words } from './words.ts';

/** A choice in force; its link is the same search without it. */
export interface ChipView {
  readonly label: string;
  readonly remove: string;
  readonly href: string;
}

/** Every choice that narrows the results, in the order of the page; `place` is the name of the place found. */
export function chipViews(params: SearchParams, place: string | null, answer: Pick<SearchAnswer, 'hits'>, words: Words): ChipView[] {
  const chip = (label: string, rest: SearchParams): ChipView => ({
    label,
    remove: words.t('search.removeChip', { choice: label }),
    href: searchHref({ ...rest, page: 1 }),
  });
  const codes = [...FACETS.keys()].flatMap((facet) =>
    (params.chosen[facet] ?? []).map((code) => chip(labelOf(facet, codeLabel(facet, code, answer, words), words), without(params, facet, code))),
  );
  const none = { min: null, max: null };
  const ranges = [
    ...rangeChip(
      params.population,
      (text) => chip(words.t('search.chip', { facet: words.t('search.population'), value: text }), { ...params, population: none }),
      words.number,
      words,
    ),
    ...rangeChip(
      params.cost,
      (text) => chip(words.t('search.chip', { facet: words.t('search.cost'), value: text }), { ...params, cost: none }),
      words.euros,
      words,
    ),
  ];
  const around =
    place === null ? [] : [chip(nearLabel(place, params.km, words), { ...params, near: '', km: null, sort: params.sort === 'nearest' ? null : params.sort })];
  return [...codes, ...ranges, ...around];
}

// These say by themselves what they are about.
const SPEAKING = new Set(['type', 'topic', 'state', 'sizeType', 'phase', 'lessonKind', 'publisher', 'technology', 'tag', 'regiostar7', 'measureKind']);

function labelOf(facet: string, value: string, words: Words): string {
  return SPEAKING.has(facet) ? value : words.t('search.chip', { facet: words.facet(facet), value });
}

function rangeChip({ min, max }: Range, chip: (text: string) => ChipView, format: (value: number) => string, words: Words): ChipView[] {
  if (min !== null && max !== null) return [chip(words.t('search.between', { min: format(min), max: format(max) }))];
  if (min !== null) return [chip(words.t('search.from', { min: format(min) }))];
  return max === null ? [] : [chip(words.t('search.upTo', { max: format(max) }))];
}

function nearLabel(place: string, km: number | null, words: Words): string {
  return km === null ? words.t('search.nearPlace', { place }) : words.t('search.withinPlace', { place, km: words.number(km) });
}
