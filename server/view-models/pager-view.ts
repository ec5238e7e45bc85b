import type { Words } from './words.ts';

export interface PagerView {
  readonly previous: string | null;
  readonly next: string | null;
  readonly pages: readonly {
    readonly label: string;
    readonly name: string;
    readonly href: string;
    readonly isCurrent: boolean;
    readonly isAfterGap: boolean;
  }[];
}

const LAST_REACHABLE = 500;

/** The first, the last and the pages around the present one; null when one page holds everything. */
export function pagerView(page: number, total: number, perPage: number, href: (page: number) => string, words: Words): PagerView | null {
  const last = Math.min(Math.ceil(total / perPage), LAST_REACHABLE);
  if (last <= 1) return null;
  const near = Array.from({ length: last }, (_, n) => n + 1).filter((n) => n === 1 || n === last || Math.abs(n - page) <= 1);
  return {
    previous: page > 1 ? href(Math.min(page - 1, last)) : null,
    next: page < last ? href(page + 1) : null,
    pages: near.map((n, at) => ({
      label: words.number(n),
      name: words.t('search.pageNumber', { page: n }),
      href: href(n),
      isCurrent: n === page,
      isAfterGap: at > 0 && n - (near[at - 1] ?? n) > 1,
    })),
  };
}
