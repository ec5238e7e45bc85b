import type { Refusal } from '../domain/result.ts';
import { LONGEST_NAME, MOST_SAVED, type SavedSearch } from '../domain/saved-search.ts';
import { FACETS } from '../domain/search/facets.ts';
import type { SearchAnswer } from '../ports/search-index.ts';
import { codeLabel } from './facet-view.ts';
import { type FormFieldView, formField } from './form-field-view.ts';
import { type SearchParams, searchHref } from './search-params.ts';
import type { Words } from './words.ts';

export interface MySearchesView {
  readonly searches: readonly {
    readonly id: string;
    readonly name: string;
    readonly href: string;
    readonly feed: string;
    readonly action: string;
    /** "3 neue Einträge seit dem 4. Mai"; null when there is nothing new. */
    readonly fresh: string | null;
    readonly since: string;
    readonly rename: FormFieldView;
    /** A name that was typed and cannot be kept stands open. */
    readonly isOpen: boolean;
  }[];
  readonly saved: string | null;
  readonly most: number;
}

export interface SaveSearchView {
  readonly name: FormFieldView;
  readonly query: string;
  readonly back: string;
  readonly problems: readonly string[];
}

interface Listed {
  readonly search: SavedSearch;
  readonly params: SearchParams;
  readonly answer: Pick<SearchAnswer, 'hits' | 'total'>;
}

interface Renaming {
  readonly id: string;
  readonly typed: string;
  readonly refusal: Refusal;
}

/** What somebody saved, with how much of it is new. */
export function mySearchesView(found: readonly Listed[], saved: string | null, renaming: Renaming | null, words: Words): MySearchesView {
  return {
    searches: found.map(({ search, params, answer }) => {
      const { id, name, lookedAt } = search;
      const fresh = answer.hits.filter(({ published }) => published > lookedAt).length;
      const isMany = fresh > 0 && fresh === answer.hits.length && answer.total > fresh;
      const typed = renaming?.id === id ? renaming : null;
      return {
        id,
        name,
        href: searchHref(params),
        feed: searchHref(params, '/search.atom'),
        action: `/my/searches/${id}`,
        fresh: fresh === 0 ? null : words.t(isMany ? 'tools.searches.many' : 'tools.searches.fresh', { count: fresh }),
        since: words.t('tools.searches.since', { when: words.moment(lookedAt) }),
        rename: { ...nameField(typed?.typed ?? name, typed?.refusal ?? null, words), id: `name-${id}` },
        isOpen: typed !== null,
      };
    }),
    saved,
    most: MOST_SAVED,
  };
}

export function saveSearchView(params: SearchParams, typed: string | null, refusal: Refusal | null, words: Words): SaveSearchView {
  const problems =
    refusal?.kind === 'invalid' ? refusal.problems.filter(({ field }) => field !== 'savedSearchName').map((one) => words.problem(one, 'form')) : [];
  const href = searchHref({ ...params, page: 1 });
  return {
    name: nameField(typed ?? suggestedName(params, words), refusal, words),
    query: href.split('?')[1] ?? '',
    back: href,
    problems,
  };
}

/** What a search is about, in its own words. */
export function suggestedName(params: SearchParams, words: Words): string {
  const chosen = [...FACETS.keys()].flatMap((facet) => (params.chosen[facet] ?? []).map((code) => codeLabel(facet, code, { hits: [] }, words)));
  const near = params.near === '' ? [] : [words.t('search.nearPlace', { place: params.near })];
  const parts = [...(params.words === '' ? [] : [params.words]), ...chosen, ...near];
  return parts.length === 0 ? words.t('tools.searches.everything') : parts.join(', ').slice(0, LONGEST_NAME);
}

function nameField(typed: string, refusal: Refusal | null, words: Words): FormFieldView {
  const problems = refusal?.kind === 'invalid' ? refusal.problems : [];
  const field = { name: 'name', kind: 'text', max: LONGEST_NAME, required: true } as const;
  return formField('name', field, { table: 'form', typed: { name: typed }, problems, words }, { path: 'savedSearchName' });
}
