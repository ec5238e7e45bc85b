import { type Request, type Response, Router } from 'express';

import type { DeletePerson } from '../../actions/delete-person.ts';
import type { ExportPerson } from '../../actions/export-person.ts';
import type { ManagePeople } from '../../actions/manage-people.ts';
import type { ListOrganisations } from '../../actions/read-organisation.ts';
import type { ReadPeople } from '../../actions/read-people.ts';
import type { SendReset } from '../../actions/send-reset.ts';
import type { FieldProblem } from '../../domain/content/field-problem.ts';
import type { Result } from '../../domain/result.ts';
import { userOf, type Viewer } from '../../domain/viewer.ts';
import { deletionView, personView, type ShownPerson } from '../../view-models/admin/person-view.ts';
import { type Typed, textOf } from '../../view-models/record-form/typed.ts';
import { contextOf } from '../../web/context.ts';
import { answerRefusal } from '../../web/refusals.ts';
import type { Show } from '../../web/show.ts';
import { onward, postedIn } from '../writing/form-request.ts';
import { adminHead, saidIn } from './admin-head.ts';
import { onlyAdmins } from './only-admins.ts';

interface Needs {
  readonly readPeople: ReadPeople;
  readonly managePeople: ManagePeople;
  readonly sendReset: SendReset;
  readonly exportPerson: ExportPerson;
  readonly deletePerson: DeletePerson;
  readonly listOrganisations: ListOrganisations;
  readonly show: Show;
}

const PATH = '/admin/people/:id';
const DONE = ['duties', 'close', 'reopen', 'reset', 'sessions', 'second-factor', 'token'] as const;

/** /admin/people/:id and its deletion. Every form of the page posts to the page itself and says in `do` what is to be done. */
export function personPage(needs: Needs): Router {
  const { readPeople, exportPerson, deletePerson, show } = needs;
  const router = Router();
  router.use('/admin/people', onlyAdmins);

  router.get(PATH, (req, res) => showPerson(needs, req, res, String(req.params['id']), { typed: null, problems: [] }));
  router.post(PATH, async (req, res) => {
    const { viewer } = contextOf(res);
    const id = String(req.params['id']);
    const { order, typed } = postedIn(req);
    if (order === 'export') return download(req, res, id);
    const what = DONE.find((one) => one === order);
    if (what === undefined) return answerRefusal(req, res, show, { kind: 'not-found' });
    const done = await act(needs, what, viewer, id, typed, req);
    if (done.ok) return res.redirect(303, onward(req, `/admin/people/${id}?done=${what}`));
    if (done.refusal.kind !== 'invalid') return answerRefusal(req, res, show, done.refusal);
    const chosen = what === 'duties' ? { role: textOf(typed, 'role'), organisations: typed.get('organisations') ?? [] } : null;
    await showPerson(needs, req, res.status(422), id, { typed: chosen, problems: done.refusal.problems });
  });

  router.get(`${PATH}/delete`, (req, res) => showDeletion(req, res, String(req.params['id']), '', []));
  router.post(`${PATH}/delete`, async (req, res) => {
    const id = String(req.params['id']);
    const typed = textOf(postedIn(req).typed, 'email').slice(0, 500);
    const done = await deletePerson(contextOf(res).viewer, id, typed);
    if (done.ok) return res.redirect(303, onward(req, '/admin/people?done=person-deleted'));
    if (done.refusal.kind !== 'invalid') return answerRefusal(req, res, show, done.refusal);
    await showDeletion(req, res.status(422), id, typed, done.refusal.problems);
  });
  return router;

  async function download(req: Request, res: Response, id: string): Promise<void> {
    const found = await exportPerson(contextOf(res).viewer, id);
    if (!found.ok) return answerRefusal(req, res, show, found.refusal);
    res
      .attachment(`leuchtnetz-person-${id.replace(/[^\w-]/g, '')}.json`)
      .type('application/json')
      .send(`${JSON.stringify(found.value, null, 2)}\n`);
  }

  async function showDeletion(req: Request, res: Response, id: string, typed: string, problems: readonly FieldProblem[]): Promise<void> {
    const { viewer, words } = contextOf(res);
    const found = await readPeople.file(viewer, id);
    if (!found.ok) return answerRefusal(req, res, show, found.refusal);
    const view = deletionView(found.value.person, typed, problems, words);
    await show(req, res, 'pages/admin-deletion', adminHead(view.heading), view);
  }
}

function act(needs: Needs, what: (typeof DONE)[number], viewer: Viewer, id: string, typed: Typed, req: Request): Promise<Result<unknown>> {
  const { managePeople, sendReset } = needs;
  switch (what) {
    case 'duties': {
      const duties = { role: textOf(typed, 'role'), organisations: typed.get('organisations') ?? [], isSure: textOf(typed, 'isSure') === 'yes' };
      return managePeople.setDuties(viewer, id, duties);
    }
    case 'close':
      return managePeople.close(viewer, id);
    case 'reopen':
      return managePeople.reopen(viewer, id);
    case 'reset':
      return sendReset(viewer, id, { from: req.ip ?? '' });
    case 'sessions':
      return managePeople.endSessions(viewer, id);
    case 'second-factor':
      return managePeople.dropSecondFactor(viewer, id);
    case 'token':
      return managePeople.revokeToken(viewer, id, textOf(typed, 'token'));
  }
}

async function showPerson(needs: Needs, req: Request, res: Response, id: string, more: Pick<ShownPerson, 'typed' | 'problems'>): Promise<void> {
  const { viewer, words } = contextOf(res);
  const found = await needs.readPeople.file(viewer, id);
  if (!found.ok) return answerRefusal(req, res, needs.show, found.refusal);
  const organisations = await needs.listOrganisations();
  const view = personView({ ...found.value, ...more, organisations, isOwn: id === userOf(viewer), said: saidIn(req, DONE, words) }, words);
  await needs.show(req, res, 'pages/admin-person', adminHead(view.heading), view);
}
