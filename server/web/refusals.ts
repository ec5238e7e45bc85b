import type { Request, Response } from 'express';

import type { Refusal } from '../domain/result.ts';
import { type ProblemDetail, type ProblemStatus, problemView } from '../view-models/problem-view.ts';
import { PLAIN_HEAD } from '../view-models/shell.ts';
import type { Words } from '../view-models/words.ts';
import { contextOf } from './context.ts';
import { requestIdOf } from './request-id.ts';
import type { Show } from './show.ts';

/** The one place where a refusal becomes a status and a page. */
export function answerRefusal(req: Request, res: Response, show: Show, refusal: Refusal): Promise<void> {
  const [status, detail] = answerTo(refusal, contextOf(res).words);
  return showProblem(req, res, show, status, detail);
}

function answerTo(refusal: Refusal, words: Words): [ProblemStatus, Partial<ProblemDetail>] {
  switch (refusal.kind) {
    case 'not-found':
      return [404, {}];
    case 'gone':
      return [410, { text: words.t('problem-pages.goneSince', { day: words.day(refusal.since) }) }];
    case 'not-signed-in':
    case 'not-allowed':
      return [403, {}];
    case 'invalid':
      return [422, { reasons: refusal.problems.map((found) => words.problem(found)) }];
    case 'wrong-credentials':
      return [403, { text: words.t('problem-pages.wrongCredentials') }];
    case 'too-many-attempts':
      return [429, { text: words.t('problem-pages.tooManyAttempts', { minutes: refusal.minutes }) }];
    case 'expired':
      return [410, { text: words.t('problem-pages.expired') }];
    case 'already':
      return [409, { text: words.t(`problem-pages.already.${refusal.what}`) }];
    case 'four-eyes':
      return [403, { text: words.t('problem-pages.fourEyes') }];
    // Pages that can show both texts do so themselves; this is for those that cannot.
    case 'conflict':
    case 'outdated':
      return [409, { text: words.t('problem-pages.outdated') }];
  }
}

export async function showProblem(req: Request, res: Response, show: Show, status: ProblemStatus, detail: Partial<ProblemDetail> = {}): Promise<void> {
  const { words } = contextOf(res);
  const view = problemView(status, words, { reasons: [], text: null, path: req.path, requestId: requestIdOf(res), ...detail });
  res.status(status).set('Cache-Control', 'no-store');
  await show(req, res, 'pages/problem', { ...PLAIN_HEAD, title: view.heading, hasOwnSearch: view.search !== null }, view);
}
