import { createHash, timingSafeEqual } from 'node:crypto';

import { type Request, type RequestHandler, type Response, Router } from 'express';
import { z } from 'zod';

import type { SetUp } from '../actions/set-up.ts';
import { type FieldProblem, problem } from '../domain/content/field-problem.ts';
import { invalid } from '../domain/result.ts';
import { ASKED, setUpView } from '../view-models/set-up-view.ts';
import { PLAIN_HEAD } from '../view-models/shell.ts';
import { contextOf } from '../web/context.ts';
import { answerRefusal } from '../web/refusals.ts';
import type { Show } from '../web/show.ts';

interface Needs {
  readonly setUp: Pick<SetUp, 'run' | 'isSetUp'>;
  /** The one-time code that the terminal showed. */
  readonly code: string;
  readonly show: Show;
}

type Typed = Readonly<Record<string, string>>;

const line = z.string().max(2_000).catch('');
const form = z.object(Object.fromEntries(['code', 'email', 'password', ...ASKED].map((name) => [name, line])));
const AMOUNTS = new Set(['population']);
const KEYS = new Set(['ags']);
const DEGREES = new Set(['coordinates.lat', 'coordinates.lon']);

/** GET and POST /setup. Needs urlencoded bodies; whoever has not the code changes nothing and learns nothing. */
export function setUpPage({ setUp, code, show }: Needs): Router {
  const router = Router();

  const showForm = async (req: Request, res: Response, typed: Typed, problems: readonly FieldProblem[]): Promise<void> => {
    const { words } = contextOf(res);
    res.set('Cache-Control', 'no-store');
    await show(req, res, 'pages/set-up', { ...PLAIN_HEAD, title: words.t('setup.title'), hasOwnSearch: true }, setUpView(typed, problems, words));
  };
  const refuseIfDone: RequestHandler = async (req, res, next) => {
    if (!(await setUp.isSetUp())) return next();
    await answerRefusal(req, res, show, { kind: 'already', what: 'set-up' });
  };

  router.get('/setup', refuseIfDone, async (req, res) => {
    const given = req.query['code'];
    await showForm(req, res, typeof given === 'string' ? { code: given } : {}, []);
  });
  router.post('/setup', refuseIfDone, async (req, res) => {
    const { password = '', ...typed }: Record<string, string> = form.parse(req.body ?? {});
    const result = isSame(typed['code'] ?? '', code)
      ? await setUp.run({ organisation: organisationIn(typed), email: typed['email'] ?? '', password })
      : invalid(problem('code', 'wrong-code'));
    if (result.ok) return res.redirect(303, `/sign-in?done=set-up&to=${encodeURIComponent('/my/records')}`);
    if (result.refusal.kind !== 'invalid') return answerRefusal(req, res, show, result.refusal);
    await showForm(req, res.status(422), typed, result.refusal.problems);
  });
  return router;
}

/** The page for everybody else while nobody has set the instance up. */
export function notSetUpPage({ show }: { readonly show: Show }): RequestHandler {
  return async (req, res) => {
    const { words } = contextOf(res);
    res.status(503).set('Retry-After', '300').set('Cache-Control', 'no-store');
    await show(req, res, 'pages/not-set-up', { ...PLAIN_HEAD, title: words.t('setup.notYet.title'), hasOwnSearch: true }, {});
  };
}

/** Letters and digits count, however they were typed; takes equally long wherever they differ. */
function isSame(given: string, code: string): boolean {
  const digest = (text: string) =>
    createHash('sha256')
      .update(text.replace(/[^\p{L}\p{N}]/gu, '').toUpperCase())
      .digest();
  return timingSafeEqual(digest(given), digest(code));
}

/** The dotted names as the groups they mean; numbers as people here write them become numbers as the tables read them. */
function organisationIn(typed: Typed): Record<string, unknown> {
  const organisation: Record<string, unknown> = {};
  for (const name of ASKED) {
    const text = plainText(name, (typed[name] ?? '').trim());
    const [first = name, second] = name.split('.');
    if (text === '') continue;
    organisation[first] = second === undefined ? text : { ...(organisation[first] as object | undefined), [second]: text };
  }
  return organisation;
}

function plainText(name: string, text: string): string {
  if (KEYS.has(name)) return text.replace(/\s/g, '');
  if (AMOUNTS.has(name)) return text.replace(/(?<=\d)[.\s'](?=\d{3}(\D|$))/g, '');
  return DEGREES.has(name) ? text.replace(',', '.') : text;
}
