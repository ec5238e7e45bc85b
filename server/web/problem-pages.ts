import type { ErrorRequestHandler, RequestHandler } from 'express';

import type { ProblemStatus } from '../view-models/problem-view.ts';
import { PROBLEM_STATUSES } from '../view-models/problem-view.ts';
import { isOutage } from './is-outage.ts';
import { showProblem } from './refusals.ts';
import { requestIdOf } from './request-id.ts';
import type { Show } from './show.ts';

interface Where {
  /** The id that the page shows and the log knows. */
  readonly id: string | null;
  readonly path: string;
}

interface Needs {
  readonly show: Show;
  /** Called for every fault that is ours (5xx). */
  readonly onFault: (fault: unknown, where: Where) => void;
}

/** The last doors: nothing found, and something went wrong. They stand after all pages. */
export function problemPages({ show, onFault }: Needs): { notFound: RequestHandler; tooMany: RequestHandler; fault: ErrorRequestHandler } {
  return {
    notFound: async (req, res) => showProblem(req, res, show, 404),
    tooMany: async (req, res) => showProblem(req, res, show, 429),
    fault: async (err, req, res, next) => {
      const status = statusOf(err);
      const where = { id: requestIdOf(res), path: req.path };
      if (status >= 500) onFault(err, where);
      if (res.headersSent) return next(err);
      // Express has set headers of the answer that failed; a problem page is no Atom feed and no cached picture.
      res.removeHeader('Content-Encoding');
      if (status === 503) res.set('Retry-After', '30');
      try {
        await showProblem(req, res, show, status);
      } catch (second) {
        // Not even the problem page can be made: the store is gone, or the fault lies before the request was read.
        if (second !== err) onFault(second, where);
        res.status(status).type('text/plain').send(`${status} – Bitte versuchen Sie es später noch einmal. / Please try again later.\n`);
      }
    },
  };
}

/** Libraries name a status in what they throw: too large a body, a broken address. */
function statusOf(err: unknown): ProblemStatus {
  if (isOutage(err)) return 503;
  const named = typeof err === 'object' && err !== null && 'status' in err ? err.status : null;
  return PROBLEM_STATUSES.find((status) => status === named) ?? (typeof named === 'number' && named >= 400 && named < 500 ? 400 : 500);
}
