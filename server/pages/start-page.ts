import { Router } from 'express';

import type { SearchRecords } from '../actions/search-records.ts';
import { NO_PARAMS, queryOf } from '../view-models/search-params.ts';
import { PLAIN_HEAD } from '../view-models/shell.ts';
import { START_COUNTS, startView } from '../view-models/start-view.ts';
import { contextOf } from '../web/context.ts';
import type { Show } from '../web/show.ts';

interface Needs {
  readonly searchRecords: SearchRecords;
  /** schema.org JSON-LD of the whole site, as text. */
  readonly describeSite: () => Promise<string>;
  readonly show: Show;
}

/** GET /: what this is, and what is new. Two answers of the index. */
export function startPage({ searchRecords, describeSite, show }: Needs): Router {
  const router = Router();
  router.get('/', async (req, res) => {
    const { viewer, words } = contextOf(res);
    const newest = (type: string) => ({ ...NO_PARAMS, chosen: { type: [type] }, sort: 'newest' as const });
    const [projects, lessons] = await Promise.all([
      searchRecords(viewer, queryOf(newest('project'), null, { perPage: 6, count: START_COUNTS })),
      searchRecords(viewer, queryOf(newest('lesson'), null, { perPage: 5, count: [] })),
    ]);
    const head = {
      ...PLAIN_HEAD,
      description: words.t('start.description'),
      canonical: '/',
      feed: { href: '/feed.atom', title: words.t('layout.feedTitle') },
      jsonLd: await describeSite(),
      hasOwnSearch: true,
    };
    await show(req, res, 'pages/start', head, startView(projects, lessons, words));
  });
  return router;
}
