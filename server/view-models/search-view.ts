import type { Place } from '../domain/place.ts';
import { SORTS } from '../domain/search/search-query.ts';
import type { SearchAnswer } from '../ports/search-index.ts';
import { type ChipView, chipViews } from './chip-view.ts';
import { type FacetView, facetViews } from './facet-view.ts';
import { type HitView, hitView } from './hit-view.ts';
import { type PagerView, pagerView } from './pager-view.ts';
import { NO_PARAMS, type SearchParams, searchHref, sortOf } from './search-params.ts';
import type { Words } from './words.ts';

export { SEARCH_COUNTS } from './facet-view.ts';

export interface SearchView {
  readonly words: string;
  readonly found: string;
  readonly hits: readonly HitView[];
  readonly facets: readonly FacetView[];
  readonly chips: readonly ChipView[];
  /** "Filter (2)": how many choices are in force. */
  readonly filterLabel: string;
  readonly clear: string | null;
  readonly ranges: readonly { readonly legend: string; readonly ends: readonly RangeEnd[] }[];
  /** What could not be understood, and the field it stands in. */
  readonly warnings: readonly { readonly text: string; readonly field: string }[];
  readonly hasRanges: boolean;
  readonly near: {
    readonly place: string;
    readonly problem: string | null;
    readonly radii: readonly { readonly km: number; readonly label: string; readonly isChosen: boolean }[];
  };
  readonly sorts: readonly { readonly label: string; readonly href: string; readonly isCurrent: boolean }[];
  readonly sort: string | null;
  readonly pager: PagerView | null;
  readonly filling: string | null;
  readonly isEmpty: boolean;
  /** What to try when nothing was found. */
  readonly tips: readonly { readonly text: string; readonly href: string | null; readonly link: string }[];
  readonly feed: string;
  readonly downloads: readonly { readonly label: string; readonly href: string }[];
  /** Where those who are signed in save this search; null for visitors. */
  readonly save: string | null;
}

interface RangeEnd {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly isUnread: boolean;
}

const RADII = [10, 25, 50, 100, 200];

interface Asked {
  readonly params: SearchParams;
  /** The place of `params.near`, if it is known and lies somewhere. */
  readonly place: Place | null;
  readonly isPlaceFound: boolean;
  readonly perPage: number;
  /** Amounts nobody can read, by field, as they were typed. */
  readonly unread: Readonly<Record<string, string>>;
  readonly maySave: boolean;
}

export function searchView({ params, place, isPlaceFound, perPage, unread, maySave }: Asked, answer: SearchAnswer, words: Words): SearchView {
  const chips = chipViews(params, isPlaceFound ? (place?.name ?? params.near) : null, answer, words);
  const ranges = rangesOf(params, unread, words);
  const unknownPlace = params.near === '' || isPlaceFound ? null : words.t('search.placeUnknown', { place: params.near });
  const current = sortOf(params, isPlaceFound);
  return {
    words: params.words,
    found: params.words === '' ? words.t('search.found', { count: answer.total }) : words.t('search.foundFor', { count: answer.total, words: params.words }),
    hits: answer.hits.map((hit, n) => ({ ...hitView(hit, words), compare: { id: `v-${n}`, value: new URL(hit.shown.url).pathname, title: hit.title } })),
    facets: facetViews(params, answer, words),
    chips,
    filterLabel: chips.length === 0 ? words.t('search.filter') : words.t('search.filterCount', { count: chips.length }),
    clear: chips.length === 0 ? null : searchHref({ ...NO_PARAMS, words: params.words, sort: params.sort === 'nearest' ? null : params.sort }),
    ranges,
    warnings: [...(unknownPlace === null ? [] : [{ text: unknownPlace, field: 'near' }]), ...unreadWarnings(ranges, words)],
    hasRanges: ranges.some(({ ends }) => ends.some(({ value }) => value !== '')),
    near: {
      place: params.near,
      problem: unknownPlace,
      radii: RADII.map((km) => ({ km, label: words.t('search.km', { km: words.number(km) }), isChosen: (params.km ?? 50) === km })),
    },
    sorts: SORTS.filter((sort) => (sort !== 'nearest' || isPlaceFound) && (sort !== 'relevance' || params.words !== '')).map((sort) => ({
      label: words.t(`search.sort.${sort}`),
      href: searchHref({ ...params, sort, page: 1 }),
      isCurrent: sort === current,
    })),
    sort: params.sort,
    pager: pagerView(params.page, answer.total, perPage, (page) => searchHref({ ...params, page }), words),
    filling: answer.filling === null ? null : words.t('search.filling', { percent: words.number(Math.round(answer.filling * 100)) }),
    isEmpty: answer.hits.length === 0,
    tips: answer.hits.length === 0 ? tipsFor(params, chips, words) : [],
    feed: searchHref({ ...params, page: 1 }, '/search.atom'),
    downloads: (['csv', 'json', 'jsonld'] as const).map((ending) => ({
      label: words.t(`tools.export.${ending}`),
      href: searchHref({ ...params, page: 1 }, `/search.${ending}`),
    })),
    save: maySave ? searchHref({ ...params, page: 1 }, '/my/searches/new') : null,
  };
}

function rangesOf({ population, cost }: SearchParams, unread: Asked['unread'], words: Words): SearchView['ranges'] {
  const end = (name: string, label: string, value: number | null): RangeEnd => ({
    name,
    label: words.t(`search.${label}`),
    value: unread[name] ?? (value === null ? '' : words.number(value)),
    isUnread: unread[name] !== undefined,
  });
  return [
    { legend: words.t('search.population'), ends: [end('populationMin', 'min', population.min), end('populationMax', 'max', population.max)] },
    { legend: words.t('search.costOneOff'), ends: [end('costMin', 'min', cost.min), end('costMax', 'max', cost.max)] },
  ];
}

function unreadWarnings(ranges: SearchView['ranges'], words: Words): SearchView['warnings'] {
  return ranges.flatMap(({ legend, ends }) =>
    ends
      .filter(({ isUnread }) => isUnread)
      .map(({ name, label, value }) => ({
        text: words.t('search.notUnderstood', { value, field: words.t('search.rangeOf', { name: legend, end: label }) }),
        field: name,
      })),
  );
}

function tipsFor(params: SearchParams, chips: readonly ChipView[], words: Words): SearchView['tips'] {
  const tip = (key: string, href: string | null) => ({
    text: words.t(`search.tips.${key}`),
    href,
    link: href === null ? '' : words.t(`search.tips.${key}Link`),
  });
  const last = chips.at(-1);
  const several = params.words.split(' ').length > 1;
  return [
    ...(params.page > 1 ? [tip('firstPage', searchHref({ ...params, page: 1 }))] : []),
    ...(chips.length > 0 ? [tip('fewerFilters', searchHref({ ...NO_PARAMS, words: params.words }))] : []),
    ...(chips.length > 1 && last !== undefined
      ? [{ text: words.t('search.tips.lastFilter', { choice: last.label }), href: last.href, link: words.t('search.tips.lastFilterLink') }]
      : []),
    ...(several ? [tip('fewerWords', searchHref({ ...NO_PARAMS, words: params.words.split(' ')[0] ?? '' }))] : []),
    ...(params.words === '' ? [] : [tip('otherWords', null)]),
    tip('browse', '/search'),
  ];
}
