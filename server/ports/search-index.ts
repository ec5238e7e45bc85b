import type { SearchQuery } from '../domain/search/search-query.ts';

/** What of a record can be found, chosen and shown in a result line. Plain JSON; everything a hit shows lies in it. */
export interface SearchDocument {
  /** The record's absolute IRI. */
  readonly id: string;
  readonly visibility: 'public' | 'followers';
  /** Where words are looked for, weighted in this order. Plain text, no markup. */
  readonly title: string;
  readonly summary: string;
  readonly tags: string;
  readonly body: string;
  /** Codes per facet; a facet without codes may be left out. Freshness is not among them: it is computed from `confirmedAt`. */
  readonly facets: Readonly<Record<string, readonly string[]>>;
  readonly population: number | null;
  /** One-off cost in euros, exact or the middle of the band. */
  readonly cost: number | null;
  readonly point: { readonly lat: number; readonly lon: number } | null;
  /** Instants in UTC, ISO 8601. `confirmedAt` null: nobody ever confirmed it, so it counts as stale. */
  readonly published: string;
  readonly updated: string;
  readonly confirmedAt: string | null;
  /** What a result line shows besides; the index keeps it and gives it back as it is. */
  readonly shown: HitShown;
}

export interface HitShown {
  readonly url: string;
  readonly type: string;
  readonly publisher: { readonly id: string; readonly name: string; readonly handle: string };
  readonly place: { readonly name: string | null; readonly state: string | null; readonly sizeType: string | null; readonly population: number | null } | null;
  readonly phase: string | null;
  readonly costBand: string | null;
  readonly lessonKind: string | null;
  readonly processLevel: string | null;
  readonly topics: readonly string[];
  readonly origin: string;
  readonly lessons: number;
}

/** A stretch of text, and whether the words asked for were found in it. */
export interface Stretch {
  readonly text: string;
  readonly isMatch: boolean;
}

export interface SearchHit {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly markedTitle: readonly Stretch[];
  /** The summary, or the place in the text where the words stand, at most about 300 characters. */
  readonly markedText: readonly Stretch[];
  readonly freshness: 'current' | 'check' | 'stale';
  readonly confirmedAt: string | null;
  readonly published: string;
  readonly updated: string;
  /** Kilometres from the point asked for, if one was. */
  readonly distance: number | null;
  readonly shown: HitShown;
}

export interface SearchAnswer {
  readonly total: number;
  readonly hits: readonly SearchHit[];
  /** How many records each code of each counted facet would give, under the choices in all other facets. */
  readonly counts: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** 0 to 1 while the index is being filled for the first time or again after a loss; null when it is whole. */
  readonly filling: number | null;
}

/** Which records the asker may be shown; the index never answers beyond it. */
export interface Scope {
  readonly followers: boolean;
}

export interface Rebuild {
  /** Every document there is, in batches, read from the store. */
  readonly documents: AsyncIterable<readonly SearchDocument[]>;
  readonly total: number;
  readonly onProgress: (done: number, total: number) => void;
}

/** Finds records by words and choices. Engines: embedded (FTS5), Meilisearch. Throws SearchUnavailable while the engine cannot be reached. */
export interface SearchIndex {
  /** Searchable on return. Puts twice is put once. */
  put(documents: readonly SearchDocument[]): Promise<void>;
  remove(ids: readonly string[]): Promise<void>;
  ask(query: SearchQuery, scope: Scope): Promise<SearchAnswer>;
  /** True when the index was lost, broken or made by an older program, so that `rebuild` is due. */
  mustRebuild(): Promise<boolean>;
  /** Fills a new index beside the old one and changes over; searches and puts go on meanwhile, and no put or remove is lost. */
  rebuild(how: Rebuild): Promise<void>;
  ping(): Promise<void>;
  close(): Promise<void>;
}

export class SearchUnavailable extends Error {
  constructor(reason: string, options?: ErrorOptions) {
    super(`The search index cannot be reached: ${reason}`, options);
    this.name = 'SearchUnavailable';
  }
}
