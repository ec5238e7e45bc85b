import { type Request, type Response, Router } from 'express';
import { z } from 'zod';

import type { CheckSecondFactor } from '../../actions/second-factor-check.ts';
import type { Refusal } from '../../domain/result.ts';
import { signInCodeView } from '../../view-models/account/sign-in-code-view.ts';
import { PLAIN_HEAD } from '../../view-models/shell.ts';
import { contextOf } from '../../web/context.ts';
import { arrive, type SignInNeeds, showSignIn } from './sign-in-page.ts';

interface Needs extends SignInNeeds {
  readonly checkSecondFactor: CheckSecondFactor;
}

const line = z.string().max(200).catch('');
const form = z.object({ code: line, recovery: line });

/** GET and POST /sign-in/code: only for those whose password was right a moment ago. */
export function signInCodePage(needs: Needs): Router {
  const { checkSecondFactor, show, signedIn } = needs;
  const router = Router();

  const showCode = async (req: Request, res: Response, refusal: Refusal | null, isRecovery: boolean): Promise<void> => {
    const { words } = contextOf(res);
    const head = { ...PLAIN_HEAD, title: words.t('sign-in.codeTitle'), hasForm: true };
    await show(req, res, 'pages/sign-in-code', head, signInCodeView(refusal, isRecovery, words));
  };

  router.get('/sign-in/code', async (req, res) => {
    if (req.session.halfway === undefined) return res.redirect(303, '/sign-in');
    await showCode(req, res, null, false);
  });

  router.post('/sign-in/code', async (req, res) => {
    const { halfway } = req.session;
    if (halfway === undefined) return res.redirect(303, '/sign-in');
    const { code, recovery } = form.parse(req.body ?? {});
    const isRecovery = recovery.trim() !== '';
    const asked = { user: halfway.user, begun: halfway.begun, once: signedIn.keyOf(req), code: isRecovery ? recovery : code, from: req.ip ?? '' };
    const found = await checkSecondFactor(asked);
    if (found.ok) return arrive(needs, req, res, found.value.id, halfway);
    if (found.refusal.kind !== 'expired') {
      res.status(found.refusal.kind === 'too-many-attempts' ? 429 : 422);
      return showCode(req, res, found.refusal, isRecovery);
    }
    delete req.session.halfway;
    await showSignIn(show, req, res.status(403), { email: '', to: halfway.to, kept: halfway.kept }, null, 'code');
  });
  return router;
}
