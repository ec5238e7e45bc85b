import { type Request, type RequestHandler, type Response, Router } from 'express';
import { z } from 'zod';

import type { ConfirmRecords } from '../../actions/confirm-record.ts';
import type { FindMyRecords } from '../../actions/find-my-records.ts';
import { RECORD_TYPES } from '../../domain/content/content-types.ts';
import { type Done, type MyQuery, myRecordsView, SHOWS } from '../../view-models/my/my-records-view.ts';
import { PLAIN_HEAD } from '../../view-models/shell.ts';
import { contextOf } from '../../web/context.ts';
import { ownPath } from '../../web/own-path.ts';
import { answerRefusal } from '../../web/refusals.ts';
import type { Show } from '../../web/show.ts';
import { onward } from '../writing/form-request.ts';

interface Needs {
  readonly findMyRecords: FindMyRecords;
  readonly confirmRecords: ConfirmRecords;
  readonly mustSignIn: RequestHandler;
  readonly show: Show;
}

const PATH = '/my/records';
const SAID = ['confirmed', 'failed', 'done'] as const;

const first = z.preprocess((value) => (Array.isArray(value) ? value[0] : value), z.string().max(500)).catch('');
const count = z.coerce.number().int().min(0).max(200);
const address = z.object({
  show: z.enum(SHOWS).catch('all'),
  type: z.enum(RECORD_TYPES).nullable().catch(null),
  publisher: first.transform((value) => (value === '' ? null : value)),
  mine: first.transform((value) => value === 'yes'),
  q: first.transform((value) => value.trim().slice(0, 200)),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
});
const done = z.object({ confirmed: count, failed: count.catch(0) });
const line = z.string().max(2_000);
const form = z.object({
  id: z
    .union([line, z.array(line)])
    .transform((value) => [value].flat())
    .catch([]),
  only: first,
  back: z.unknown().optional(),
});

/** GET /my/records; POST /my/records/confirm with `id` (may repeat) or `only` (one alone, whatever else is marked) and `back`. */
export function myRecordsPage({ findMyRecords, confirmRecords, mustSignIn, show }: Needs): Router {
  const router = Router();
  router.get(PATH, mustSignIn, async (req: Request, res: Response) => {
    const { viewer, words } = contextOf(res);
    const { q, ...asked } = address.parse(req.query);
    const query: MyQuery = { ...asked, words: q };
    const found = await findMyRecords(viewer, query, query.words);
    if (!found.ok) return answerRefusal(req, res, show, found.refusal);
    const waits = viewer.kind === 'staff' && (viewer.role === 'admin' || viewer.role === 'editor') ? 'submitted' : 'returned';
    const view = myRecordsView(query, found.value, { waits, done: doneIn(req), back: withoutSaid(req.originalUrl) }, words);
    await show(req, res, 'pages/my-records', { ...PLAIN_HEAD, title: words.t('my.heading'), current: 'mine', hasForm: true }, view);
  });
  router.post(`${PATH}/confirm`, mustSignIn, async (req, res) => {
    const { id, only, back } = form.parse(req.body ?? {});
    const answers = await confirmRecords(contextOf(res).viewer, only === '' ? id : [only]);
    const to = ownPath(back, PATH);
    const confirmed = answers.filter(({ result }) => result.ok).length;
    if (!isHere(to)) {
      const [refused] = answers.flatMap(({ result }) => (result.ok ? [] : [result.refusal]));
      return refused === undefined
        ? res.redirect(303, onward(req, `${to}${to.includes('?') ? '&' : '?'}done=confirmed`))
        : answerRefusal(req, res, show, refused);
    }
    const said = new URLSearchParams({ confirmed: String(confirmed), failed: String(answers.length - confirmed) });
    res.redirect(303, `${to}${to.includes('?') ? '&' : '?'}${said}`);
  });
  return router;
}

function doneIn(req: Request): Done | null {
  if (req.query['done'] === 'deleted') return { confirmed: 0, failed: 0, deleted: true };
  const parsed = done.safeParse(req.query);
  return parsed.success ? { ...parsed.data, deleted: false } : null;
}

function isHere(path: string): boolean {
  return path === PATH || path.startsWith(`${PATH}?`);
}

/** The address of the page, without what it said about something that was done. */
function withoutSaid(originalUrl: string): string {
  const [, query = ''] = originalUrl.split('?', 2);
  const params = new URLSearchParams(query);
  for (const name of SAID) params.delete(name);
  const rest = params.toString();
  return rest === '' ? PATH : `${PATH}?${rest}`;
}
