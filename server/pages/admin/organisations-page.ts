import { type Request, type RequestHandler, type Response, Router } from 'express';

import type { AddOrganisation } from '../../actions/add-organisation.ts';
import type { ChangeOrganisation } from '../../actions/change-organisation.ts';
import type { KeepForms } from '../../actions/keep-forms.ts';
import type { ListOrganisations, ReadOrganisation } from '../../actions/read-organisation.ts';
import type { ReadPeople } from '../../actions/read-people.ts';
import type { Content } from '../../domain/content/field.ts';
import { type Organisation, refusalToGovern } from '../../domain/organisation.ts';
import { type OrganisationForm, organisationFields, organisationFormView } from '../../view-models/admin/organisation-form-view.ts';
import { adminOrganisationsView } from '../../view-models/admin/organisations-view.ts';
import { afterOrder, newestRow, rowOrder, withoutEmptyRows } from '../../view-models/record-form/rows.ts';
import { NOTHING_TYPED, type Typed, textOf, typedFrom } from '../../view-models/record-form/typed.ts';
import { contextOf } from '../../web/context.ts';
import { answerRefusal } from '../../web/refusals.ts';
import type { Show } from '../../web/show.ts';
import { bodyToInput } from '../writing/body-to-input.ts';
import { bodyOf, onward, postedIn, typedOf } from '../writing/form-request.ts';
import { adminHead, saidIn } from './admin-head.ts';
import { onlyAdmins } from './only-admins.ts';

interface Needs {
  readonly listOrganisations: ListOrganisations;
  readonly readOrganisation: ReadOrganisation;
  readonly addOrganisation: AddOrganisation;
  readonly changeOrganisation: ChangeOrganisation;
  readonly readPeople: ReadPeople;
  readonly keepForms: KeepForms;
  readonly mustSignIn: RequestHandler;
  readonly show: Show;
}

const LIST = '/admin/organisations';
const NEW = '/admin/organisations/new';

/** /admin/organisations, /admin/organisations/new and /organisations/:handle/edit. */
export function adminOrganisationsPage(needs: Needs): Router {
  const { listOrganisations, readOrganisation, addOrganisation, changeOrganisation, readPeople, keepForms, show } = needs;
  const router = Router();

  const showForm = async (req: Request, res: Response, present: Organisation | null, form: Partial<OrganisationForm>): Promise<void> => {
    const { words, account } = contextOf(res);
    const stood = present === null ? NOTHING_TYPED : typedFrom(organisationFields(false), present.content as Content, words);
    const whole: OrganisationForm = {
      present: present === null ? null : { id: present.id, handle: present.handle, name: present.content.name ?? present.handle },
      typed: stood,
      problems: [],
      isOutdated: false,
      keptAt: null,
      revision: present === null ? '' : String(present.revision),
      focus: null,
      said: saidIn(req, ['organisation-saved'], words),
      isAdmin: account?.role === 'admin',
      ...form,
    };
    const view = organisationFormView(whole, words);
    await show(req, res, 'pages/admin-organisation', adminHead(view.heading), view);
  };
  const keptFor = async (req: Request, res: Response): Promise<Partial<OrganisationForm>> => {
    const kept = await keepForms.find(contextOf(res).viewer, req.path);
    return kept === null ? {} : { typed: typedOf(kept.body), keptAt: kept.at, ...(kept.body['revision']?.[0] ? { revision: kept.body['revision'][0] } : {}) };
  };

  /** Buttons that change the form and save nothing; true when that was what was asked for. */
  const isArranged = async (req: Request, res: Response, present: Organisation | null, order: string, typed: Typed): Promise<boolean> => {
    const fields = organisationFields(present === null);
    if (order === 'drop') {
      await keepForms.forget(contextOf(res).viewer, req.path);
      res.redirect(303, onward(req, req.path));
      return true;
    }
    const wanted = rowOrder(fields, order);
    if (wanted === null) return false;
    const next = afterOrder(fields, typed, wanted);
    const focus = wanted.kind === 'add' ? newestRow(fields, next, wanted.list) : null;
    await showForm(req, res, present, { typed: next, focus, revision: textOf(typed, 'revision') });
    return true;
  };

  router.get(LIST, onlyAdmins, async (req, res) => {
    const { viewer, account, words } = contextOf(res);
    const people = await readPeople.list(viewer);
    if (!people.ok) return answerRefusal(req, res, show, people.refusal);
    const said = saidIn(req, ['organisation-added'], words);
    const view = adminOrganisationsView({ organisations: await listOrganisations(), people: people.value, own: account?.organisations ?? [], said }, words);
    await show(req, res, 'pages/admin-organisations', adminHead(words.t('admin.menu.organisations')), view);
  });

  router.get(NEW, onlyAdmins, async (req, res) => showForm(req, res, null, await keptFor(req, res)));
  router.post(NEW, onlyAdmins, async (req, res) => {
    const { viewer, words } = contextOf(res);
    const { order, typed } = postedIn(req);
    if (await isArranged(req, res, null, order, typed)) return;
    const done = await addOrganisation(viewer, withoutEmpty(bodyToInput(organisationFields(true), typed, words)));
    if (!done.ok && done.refusal.kind === 'invalid') return showForm(req, res.status(422), null, { typed, problems: done.refusal.problems });
    if (!done.ok) return answerRefusal(req, res, show, done.refusal);
    await keepForms.forget(viewer, req.path);
    res.redirect(303, onward(req, `${LIST}?done=organisation-added`));
  });

  const EDIT = '/organisations/:handle/edit';
  const editable: RequestHandler = async (req, res, next) => {
    const found = await readOrganisation(String(req.params['handle']));
    const refusal = found.ok ? refusalToGovern(contextOf(res).viewer, found.value, null) : found.refusal;
    if (refusal !== null || !found.ok) return answerRefusal(req, res, show, refusal ?? { kind: 'not-found' });
    res.locals['organisation'] = found.value;
    next();
  };
  router.get(EDIT, needs.mustSignIn, editable, async (req, res) => showForm(req, res, organisationIn(res), await keptFor(req, res)));
  router.post(EDIT, needs.mustSignIn, editable, async (req, res) => {
    const { viewer, words } = contextOf(res);
    const present = organisationIn(res);
    const { order, typed: all } = postedIn(req);
    if (await isArranged(req, res, present, order, all)) return;
    const fields = organisationFields(false);
    const typed = withoutEmptyRows(fields, all);
    const revision = Number(textOf(typed, 'revision'));
    const input = changedOnly(bodyToInput(fields, typed, words), bodyToInput(fields, typedFrom(fields, present.content as Content, words), words));
    const done = await changeOrganisation(viewer, present.id, input, Number.isSafeInteger(revision) && revision > 0 ? revision : null);
    const refusal = done.ok ? null : done.refusal;
    if (refusal?.kind === 'invalid') {
      await keepForms.keep(viewer, req.path, bodyOf(typed));
      return showForm(req, res.status(422), present, { typed, problems: refusal.problems, revision: textOf(typed, 'revision') });
    }
    if (refusal?.kind === 'outdated') return showForm(req, res.status(409), present, { typed, isOutdated: true });
    if (refusal !== null) return answerRefusal(req, res, show, refusal);
    await keepForms.forget(viewer, req.path);
    res.redirect(303, onward(req, `${req.path}?done=organisation-saved`));
  });
  return router;
}

function organisationIn(res: Response): Organisation {
  return res.locals['organisation'] as Organisation;
}

/** What was left empty follows from the rest, which it does not where it is sent as empty. */
function withoutEmpty(input: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== null));
}

/** Only what somebody changed is sent, so that what follows from AGS and population goes on following. */
function changedOnly(input: Readonly<Record<string, unknown>>, before: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(input).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name])));
}
