import { type Request, type RequestHandler, type Response, Router } from 'express';

import type { UseMyTokens } from '../../actions/my-account-tokens.ts';
import type { FieldProblem } from '../../domain/content/field-problem.ts';
import { tokensView } from '../../view-models/account/tokens-view.ts';
import { PLAIN_HEAD } from '../../view-models/shell.ts';
import { contextOf } from '../../web/context.ts';
import { answerRefusal } from '../../web/refusals.ts';
import type { Show } from '../../web/show.ts';
import { answerForm, formOf, linesIn, onTo } from './account-form.ts';

interface Needs {
  readonly useMyTokens: UseMyTokens;
  readonly mustSignIn: RequestHandler;
  readonly show: Show;
}

/** GET and POST /my/account/tokens; `revoke=<id>` takes one back, anything else makes one. */
export function tokensPage({ useMyTokens, mustSignIn, show }: Needs): Router {
  const router = Router();
  const head = (res: Response, title: string) => ({ ...PLAIN_HEAD, title: contextOf(res).words.t(title), hasForm: true, current: 'account' as const });

  const showTokens = async (req: Request, res: Response, typed: Readonly<Record<string, string>>, problems: readonly FieldProblem[]): Promise<void> => {
    const { viewer } = contextOf(res);
    const tokens = await useMyTokens.list(viewer);
    if (!tokens.ok) return answerRefusal(req, res, show, tokens.refusal);
    const said = req.query['done'] === 'revoked' ? 'revoked' : null;
    const mayMake = viewer.kind === 'staff' && viewer.mayWrite;
    await show(req, res, 'pages/tokens', head(res, 'account.tokens.title'), tokensView(tokens.value, formOf(res, typed, problems), { said, mayMake }));
  };

  router.get('/my/account/tokens', mustSignIn, (req, res) => showTokens(req, res, {}, []));
  router.post('/my/account/tokens', mustSignIn, async (req, res) => {
    const { viewer } = contextOf(res);
    const { revoke, label, scope, password } = linesIn(req, 'revoke', 'label', 'scope', 'password');
    if (revoke !== '') {
      const gone = await useMyTokens.revoke(viewer, revoke);
      if (!gone.ok && gone.refusal.kind !== 'not-found') return answerRefusal(req, res, show, gone.refusal);
      return onTo(req, res, '/my/account/tokens?done=revoked');
    }
    const made = await useMyTokens.make(viewer, { label, scope, password });
    if (!made.ok) return answerForm({ req, res, show }, made.refusal, (problems) => showTokens(req, res, { label, scope }, problems));
    // Shown in the answer itself: an address to come back to would show it again.
    await show(req, res, 'pages/token-made', head(res, 'account.tokens.madeTitle'), { label: label.trim(), token: made.value });
  });
  return router;
}
