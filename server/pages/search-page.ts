import { Router } from 'express';

import type { FindPlace } from '../actions/find-place.ts';
import type { SearchRecords } from '../actions/search-records.ts';
import { queryOf, searchHref } from '../view-models/search-params.ts';
import { SEARCH_COUNTS, searchView } from '../view-models/search-view.ts';
import { PLAIN_HEAD } from '../view-models/shell.ts';
import { contextOf } from '../web/context.ts';
import type { Show } from '../web/show.ts';
import { findNear, readSearchParams, unreadAmounts } from './search-query-params.ts';

interface Needs {
  readonly searchRecords: SearchRecords;
  readonly findPlace: FindPlace;
  readonly show: Show;
}

const PER_PAGE = 20;

/** GET /search: one answer of the index, and the register only when a place is asked for. */
export function searchPage({ searchRecords, findPlace, show }: Needs): Router {
  const router = Router();
  router.get('/search', async (req, res) => {
    const { viewer, words, account } = contextOf(res);
    const params = readSearchParams(req.query);
    const { near, place } = await findNear(findPlace, params);
    const answer = await searchRecords(viewer, queryOf(params, near, { perPage: PER_PAGE, count: SEARCH_COUNTS }));
    const view = searchView(
      { params, place, isPlaceFound: near !== null, perPage: PER_PAGE, unread: unreadAmounts(req.query), maySave: account !== null },
      answer,
      words,
    );
    const isLessons = params.words === '' && Object.keys(params.chosen).join() === 'type' && params.chosen['type']?.join() === 'lesson';
    const head = {
      ...PLAIN_HEAD,
      title: params.words === '' ? words.t('search.title') : words.t('search.titleFor', { words: params.words }),
      description: words.t('search.description'),
      current: isLessons ? ('lessons' as const) : ('search' as const),
      canonical: searchHref(params) === '/search' || isLessons ? searchHref(params) : null,
      feed: { href: view.feed, title: words.t('search.feedTitle') },
      hasOwnSearch: true,
    };
    await show(req, res, 'pages/search', head, view);
  });
  return router;
}
