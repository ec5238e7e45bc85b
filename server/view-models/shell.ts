import type { Language } from './words.ts';

declare const safeJson: unique symbol;

/** JSON in which nothing can end a <script> element; the only thing besides SafeHtml that may stand in triple braces. */
export type SafeJson = string & { readonly [safeJson]: true };

/** What the frame around every page shows. */
export interface Shell {
  readonly title: string;
  readonly description: string | null;
  readonly language: Language;
  /** The same address in the other language. */
  readonly other: { readonly language: Language; readonly name: string; readonly href: string };
  readonly nav: readonly { readonly label: string; readonly href: string; readonly isCurrent: boolean }[];
  /** The language the address asked for, which a GET form must send again. */
  readonly carried: Language | null;
  /** Whether the header has a search field: not where the page has a big one of its own. */
  readonly hasSearch: boolean;
  readonly canonical: string | null;
  readonly isIndexed: boolean;
  readonly feed: { readonly href: string; readonly title: string } | null;
  readonly jsonLd: SafeJson | null;
  readonly nonce: string;
  /** The token for every form of this page; null where it has none. */
  readonly csrf: string | null;
  /** Who is signed in. */
  readonly account: { readonly name: string; readonly isAdmin: boolean; readonly mayWrite: boolean; readonly mustEnrol: boolean } | null;
  /** Where a visitor signs in and comes back from; null for those who are signed in and before set-up. */
  readonly signIn: string | null;
  /** Who runs this instance; null while it is not set up. */
  readonly home: { readonly name: string; readonly href: string } | null;
  readonly assets: {
    readonly style: string;
    readonly script: string;
    readonly formScript: string | null;
    readonly icon: string;
    readonly fonts: readonly string[];
  };
}

/** What a page says about itself to the frame. */
export interface PageHead {
  /** Null on the start page. */
  readonly title: string | null;
  readonly description: string | null;
  readonly current: 'search' | 'lessons' | 'organisations' | 'mine' | 'new' | 'admin' | 'account' | null;
  /** The path of the one address under which search engines should know it; null where it should not be found. */
  readonly canonical: string | null;
  readonly feed: { readonly href: string; readonly title: string } | null;
  readonly jsonLd: string | null;
  readonly hasOwnSearch: boolean;
  /** Whether it has a form that is posted; such a page is never kept by a cache. */
  readonly hasForm: boolean;
}

export const PLAIN_HEAD: PageHead = {
  title: null,
  description: null,
  current: null,
  canonical: null,
  feed: null,
  jsonLd: null,
  hasOwnSearch: false,
  hasForm: false,
};
