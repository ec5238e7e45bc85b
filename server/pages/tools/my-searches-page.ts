import { type Request, type RequestHandler, type Response, Router } from 'express';
import { z } from 'zod';

import type { FindPlace } from '../../actions/find-place.ts';
import type { KeepForms } from '../../actions/keep-forms.ts';
import { askedForNew, type SavedSearches } from '../../actions/saved-searches.ts';
import type { SearchRecords } from '../../actions/search-records.ts';
import type { Refusal } from '../../domain/result.ts';
import type { SavedSearch } from '../../domain/saved-search.ts';
import { mySearchesView, saveSearchView } from '../../view-models/saved-search-view.ts';
import { queryOf, type SearchParams, searchHref } from '../../view-models/search-params.ts';
import { PLAIN_HEAD } from '../../view-models/shell.ts';
import { contextOf } from '../../web/context.ts';
import { formPath, inLanguageOf } from '../../web/form-path.ts';
import { answerRefusal } from '../../web/refusals.ts';
import type { Show } from '../../web/show.ts';
import { findNear, readSearchParams } from '../search-query-params.ts';

interface Needs {
  readonly savedSearches: SavedSearches;
  readonly searchRecords: SearchRecords;
  readonly findPlace: FindPlace;
  readonly keepForms: KeepForms;
  readonly mustSignIn: RequestHandler;
  readonly show: Show;
}

const text = z.string().max(10_000).catch('');
const body = z.object({ name: text, query: text, do: text }).catch({ name: '', query: '', do: '' });

/** /my/searches: what somebody saved; `new` asks for a name, a POST to one of them opens, renames or forgets it. */
export function mySearchesPage({ savedSearches, searchRecords, findPlace, keepForms, mustSignIn, show }: Needs): Router {
  const router = Router();
  router.use('/my/searches', mustSignIn);

  router.get('/my/searches', (req, res) => list(req, res, null));
  router.get('/my/searches/new', async (req, res) => {
    const kept = await keepForms.find(contextOf(res).viewer, formPath(req.originalUrl));
    await ask(req, res, readSearchParams(req.query), kept?.body['name']?.[0] ?? null, null);
  });

  router.post('/my/searches', async (req, res) => {
    const { viewer } = contextOf(res);
    const said = body.parse(req.body);
    const params = { ...paramsIn(said.query), page: 1 };
    const found = await savedSearches.save(viewer, { name: said.name, query: searchHref(params).split('?')[1] ?? '' });
    if (found.ok) {
      await keepForms.forget(viewer, formPath(`/my/searches/new?${found.value.query}`));
      return res.redirect(303, inLanguageOf(req.query, `/my/searches?saved=${found.value.id}`));
    }
    if (found.refusal.kind === 'invalid') return ask(req, res.status(422), params, said.name, found.refusal);
    await answerRefusal(req, res, show, found.refusal);
  });

  router.post('/my/searches/:id', async (req: Request<{ id: string }>, res) => {
    const { viewer } = contextOf(res);
    const { id } = req.params;
    const said = body.parse(req.body);
    if (said.do === 'remove') {
      const refusal = await savedSearches.remove(viewer, id);
      return refusal === null ? res.redirect(303, inLanguageOf(req.query, '/my/searches')) : answerRefusal(req as Request, res, show, refusal);
    }
    const found = said.do === 'rename' ? await savedSearches.rename(viewer, id, said.name) : await savedSearches.look(viewer, id);
    if (!found.ok && found.refusal.kind === 'invalid') return list(req as Request, res.status(422), { id, typed: said.name, refusal: found.refusal });
    if (!found.ok) return answerRefusal(req as Request, res, show, found.refusal);
    res.redirect(303, inLanguageOf(req.query, said.do === 'rename' ? '/my/searches' : searchHref({ ...paramsIn(found.value.query), sort: 'newest' })));
  });
  return router;

  async function list(req: Request, res: Response, renaming: { id: string; typed: string; refusal: Refusal } | null): Promise<void> {
    const { viewer, words } = contextOf(res);
    const all = await savedSearches.list(viewer);
    const listed = [];
    // One after the other: somebody's list must not fill the index's queue.
    for (const search of all) listed.push(await counted(search, res));
    const saved = all.find(({ id }) => id === req.query['saved'])?.name ?? null;
    const head = { ...PLAIN_HEAD, title: words.t('tools.searches.heading'), current: 'mine' as const, hasForm: true };
    await show(req, res, 'pages/my-searches', head, mySearchesView(listed, saved, renaming, words));
  }

  async function counted(search: SavedSearch, res: Response) {
    const params = paramsIn(search.query);
    const { near } = await findNear(findPlace, params);
    const answer = await searchRecords(contextOf(res).viewer, askedForNew(queryOf(params, near, { perPage: 1, count: [] })));
    return { search, params, answer };
  }

  async function ask(req: Request, res: Response, params: SearchParams, typed: string | null, refusal: Refusal | null): Promise<void> {
    const { words } = contextOf(res);
    const head = { ...PLAIN_HEAD, title: words.t('tools.searches.saveHeading'), hasForm: true };
    await show(req, res, 'pages/save-search', head, saveSearchView(params, typed, refusal, words));
  }
}

/** A kept query as the search page would read it. */
function paramsIn(query: string): SearchParams {
  const said: Record<string, string[]> = {};
  for (const [name, value] of new URLSearchParams(query)) said[name] = [...(Object.hasOwn(said, name) ? (said[name] ?? []) : []), value];
  return readSearchParams(said);
}
