import { type Request, type Response, Router } from 'express';

import type { InvitePeople } from '../../actions/invite-people.ts';
import type { KeepForms } from '../../actions/keep-forms.ts';
import type { ListOrganisations } from '../../actions/read-organisation.ts';
import type { ReadPeople } from '../../actions/read-people.ts';
import type { FieldProblem } from '../../domain/content/field-problem.ts';
import { type InviteTyped, inviteView } from '../../view-models/admin/invite-view.ts';
import { peopleView } from '../../view-models/admin/people-view.ts';
import { textOf } from '../../view-models/record-form/typed.ts';
import { contextOf } from '../../web/context.ts';
import { answerRefusal } from '../../web/refusals.ts';
import type { Show } from '../../web/show.ts';
import { onward, postedIn } from '../writing/form-request.ts';
import { adminHead, saidIn } from './admin-head.ts';
import { onlyAdmins } from './only-admins.ts';

interface Needs {
  readonly readPeople: ReadPeople;
  readonly invitePeople: Pick<InvitePeople, 'invite' | 'list' | 'withdraw'>;
  readonly listOrganisations: ListOrganisations;
  readonly keepForms: KeepForms;
  readonly sendsMail: boolean;
  readonly show: Show;
}

const PATH = '/admin/people';
const INVITE = '/admin/people/invite';
const SAID = ['invited', 'invited-kept', 'withdrawn', 'person-deleted'];

/** /admin/people: everybody with an account and everybody invited; /admin/people/invite. */
export function peoplePage({ readPeople, invitePeople, listOrganisations, keepForms, sendsMail, show }: Needs): Router {
  const router = Router();
  router.use(PATH, onlyAdmins);

  router.get(PATH, async (req, res) => {
    const { viewer, words } = contextOf(res);
    const [people, invited] = await Promise.all([readPeople.list(viewer), invitePeople.list(viewer)]);
    if (!people.ok) return answerRefusal(req, res, show, people.refusal);
    if (!invited.ok) return answerRefusal(req, res, show, invited.refusal);
    const view = peopleView(people.value, invited.value, await listOrganisations(), saidIn(req, SAID, words), words);
    await show(req, res, 'pages/admin-people', adminHead(words.t('admin.menu.people')), view);
  });
  router.post(PATH, async (req, res) => {
    const done = await invitePeople.withdraw(contextOf(res).viewer, textOf(postedIn(req).typed, 'invitation'));
    if (!done.ok) return answerRefusal(req, res, show, done.refusal);
    res.redirect(303, onward(req, `${PATH}?done=withdrawn`));
  });

  const showForm = async (req: Request, res: Response, typed: InviteTyped, problems: readonly FieldProblem[]): Promise<void> => {
    const { words } = contextOf(res);
    const view = inviteView(typed, problems, await listOrganisations(), sendsMail, words);
    await show(req, res, 'pages/admin-invite', adminHead(words.t('admin.invite.heading')), view);
  };
  router.get(INVITE, async (req, res) => {
    const { viewer, account } = contextOf(res);
    const kept = (await keepForms.find(viewer, INVITE))?.body;
    const [first = ''] = account?.organisations ?? [];
    const typed = { email: kept?.['email']?.[0] ?? '', role: kept?.['role']?.[0] ?? 'editor', organisations: kept?.['organisations'] ?? [first] };
    await showForm(req, res, typed, []);
  });
  router.post(INVITE, async (req, res) => {
    const { viewer, words } = contextOf(res);
    const { typed } = postedIn(req);
    const input = { email: textOf(typed, 'email').slice(0, 500), role: textOf(typed, 'role'), organisations: typed.get('organisations') ?? [] };
    const done = await invitePeople.invite(viewer, { ...input, language: words.language });
    if (!done.ok && done.refusal.kind === 'invalid') return showForm(req, res.status(422), input, done.refusal.problems);
    if (!done.ok) return answerRefusal(req, res, show, done.refusal);
    await keepForms.forget(viewer, INVITE);
    res.redirect(303, onward(req, `${PATH}?done=${sendsMail ? 'invited' : 'invited-kept'}`));
  });
  return router;
}
