import { type Request, type Response, Router } from 'express';

import type { InvitePeople } from '../../actions/invite-people.ts';
import type { FieldProblem } from '../../domain/content/field-problem.ts';
import { invitationView } from '../../view-models/account/form-view.ts';
import { PLAIN_HEAD } from '../../view-models/shell.ts';
import { contextOf } from '../../web/context.ts';
import type { Show } from '../../web/show.ts';
import type { SignedIn } from '../../web/signed-in.ts';
import { answerForm, formOf, linesIn, onTo } from './account-form.ts';
import { keepSecret, showExpired } from './password-pages.ts';

interface Needs {
  readonly invitePeople: Pick<InvitePeople, 'look' | 'join'>;
  readonly signedIn: SignedIn;
  readonly show: Show;
}

type WithSecret = Request<{ secret: string }>;

/** GET and POST /invitation/:secret: looking at it uses nothing up, for some mail programs look first. */
export function invitationPage({ invitePeople, signedIn, show }: Needs): Router {
  const router = Router();

  const showForm = async (req: WithSecret, res: Response, name: string, problems: readonly FieldProblem[]): Promise<void> => {
    const { secret } = req.params;
    keepSecret(res);
    const found = await invitePeople.look(secret);
    if (!found.ok) return showExpired(show, req, res, 'invitation');
    const head = { ...PLAIN_HEAD, title: contextOf(res).words.t('account.invitation.title'), hasForm: true };
    await show(req, res, 'pages/invitation', head, invitationView(secret, found.value, formOf(res, { name }, problems)));
  };

  router.get('/invitation/:secret', (req: WithSecret, res) => showForm(req, res, '', []));
  router.post('/invitation/:secret', async (req: WithSecret, res) => {
    const { name, password } = linesIn(req, 'name', 'password');
    keepSecret(res);
    const joined = await invitePeople.join(req.params.secret, { name, password, language: contextOf(res).words.language, from: req.ip ?? '' });
    if (!joined.ok && joined.refusal.kind === 'expired') return showExpired(show, req, res, 'invitation');
    if (!joined.ok) return answerForm({ req, res, show }, joined.refusal, (problems) => showForm(req, res, name, problems));
    await signedIn.begin(req, joined.value.id);
    onTo(req, res, '/my/records');
  });
  return router;
}
