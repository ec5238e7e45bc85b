import { type Request, type RequestHandler, type Response, Router } from 'express';

import type { UseMyAccount } from '../../actions/my-account.ts';
import type { UseSecondFactor } from '../../actions/second-factor.ts';
import type { Addresses } from '../../domain/addresses.ts';
import type { FieldProblem } from '../../domain/content/field-problem.ts';
import { enrolledView, enrollingView, recoveryCodesView } from '../../view-models/account/second-factor-view.ts';
import { PLAIN_HEAD } from '../../view-models/shell.ts';
import { contextOf } from '../../web/context.ts';
import { answerRefusal } from '../../web/refusals.ts';
import type { Show } from '../../web/show.ts';
import { answerForm, formOf, linesIn, onTo } from './account-form.ts';

interface Needs {
  readonly useSecondFactor: UseSecondFactor;
  readonly useMyAccount: Pick<UseMyAccount, 'read'>;
  readonly addresses: Addresses;
  readonly mustSignIn: RequestHandler;
  readonly show: Show;
}

const PATH = '/my/account/second-factor';

/** GET and POST /my/account/second-factor: setting it up; once it is on, `do=codes` and `do=off`. */
export function secondFactorPage({ useSecondFactor, useMyAccount, addresses, mustSignIn, show }: Needs): Router {
  const router = Router();
  const head = (res: Response, title: string) => ({ ...PLAIN_HEAD, title: contextOf(res).words.t(title), hasForm: true, current: 'account' as const });

  const showPage = async (req: Request, res: Response, problems: readonly FieldProblem[] = [], wrong: 'codes' | 'off' | null = null): Promise<void> => {
    const { viewer } = contextOf(res);
    const account = await useMyAccount.read(viewer);
    if (!account.ok) return answerRefusal(req, res, show, account.refusal);
    const { secondFactor, isSecondFactorAsked: isAsked } = account.value;
    const form = formOf(res, {}, problems);
    if (secondFactor !== null)
      return show(req, res, 'pages/second-factor', head(res, 'account.factor.title'), enrolledView({ ...secondFactor, isAsked }, form, wrong));
    const begun = await useSecondFactor.begin(viewer, req.session.enrolling ?? null);
    if (!begun.ok) return answerRefusal(req, res, show, begun.refusal);
    // Kept in the session, sealed: whoever has the page twice open sets up the same secret.
    if (req.session.enrolling !== begun.value.sealed) req.session.enrolling = begun.value.sealed;
    const view = enrollingView(begun.value, form, req.query['done'] === 'off');
    await show(req, res, 'pages/second-factor', head(res, 'account.factor.title'), view);
  };

  const showCodes = async (req: Request, res: Response, codes: readonly string[]): Promise<void> => {
    const { account, words } = contextOf(res);
    const view = recoveryCodesView(codes, account?.email ?? '', addresses.base, words);
    await show(req, res, 'pages/recovery-codes', head(res, 'account.factor.codesTitle'), view);
  };

  router.get(PATH, mustSignIn, (req, res) => showPage(req, res));
  router.post(PATH, mustSignIn, async (req, res) => {
    const { viewer } = contextOf(res);
    const { do: order, code, password } = linesIn(req, 'do', 'code', 'password');
    if (order === 'off') {
      const off = await useSecondFactor.turnOff(viewer, password);
      if (off.ok) return onTo(req, res, `${PATH}?done=off`);
      return answerForm({ req, res, show }, off.refusal, (problems) => showPage(req, res, problems, 'off'));
    }
    const made =
      order === 'codes' ? await useSecondFactor.renewCodes(viewer, password) : await useSecondFactor.prove(viewer, req.session.enrolling ?? null, code);
    if (made.ok) {
      delete req.session.enrolling;
      return showCodes(req, res, made.value);
    }
    // In another window it went on or off meanwhile: the page says how it stands.
    if (made.refusal.kind === 'outdated') return onTo(req, res, PATH);
    await answerForm({ req, res, show }, made.refusal, (problems) => showPage(req, res, problems, order === 'codes' ? 'codes' : null));
  });
  return router;
}
