import type { Request, Response } from 'express';

import type { Refusal } from '../domain/result.ts';
import { type ProblemDetail, type ProblemStatus, problemView } from '../view-models/problem-view.ts';
import { PLAIN_HEAD } from '../view-models/shell.ts';
import { contextOf } from './context.ts';
import type { Show } from './show.ts';

/** The one place where a refusal becomes a status and a page. */
export async function answerRefusal(req: Request, res: Response, show: Show, refusal: Refusal): Promise<void> {
  const { words } = contextOf(res);
  switch (refusal.kind) {
    case 'not-found':
      return showProblem(req, res, show, 404);
    case 'gone':
      return showProblem(req, res, show, 410, { text: words.t('problem-pages.goneSince', { day: words.day(refusal.since) }) });
    case 'not-signed-in':
    case 'not-allowed':
      return showProblem(req, res, show, 403);
    case 'invalid':
      return showProblem(req, res, show, 422, { reasons: refusal.problems.map((found) => words.problem(found)) });
    case 'already':
      return showProblem(req, res, show, 409, { text: words.t(`problem-pages.already.${refusal.what}`) });
  }
}

export async function showProblem(req: Request, res: Response, show: Show, status: ProblemStatus, detail: Partial<ProblemDetail> = {}): Promise<void> {
  const { words } = contextOf(res);
  const id = res.getHeader('X-Request-Id');
  const view = problemView(status, words, { reasons: [], text: null, path: req.path, requestId: typeof id === 'string' ? id : null, ...detail });
  res.status(status).set('Cache-Control', 'no-store');
  await show(req, res, 'pages/problem', { ...PLAIN_HEAD, title: view.heading, hasOwnSearch: view.search !== null }, view);
}
