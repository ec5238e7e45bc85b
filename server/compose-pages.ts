import type { RequestHandler } from 'express';
import type { Logger } from 'pino';

import type { ExportSearch } from './actions/export-search.ts';
import type { SearchRecords } from './actions/search-records.ts';
import { columnWords } from './cli/column-words.ts';
import type { Actions } from './compose-actions.ts';
import type { Addresses } from './domain/addresses.ts';
import type { Organisation } from './domain/organisation.ts';
import type { SafeHtml } from './domain/safe-html.ts';
import { organisationJsonLd, recordJsonLd, siteJsonLd } from './formats/json-ld.ts';
import { accountPages } from './pages/account/account-pages.ts';
import { adminPages } from './pages/admin/admin-pages.ts';
import { feedPage } from './pages/feed-page.ts';
import { filePage } from './pages/files/file-page.ts';
import { recordFilesPage } from './pages/files/record-files-page.ts';
import { historyPage } from './pages/history-page.ts';
import { legalPage } from './pages/legal-page.ts';
import { myRecordsPage } from './pages/my/my-records-page.ts';
import { organisationPage } from './pages/organisation-page.ts';
import { recordPage } from './pages/record-page.ts';
import { adminReportsPage } from './pages/reports/admin-reports-page.ts';
import { reportPage } from './pages/reports/report-page.ts';
import { searchPage } from './pages/search-page.ts';
import { sitemapPage } from './pages/sitemap-page.ts';
import { startPage } from './pages/start-page.ts';
import { termsPage } from './pages/terms-page.ts';
import { comparePage } from './pages/tools/compare-page.ts';
import { mySearchesPage } from './pages/tools/my-searches-page.ts';
import { paperPages } from './pages/tools/paper-pages.ts';
import { searchExportPage } from './pages/tools/search-export-page.ts';
import { writingPages } from './pages/writing/writing-pages.ts';
import type { Clock } from './ports/clock.ts';
import { diffWords } from './text/diff-words.ts';
import type { Language, Words } from './view-models/words.ts';
import { labelsFrom } from './web/i18n.ts';
import type { Typed } from './web/lost-form.ts';
import type { Home, Show } from './web/show.ts';
import type { SignedIn } from './web/signed-in.ts';

/** What pages may be given; each takes the little it needs. */
export interface PageNeeds extends Actions {
  readonly searchRecords: SearchRecords;
  readonly exportSearch: ExportSearch;
  readonly addresses: Addresses;
  readonly clock: Clock;
  readonly home: () => Promise<Home | null>;
  readonly show: Show;
  readonly renderMarkdown: (markdown: string) => SafeHtml;
  /** The same where the text is all that stands below the title of the page. */
  readonly renderArticle: (markdown: string) => SafeHtml;
  /** Each throws when its engine does not answer. */
  readonly checks: { readonly store: () => Promise<unknown>; readonly index: () => Promise<unknown> };
  readonly counts: () => Promise<{ readonly waiting: number; readonly shelved: number }>;
  /** The folder in which what is sent lies until it was judged. */
  readonly incoming: string;
  readonly log: Logger;
  readonly signedIn: SignedIn;
  /** There is a mail server. */
  readonly sendsMail: boolean;
  /** Keeps what somebody typed until they come back to the form. */
  readonly keep: (user: string, path: string, typed: Typed) => Promise<void>;
  /** Lets only people with a session pass. */
  readonly mustSignIn: RequestHandler;
  readonly founder: () => Promise<Organisation | null>;
  readonly words: Readonly<Record<Language, Words>>;
}

/** Every page behind the sign-in and CSRF checks, in the order in which they are asked. */
export function composePages(needs: PageNeeds): RequestHandler[] {
  const { addresses, founder, words } = needs;
  const schemaOrg = { addresses, labels: labelsFrom(words) };
  return [
    ...accountPages(needs),
    startPage({ ...needs, describeSite: async () => siteJsonLd(await founder(), addresses) }),
    searchPage(needs),
    feedPage(needs),
    searchExportPage({ ...needs, columnWords: columnWords(words) }),
    comparePage(needs),
    mySearchesPage(needs),
    paperPages(needs),
    historyPage({ ...needs, diffWords }),
    reportPage(needs),
    adminReportsPage(needs),
    filePage(needs),
    recordFilesPage(needs),
    myRecordsPage(needs),
    ...writingPages(needs),
    ...adminPages(needs),
    recordPage({ ...needs, describe: (found) => recordJsonLd(found, schemaOrg), idOf: addresses.record }),
    organisationPage({ ...needs, describeOrganisation: (organisation) => organisationJsonLd(organisation, schemaOrg) }),
    legalPage(needs),
    sitemapPage(needs),
    termsPage(needs),
  ];
}
