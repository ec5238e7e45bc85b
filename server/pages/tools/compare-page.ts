import { Router } from 'express';
import { z } from 'zod';

import type { CompareRecords } from '../../actions/compare-records.ts';
import type { SearchRecords } from '../../actions/search-records.ts';
import type { RecordWithContext } from '../../domain/described-record.ts';
import type { SafeHtml } from '../../domain/safe-html.ts';
import { compareView } from '../../view-models/compare-view.ts';
import { NO_PARAMS, queryOf, type SearchParams } from '../../view-models/search-params.ts';
import { PLAIN_HEAD } from '../../view-models/shell.ts';
import { contextOf } from '../../web/context.ts';
import type { Show } from '../../web/show.ts';
import { readSearchParams } from '../search-query-params.ts';

interface Needs {
  readonly compareRecords: CompareRecords;
  readonly searchRecords: SearchRecords;
  readonly renderMarkdown: (markdown: string) => SafeHtml;
  readonly clock: () => Date;
  readonly show: Show;
}

const OFFERED = 12;
const MOST_KEYS = 30;
const keys = z.preprocess((value) => [value ?? []].flat(1).slice(0, MOST_KEYS), z.array(z.string().min(1).max(500).catch(''))).catch([]);

/** GET /compare?record=…: what is chosen stands in the address and nowhere else, so that it can be sent on and needs no cookie. */
export function comparePage({ compareRecords, searchRecords, renderMarkdown, clock, show }: Needs): Router {
  const router = Router();
  router.get('/compare', async (req, res) => {
    const { viewer, words } = contextOf(res);
    const asked = readSearchParams({ q: req.query['q'] }).words;
    const wanted = keys.parse(req.query['record']).filter((key) => key !== '');
    const compared = await compareRecords(viewer, wanted);
    const offer = offeredFor(asked, compared.records);
    const hits = offer === null ? [] : (await searchRecords(viewer, queryOf(offer, null, { perPage: OFFERED, count: [] }))).hits;
    const view = compareView({ ...compared, words: asked, hits }, { words, now: clock(), renderMarkdown });
    const titles = view.columns.map(({ title }) => title).join(' – ');
    const title = titles === '' ? words.t('tools.compare.title') : words.t('tools.compare.titleOf', { titles });
    await show(req, res, 'pages/compare', { ...PLAIN_HEAD, title, current: 'search' }, view);
  });
  return router;
}

/** What to offer for a comparison: what was looked for, else what has the same topic as the one record chosen. */
function offeredFor(words: string, records: readonly RecordWithContext[]): SearchParams | null {
  if (words !== '') return { ...NO_PARAMS, words };
  const [only, ...others] = records;
  if (only === undefined || others.length > 0) return null;
  const { record } = only;
  const topic = record.type === 'project' ? record.content.topics[0] : undefined;
  return { ...NO_PARAMS, chosen: { type: [record.type], ...(topic === undefined ? {} : { topic: [topic] }) }, sort: 'freshest' };
}
