import { type Request, type RequestHandler, type Response, Router } from 'express';

import type { EndSessions } from '../../actions/end-sessions.ts';
import { sessionsView } from '../../view-models/account/sessions-view.ts';
import { PLAIN_HEAD } from '../../view-models/shell.ts';
import { contextOf } from '../../web/context.ts';
import { answerRefusal } from '../../web/refusals.ts';
import type { Show } from '../../web/show.ts';
import type { SignedIn } from '../../web/signed-in.ts';
import { linesIn, onTo } from './account-form.ts';

interface Needs {
  readonly endSessions: EndSessions;
  readonly signedIn: SignedIn;
  readonly mustSignIn: RequestHandler;
  readonly show: Show;
}

const DONE = { one: 'ended', others: 'endedOthers' } as const;

/** GET and POST /my/account/sessions; the button says which: `end=<id>` or `end=others`. */
export function sessionsPage({ endSessions, signedIn, mustSignIn, show }: Needs): Router {
  const router = Router();
  router.get('/my/account/sessions', mustSignIn, async (req: Request, res: Response) => {
    const { viewer, words } = contextOf(res);
    const sessions = await endSessions.list(viewer, signedIn.keyOf(req));
    if (!sessions.ok) return answerRefusal(req, res, show, sessions.refusal);
    const done = req.query['done'];
    const said = done === 'one' || done === 'others' ? DONE[done] : null;
    const head = { ...PLAIN_HEAD, title: words.t('account.sessions.title'), hasForm: true, current: 'account' as const };
    await show(req, res, 'pages/sessions', head, sessionsView(sessions.value, said, words));
  });
  router.post('/my/account/sessions', mustSignIn, async (req: Request, res: Response) => {
    const { viewer } = contextOf(res);
    const { end } = linesIn(req, 'end');
    const own = signedIn.keyOf(req);
    const done = end === 'others' ? await endSessions.endOthers(viewer, own) : await endSessions.end(viewer, end);
    // One that has ended by itself is what was wanted.
    if (!done.ok && done.refusal.kind !== 'not-found') return answerRefusal(req, res, show, done.refusal);
    onTo(req, res, `/my/account/sessions?done=${end === 'others' ? 'others' : 'one'}`);
  });
  return router;
}
