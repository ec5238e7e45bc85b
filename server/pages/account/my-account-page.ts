import { type Request, type RequestHandler, type Response, Router } from 'express';

import type { ExportPerson } from '../../actions/export-person.ts';
import type { UseMyAccount } from '../../actions/my-account.ts';
import type { FieldProblem } from '../../domain/content/field-problem.ts';
import { changePasswordView } from '../../view-models/account/form-view.ts';
import { myAccountView, type Said } from '../../view-models/account/my-account-view.ts';
import { PLAIN_HEAD } from '../../view-models/shell.ts';
import { contextOf } from '../../web/context.ts';
import { answerRefusal } from '../../web/refusals.ts';
import type { Show } from '../../web/show.ts';
import type { SignedIn } from '../../web/signed-in.ts';
import { answerForm, formOf, linesIn, onTo } from './account-form.ts';

interface Needs {
  readonly useMyAccount: UseMyAccount;
  readonly exportPerson: ExportPerson;
  readonly signedIn: SignedIn;
  readonly mustSignIn: RequestHandler;
  readonly show: Show;
}

const DONE: Readonly<Record<string, Said>> = { saved: 'saved', password: 'savedPassword' };

/** GET and POST /my/account, /my/account/password and /my/account/data. */
export function myAccountPage({ useMyAccount, exportPerson, signedIn, mustSignIn, show }: Needs): Router {
  const router = Router();
  const head = (res: Response, title: string) => ({ ...PLAIN_HEAD, title: contextOf(res).words.t(title), hasForm: true, current: 'account' as const });

  const showAccount = async (req: Request, res: Response, typed: Readonly<Record<string, string>> | null, problems: readonly FieldProblem[]): Promise<void> => {
    const account = await useMyAccount.read(contextOf(res).viewer);
    if (!account.ok) return answerRefusal(req, res, show, account.refusal);
    const form = formOf(res, typed ?? { name: account.value.name ?? '', language: account.value.language }, problems);
    const said = typed === null ? (DONE[String(req.query['done'])] ?? null) : null;
    await show(req, res, 'pages/my-account', head(res, 'account.title'), myAccountView(account.value, form, said));
  };

  router.get('/my/account', mustSignIn, (req, res) => showAccount(req, res, null, []));
  router.post('/my/account', mustSignIn, async (req, res) => {
    const typed = linesIn(req, 'name', 'language');
    const done = await useMyAccount.introduce(contextOf(res).viewer, typed);
    if (done.ok) return onTo(req, res, '/my/account?done=saved');
    await answerForm({ req, res, show }, done.refusal, (problems) => showAccount(req, res, typed, problems));
  });

  const showPassword = async (req: Request, res: Response, problems: readonly FieldProblem[]): Promise<void> => {
    const email = contextOf(res).account?.email ?? '';
    await show(req, res, 'pages/change-password', head(res, 'account.password.title'), changePasswordView(email, formOf(res, {}, problems)));
  };

  router.get('/my/account/password', mustSignIn, (req, res) => showPassword(req, res, []));
  router.post('/my/account/password', mustSignIn, async (req, res) => {
    const done = await useMyAccount.changePassword(contextOf(res).viewer, linesIn(req, 'old', 'password'));
    if (!done.ok) return answerForm({ req, res, show }, done.refusal, (problems) => showPassword(req, res, problems));
    await signedIn.begin(req, done.value.id);
    onTo(req, res, '/my/account?done=password');
  });

  router.get('/my/account/data', mustSignIn, (req, res) => show(req, res, 'pages/my-data', head(res, 'account.data.title'), {}));
  // A form, not a link: that it was taken out is written into the audit log.
  router.post('/my/account/data', mustSignIn, async (req, res) => {
    const { viewer, account } = contextOf(res);
    const data = await exportPerson(viewer, account?.id ?? '');
    if (!data.ok) return answerRefusal(req, res, show, data.refusal);
    res
      .attachment('leuchtnetz-konto.json')
      .type('json')
      .send(`${JSON.stringify(data.value, null, 2)}\n`);
  });
  return router;
}
