export const SORTS = ['relevance', 'newest', 'nearest', 'freshest'] as const;
export type Sort = (typeof SORTS)[number];

export interface Range {
  readonly min: number | null;
  readonly max: number | null;
}

/** A circle on the map: degrees WGS84, kilometres. */
export interface Near {
  readonly lat: number;
  readonly lon: number;
  readonly km: number | null;
}

/** Codes chosen per facet: a record has one of the codes of each. */
export type Chosen = Readonly<Record<string, readonly string[]>>;

export interface SearchQuery {
  readonly words: string;
  readonly chosen: Chosen;
  /** Inhabitants of the place, and one-off cost in euros. */
  readonly population: Range;
  readonly cost: Range;
  /** Without `km` it only orders (sort nearest). */
  readonly near: Near | null;
  readonly sort: Sort;
  /** From 1. */
  readonly page: number;
  readonly perPage: number;
  /** The facets to be counted in the answer. */
  readonly count: readonly string[];
}
