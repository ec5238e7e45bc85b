import { completenessOf } from '../../domain/computed.ts';
import type { ContactTrouble } from '../../domain/contact.ts';
import { RECORD_TYPES, type RecordType } from '../../domain/content/content-types.ts';
import type { Content } from '../../domain/content/field.ts';
import { DESK_STATES, type DeskState, isUnconfirmedSource } from '../../domain/desk.ts';
import type { Freshness } from '../../domain/freshness.ts';
import type { Organisation } from '../../domain/organisation.ts';
import type { KnowledgeRecord } from '../../domain/record.ts';
import type { Rights } from '../../domain/record-rights.ts';
import { type FreshnessView, freshnessView } from '../freshness-view.ts';
import { type PagerView, pagerView } from '../pager-view.ts';
import { pathOf, titleOf } from '../record-view.ts';
import type { Words } from '../words.ts';

export const SHOWS = ['all', 'to-confirm', ...DESK_STATES] as const;
export type Shown = (typeof SHOWS)[number];

/** What the address asks for. */
export interface MyQuery {
  readonly show: Shown;
  readonly type: RecordType | null;
  readonly publisher: string | null;
  readonly mine: boolean;
  readonly words: string;
  readonly page: number;
}

/** What was done just now: how many were confirmed, how many could not be; or that one was deleted. */
export interface Done {
  readonly confirmed: number;
  readonly failed: number;
  readonly deleted: boolean;
}

interface Item {
  readonly record: KnowledgeRecord;
  readonly edited: KnowledgeRecord;
  readonly state: DeskState;
  readonly freshness: Freshness;
  readonly rights: Rights;
}

interface Found {
  readonly items: readonly Item[];
  readonly total: number;
  readonly page: number;
  readonly counts: Readonly<Record<Shown, number>>;
  readonly troubles: ReadonlyMap<string, ContactTrouble>;
  readonly organisations: readonly Organisation[];
}

interface Option {
  readonly value: string;
  readonly label: string;
  readonly isChosen: boolean;
}

export interface MyRecordLine {
  readonly id: string;
  readonly domId: string;
  readonly title: string;
  readonly href: string;
  readonly kind: string;
  readonly state: string;
  readonly isWaiting: boolean;
  /** Null for what is not out. */
  readonly freshness: FreshnessView | null;
  readonly completeness: string;
  readonly trouble: string | null;
  readonly organisation: string | null;
  readonly mayConfirm: boolean;
}

export interface MyRecordsView {
  readonly found: string;
  readonly said: string | null;
  readonly warned: string | null;
  readonly shows: readonly { readonly label: string; readonly count: string; readonly href: string; readonly isCurrent: boolean }[];
  readonly filter: {
    readonly show: Shown;
    readonly words: string;
    readonly types: readonly Option[];
    /** Empty for somebody of one organisation. */
    readonly publishers: readonly Option[];
    readonly mine: boolean;
    readonly isUsed: boolean;
  };
  readonly groups: readonly {
    readonly id: string;
    readonly heading: string;
    readonly text: string | null;
    readonly lines: readonly MyRecordLine[];
    readonly hasBulk: boolean;
  }[];
  readonly hasConfirm: boolean;
  /** Where the form leads back to. */
  readonly back: string;
  readonly empty: string | null;
  /** Nothing was ever written here: there is nothing to choose from. */
  readonly isBare: boolean;
  readonly pager: PagerView | null;
}

const PER_PAGE = 25;

/** `waits`: the state that waits for this viewer; `back`: the address of this page. */
export function myRecordsView(
  query: MyQuery,
  found: Found,
  { waits, done, back }: { waits: DeskState; done: Done | null; back: string },
  words: Words,
): MyRecordsView {
  const isUsed = query.words !== '' || query.type !== null || query.publisher !== null || query.mine;
  const lines = found.items.map((item) => ({ group: groupOf(item, waits), line: lineOf(item, found, words) }));
  const shown = ['waiting', 'writing', 'confirm', 'rest', 'sources'].flatMap((id) => {
    const own = lines.filter(({ group }) => group === id).map(({ line }) => line);
    const text = id === 'confirm' || id === 'sources' ? words.t(`my.groups.${id}Text`) : null;
    return own.length === 0 ? [] : [{ id: `gruppe-${id}`, heading: words.t(`my.groups.${id}`), text, lines: own }];
  });
  // The button for many stands below the last that can be marked.
  const last = shown.findLast((group) => group.lines.some(({ mayConfirm }) => mayConfirm))?.id;
  const groups = shown.map((group) => ({ ...group, hasBulk: group.id === last }));
  return {
    found: words.t('my.found', { count: found.total }),
    said: saidOf(done, words),
    warned: warnedOf(done, words),
    shows: SHOWS.filter((show) => show === 'all' || show === query.show || found.counts[show] > 0).map((show) => ({
      label: words.t(`my.show.${show}`),
      count: words.number(found.counts[show]),
      href: addressOf({ ...query, show, page: 1 }),
      isCurrent: show === query.show,
    })),
    filter: {
      show: query.show,
      words: query.words,
      types: RECORD_TYPES.map((type) => ({ value: type, label: words.label('type', type), isChosen: query.type === type })),
      publishers:
        found.organisations.length < 2
          ? []
          : found.organisations.map(({ id, handle, content }) => ({ value: id, label: content.name ?? handle, isChosen: query.publisher === id })),
      mine: query.mine,
      isUsed,
    },
    groups,
    hasConfirm: last !== undefined,
    back,
    isBare: found.items.length === 0 && !isUsed && query.show === 'all',
    empty: found.items.length > 0 ? null : words.t(isUsed || query.show !== 'all' ? 'my.nothingFound' : 'my.nothingYet'),
    pager: pagerView(found.page, found.total, PER_PAGE, (page) => addressOf({ ...query, page }), words),
  };
}

function groupOf({ record, state, freshness }: Item, waits: DeskState): string {
  if (state === waits) return 'waiting';
  if (state !== 'published') return 'writing';
  if (isUnconfirmedSource(record)) return 'sources';
  return freshness === 'current' ? 'rest' : 'confirm';
}

function lineOf({ record, edited, state, freshness, rights }: Item, { troubles, organisations }: Found, words: Words): MyRecordLine {
  const isOut = record.visibility !== 'draft';
  const trouble = troubles.get(record.id);
  const path = pathOf(record);
  const publisher = organisations.find(({ id }) => id === record.publisher);
  return {
    id: record.id,
    domId: `eintrag-${record.type}-${record.slug}`,
    title: titleOf(edited) || words.t('my.untitled'),
    href: rights.mayEdit || rights.mayComment ? `${path}/edit` : path,
    kind: words.label('type', record.type),
    state: words.t(`my.state.${state}`),
    isWaiting: state === 'submitted' || state === 'returned',
    freshness: isOut ? freshnessView(freshness, record.lastConfirmedAt, words) : null,
    completeness: words.t('my.completeness', { percent: completenessOf(edited.type, edited.content as Content) }),
    trouble: trouble === undefined ? null : words.t(`my.trouble.${trouble}`),
    organisation: organisations.length < 2 ? null : (publisher?.content.name ?? publisher?.handle ?? null),
    mayConfirm: rights.mayConfirm && freshness !== 'current',
  };
}

function saidOf(done: Done | null, words: Words): string | null {
  if (done?.deleted === true) return words.t('my.deleted');
  return done === null || done.confirmed === 0 ? null : words.t('my.confirmed', { count: done.confirmed });
}

function warnedOf(done: Done | null, words: Words): string | null {
  if (done === null || done.deleted) return null;
  if (done.failed > 0) return words.t('my.failed', { count: done.failed });
  return done.confirmed === 0 ? words.t('my.nothingMarked') : null;
}

/** The address of the page that shows this; what is not asked for is not written. */
function addressOf({ show, type, publisher, mine, words, page }: MyQuery): string {
  const params = new URLSearchParams();
  if (show !== 'all') params.set('show', show);
  if (type !== null) params.set('type', type);
  if (publisher !== null) params.set('publisher', publisher);
  if (mine) params.set('mine', 'yes');
  if (words !== '') params.set('q', words);
  if (page > 1) params.set('page', String(page));
  const query = params.toString();
  return query === '' ? '/my/records' : `/my/records?${query}`;
}
