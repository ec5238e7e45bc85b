import { type NextFunction, type Request, type Response, Router } from 'express';

import type { FindPlace } from '../actions/find-place.ts';
import type { ReadOrganisation } from '../actions/read-organisation.ts';
import type { SearchRecords } from '../actions/search-records.ts';
import type { Addresses } from '../domain/addresses.ts';
import { VISITOR } from '../domain/viewer.ts';
import { atom, type Entry, type Feed } from '../formats/atom.ts';
import { NO_PARAMS, queryOf, type SearchParams, searchHref } from '../view-models/search-params.ts';
import { LANGUAGES, type Words } from '../view-models/words.ts';
import { contextOf } from '../web/context.ts';
import { findNear, readSearchParams } from './search-query-params.ts';

interface Needs {
  readonly searchRecords: SearchRecords;
  readonly readOrganisation: ReadOrganisation;
  readonly findPlace: FindPlace;
  readonly addresses: Addresses;
}

const LENGTH = 50;
// An empty feed needs an instant that does not move, or every reader would see a change each time.
const NEVER = '1970-01-01T00:00:00Z';

type Hit = Awaited<ReturnType<SearchRecords>>['hits'][number];

/** /feed.atom, /search.atom and /organisations/:handle.atom; an unknown organisation is left to the doors behind. */
export function feedPage({ searchRecords, readOrganisation, findPlace, addresses }: Needs): Router {
  const router = Router();

  router.get('/feed.atom', async (req, res) => {
    const { words } = contextOf(res);
    await send(req, res, '/feed.atom', NO_PARAMS, { title: words.t('common.feed.newest'), alternate: addresses.base, author: instance(words), since: NEVER });
  });

  router.get('/search.atom', async (req, res) => {
    const { words } = contextOf(res);
    const params = { ...readSearchParams(req.query), sort: null, page: 1 };
    const title = params.words === '' ? words.t('common.feed.search') : words.t('common.feed.searchFor', { words: params.words });
    const alternate = `${addresses.base}${searchHref(params)}`;
    await send(req, res, searchHref(params, '/search.atom'), params, { title, alternate, author: instance(words), since: NEVER });
  });

  router.get('/organisations/:handle.atom', async (req: Request<{ handle: string }>, res: Response, next: NextFunction) => {
    const { words } = contextOf(res);
    const found = await readOrganisation(req.params.handle);
    if (!found.ok) return next();
    const { id, handle, content, created } = found.value;
    const name = content.name ?? handle;
    const params = { ...NO_PARAMS, chosen: { publisher: [handle] } };
    const title = words.t('common.feed.organisation', { name });
    await send(req, res, `/organisations/${handle}.atom`, params, { title, alternate: id, author: { name, uri: id }, since: created });
  });

  async function send(
    req: Request,
    res: Response,
    path: string,
    params: SearchParams,
    head: Pick<Feed, 'title' | 'alternate' | 'author' | 'since'>,
  ): Promise<void> {
    const { words } = contextOf(res);
    const { near } = await findNear(findPlace, params);
    // A feed is read by machines that nobody signed in: whoever fetches it sees what every visitor sees.
    const answer = await searchRecords(VISITOR, { ...queryOf(params, near, { perPage: LENGTH, count: [] }), sort: 'newest', page: 1 });
    const id = `${addresses.base}${path}`;
    const carried = LANGUAGES.find((language) => language === req.query['lang']);
    const self = carried === undefined ? id : `${id}${path.includes('?') ? '&' : '?'}lang=${carried}`;
    const entries = answer.hits.map((hit) => entryOf(hit, words, addresses));
    // While the index is being filled the feed is not yet what it will be in a moment.
    res.set('Cache-Control', answer.filling === null ? 'public, max-age=300' : 'no-store').vary('Accept-Language');
    res.type('application/atom+xml').send(atom({ id, self, language: words.language, entries, ...head }));
  }

  function instance(words: Words): Feed['author'] {
    return { name: words.t('common.site'), uri: addresses.base };
  }

  return router;
}

function entryOf({ id, title, summary, markedText, published, updated, shown }: Hit, words: Words, { base }: Addresses): Entry {
  const category = (vocabulary: 'type' | 'topic' | 'origin', term: string) => ({
    scheme: `${base}/ns/v1#${vocabulary}`,
    term,
    label: words.label(vocabulary, term),
  });
  return {
    id,
    title,
    summary: summary === '' ? markedText.map(({ text }) => text).join('') : summary,
    url: shown.url,
    published,
    updated,
    author: { name: shown.publisher.name, uri: shown.publisher.id },
    categories: [category('type', shown.type), ...shown.topics.map((topic) => category('topic', topic)), category('origin', shown.origin)],
  };
}
