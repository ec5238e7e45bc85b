import { type Request, type Response, Router } from 'express';

import type { ResetPassword } from '../../actions/reset-password.ts';
import type { FieldProblem } from '../../domain/content/field-problem.ts';
import { problem } from '../../domain/content/field-problem.ts';
import { forgottenView, linkExpiredView, newPasswordView } from '../../view-models/account/form-view.ts';
import { PLAIN_HEAD } from '../../view-models/shell.ts';
import { contextOf } from '../../web/context.ts';
import { showProblem } from '../../web/refusals.ts';
import type { Show } from '../../web/show.ts';
import { answerForm, formOf, linesIn, onTo } from './account-form.ts';

interface Needs {
  readonly resetPassword: ResetPassword;
  readonly show: Show;
  readonly sendsMail: boolean;
}

type WithSecret = Request<{ secret: string }>;

/** GET and POST /password/forgotten and /password/new/:secret. */
export function passwordPages({ resetPassword, show, sendsMail }: Needs): Router {
  const router = Router();

  const showForgotten = async (req: Request, res: Response, email: string, problems: readonly FieldProblem[], isSent: boolean): Promise<void> => {
    const head = { ...PLAIN_HEAD, title: contextOf(res).words.t('account.forgotten.title'), hasForm: true };
    await show(req, res, 'pages/password-forgotten', head, forgottenView(formOf(res, { email }, problems), { isSent, sendsMail }));
  };

  router.get('/password/forgotten', (req, res) => showForgotten(req, res, '', [], req.query['done'] === 'sent'));
  router.post('/password/forgotten', async (req, res) => {
    const { email } = linesIn(req, 'email');
    const { words } = contextOf(res);
    if (!email.includes('@')) {
      res.status(422);
      return showForgotten(req, res, email, [problem('email', email.trim() === '' ? 'required' : 'not-an-email')], false);
    }
    const asked = await resetPassword.ask(email, { from: req.ip ?? '' });
    if (asked.ok) return onTo(req, res, '/password/forgotten?done=sent');
    const minutes = asked.refusal.kind === 'too-many-attempts' ? asked.refusal.minutes : 60;
    await showProblem(req, res, show, 429, { text: words.t('account.forgotten.tooMany', { minutes }) });
  });

  const showNew = async (req: WithSecret, res: Response, problems: readonly FieldProblem[]): Promise<void> => {
    const { words } = contextOf(res);
    const { secret } = req.params;
    keepSecret(res);
    const found = await resetPassword.look(secret);
    if (!found.ok) return showExpired(show, req, res, 'password-reset');
    const head = { ...PLAIN_HEAD, title: words.t('account.newPassword.title'), hasForm: true };
    await show(req, res, 'pages/password-new', head, newPasswordView(secret, found.value.email, formOf(res, {}, problems)));
  };

  router.get('/password/new/:secret', (req: WithSecret, res) => showNew(req, res, []));
  router.post('/password/new/:secret', async (req: WithSecret, res) => {
    const { password } = linesIn(req, 'password');
    keepSecret(res);
    const done = await resetPassword.set(req.params.secret, password, { from: req.ip ?? '' });
    if (done.ok) return onTo(req, res, '/sign-in?done=password');
    if (done.refusal.kind === 'expired') return showExpired(show, req, res, 'password-reset');
    await answerForm({ req, res, show }, done.refusal, (problems) => showNew(req, res, problems));
  });
  return router;
}

/** The secret in the address is told to nobody. */
export function keepSecret(res: Response): void {
  res.set('Referrer-Policy', 'no-referrer').set('Cache-Control', 'private, no-store');
}

export async function showExpired(show: Show, req: Request, res: Response, kind: 'invitation' | 'password-reset'): Promise<void> {
  const { words } = contextOf(res);
  res.status(410);
  await show(req, res, 'pages/link-expired', { ...PLAIN_HEAD, title: words.t('account.expired') }, linkExpiredView(kind, words));
}
