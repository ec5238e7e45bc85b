import { Router } from 'express';

import type { ListOrganisations, ReadOrganisation } from '../actions/read-organisation.ts';
import type { SearchRecords } from '../actions/search-records.ts';
import { isHandle, type Organisation } from '../domain/organisation.ts';
import type { SafeHtml } from '../domain/safe-html.ts';
import { organisationView } from '../view-models/organisation-view.ts';
import { organisationsView } from '../view-models/organisations-view.ts';
import { NO_PARAMS, queryOf } from '../view-models/search-params.ts';
import { PLAIN_HEAD } from '../view-models/shell.ts';
import { contextOf } from '../web/context.ts';
import { answerRefusal } from '../web/refusals.ts';
import type { Show } from '../web/show.ts';

interface Needs {
  readonly readOrganisation: ReadOrganisation;
  readonly listOrganisations: ListOrganisations;
  readonly searchRecords: SearchRecords;
  readonly renderMarkdown: (markdown: string) => SafeHtml;
  /** schema.org JSON-LD as text. */
  readonly describeOrganisation: (organisation: Organisation) => string;
  readonly show: Show;
}

const PER_PAGE = 10;

/** /organisations and /organisations/:handle: who publishes here, and what. */
export function organisationPage({ readOrganisation, listOrganisations, searchRecords, renderMarkdown, describeOrganisation, show }: Needs): Router {
  const router = Router();
  router.get('/organisations', async (req, res) => {
    const { viewer, words } = contextOf(res);
    const [organisations, answer] = await Promise.all([
      listOrganisations(),
      searchRecords(viewer, queryOf(NO_PARAMS, null, { perPage: 1, count: ['publisher'] })),
    ]);
    const head = {
      ...PLAIN_HEAD,
      title: words.t('organisations.title'),
      description: words.t('organisations.description'),
      current: 'organisations' as const,
      canonical: '/organisations',
    };
    await show(req, res, 'pages/organisations', head, organisationsView(organisations, answer.counts['publisher'] ?? {}, words));
  });
  router.get('/organisations/:handle', async (req, res, next) => {
    const { handle } = req.params;
    // Other doors know `name.atom` and `name@host`.
    if (!isHandle(handle)) return next();
    const { viewer, words } = contextOf(res);
    const found = await readOrganisation(handle);
    if (!found.ok) return answerRefusal(req, res, show, found.refusal);
    const params = { ...NO_PARAMS, chosen: { publisher: [handle] }, sort: 'newest' as const };
    const answer = await searchRecords(viewer, queryOf(params, null, { perPage: PER_PAGE, count: [] }));
    const view = organisationView(found.value, answer, words, renderMarkdown);
    const head = {
      ...PLAIN_HEAD,
      title: view.name,
      description: words.t('organisations.descriptionOf', { name: view.name }),
      current: 'organisations' as const,
      canonical: `/organisations/${handle}`,
      jsonLd: describeOrganisation(found.value),
      feed: { href: view.feed, title: words.t('organisations.feedTitle', { name: view.name }) },
    };
    await show(req, res, 'pages/organisation', head, view);
  });
  return router;
}
