import { type Request, type RequestHandler, type Response, Router } from 'express';

import type { CreateRecord } from '../../actions/create-record.ts';
import type { KeepForms, KeptForm } from '../../actions/keep-forms.ts';
import type { ListMyRecords } from '../../actions/list-my-records.ts';
import type { ListOrganisations } from '../../actions/read-organisation.ts';
import type { ReadRecord } from '../../actions/read-record.ts';
import type { SubmitRecord } from '../../actions/review-record.ts';
import { RECORD_TYPES, type RecordType } from '../../domain/content/content-types.ts';
import type { FieldProblem } from '../../domain/content/field-problem.ts';
import type { RecordInput } from '../../domain/new-record.ts';
import { type KnowledgeRecord, mayDraft, mayPublish } from '../../domain/record.ts';
import type { Refusal } from '../../domain/result.ts';
import type { Viewer } from '../../domain/viewer.ts';
import { askedFields, isWholeAtOnce, type NewRecordView, newPath, newRecordView } from '../../view-models/record-form/new-record-view.ts';
import { NOTHING_TYPED, type Typed, textOf, typedFrom } from '../../view-models/record-form/typed.ts';
import { pathOf, titleOf } from '../../view-models/record-view.ts';
import { PLAIN_HEAD } from '../../view-models/shell.ts';
import { contextOf } from '../../web/context.ts';
import { answerRefusal } from '../../web/refusals.ts';
import type { Show } from '../../web/show.ts';
import { bodyToInput } from './body-to-input.ts';
import { bodyOf, formPath, onward, postedIn, typedOf } from './form-request.ts';

interface Needs {
  readonly createRecord: CreateRecord;
  readonly newForm: () => string;
  readonly submitRecord: SubmitRecord;
  readonly readRecord: ReadRecord;
  readonly listOrganisations: ListOrganisations;
  readonly keepForms: KeepForms;
  readonly listMyRecords: ListMyRecords;
  readonly mustSignIn: RequestHandler;
  readonly show: Show;
}

interface Shown {
  readonly typed: Typed;
  readonly problems: readonly FieldProblem[];
  readonly keptAt: string | null;
}

// The record a lesson is about comes along in the address, nobody types it.
const ABOUT = 'about';
const ONCE = 'once';

/** GET and POST /projects/new, /lessons/new?about=…, /processes/new: a new record in a few answers. */
export function newRecordPage(needs: Needs): Router {
  const router = Router();
  for (const type of RECORD_TYPES) {
    router.get(newPath(type), needs.mustSignIn, (req, res) => first(needs, type, req, res));
    router.post(newPath(type), needs.mustSignIn, (req, res) => posted(needs, type, req, res));
  }
  return router;
}

async function first(needs: Needs, type: RecordType, req: Request, res: Response): Promise<void> {
  const given = req.query[ABOUT];
  const kept = await keptFor(needs, req, res, typeof given === 'string' ? given : '');
  const about: Typed = typeof given === 'string' ? new Map([[ABOUT, [given]]]) : NOTHING_TYPED;
  const typed: Typed = kept !== null ? typedOf(kept.body) : new Map([...(await answeredLast(needs, type, res)), ...about]);
  await showForm(needs, type, req, res, { typed, problems: [], keptAt: kept?.at ?? null });
}

/** Who may be asked is mostly the same as last time. */
async function answeredLast({ listMyRecords }: Needs, type: RecordType, res: Response): Promise<Typed> {
  const fields = askedFields(type).filter(({ again }) => again === true);
  if (fields.length === 0) return NOTHING_TYPED;
  const { viewer, words } = contextOf(res);
  const found = await listMyRecords(viewer, { show: 'all', type, mine: true, publisher: null, page: 1 });
  const [last] = found.ok ? [...found.value.items].sort((a, b) => (a.record.created < b.record.created ? 1 : -1)) : [];
  return last === undefined ? NOTHING_TYPED : typedFrom(fields, last.edited.content, words);
}

/** A text begun about another record waits at that one's form. */
async function keptFor({ keepForms }: Needs, req: Request, res: Response, about: string): Promise<KeptForm | null> {
  const { viewer } = contextOf(res);
  const path = formPath(req.originalUrl);
  const kept = (await keepForms.find(viewer, path)) ?? (await keepForms.find(viewer, path.split('?', 1)[0] ?? path));
  return kept === null || (kept.body[ABOUT]?.[0] ?? '') !== about ? null : kept;
}

async function posted(needs: Needs, type: RecordType, req: Request, res: Response): Promise<void> {
  const { viewer, words } = contextOf(res);
  const { order, typed } = postedIn(req);
  const path = formPath(req.originalUrl);
  if (order === 'drop') {
    await forget(needs, viewer, path);
    return res.redirect(303, onward(req, path));
  }
  const problems: readonly FieldProblem[] = [];
  if (order === 'stay') return showForm(needs, type, req, res, { typed, problems, keptAt: null });

  const about = textOf(typed, ABOUT);
  const input: RecordInput = {
    ...bodyToInput(askedFields(type), typed, words),
    ...(type === 'lesson' && about !== '' ? { [ABOUT]: about } : {}),
    visibility: order === 'publish' ? 'public' : 'draft',
  };
  const publisher = textOf(typed, 'publisher');
  const made = await needs.createRecord(viewer, type, publisher === '' ? null : publisher, input, undefined, textOf(typed, ONCE) || null);
  if (!made.ok) return refused(needs, type, req, res, typed, made.refusal);
  await forget(needs, viewer, path);
  const submitted = order === 'submit' ? await needs.submitRecord(viewer, made.value.id, '') : null;
  // A submission may lack an answer that a draft need not have: the workshop says which.
  if (submitted !== null && !submitted.ok) return res.redirect(303, onward(req, nextOf(made.value, 'incomplete')));
  // Where two must look, what was to be published waits for the other.
  const waits = submitted !== null || (order === 'publish' && made.value.visibility === 'draft');
  if (waits) return res.redirect(303, onward(req, `${pathOf(made.value)}/edit?done=submitted`));
  res.redirect(303, onward(req, order === 'publish' ? `${pathOf(made.value)}?done=published` : nextOf(made.value, 'drafted')));
}

/** Text that outlived its session waits under the address without its query. */
async function forget({ keepForms }: Needs, viewer: Viewer, path: string): Promise<void> {
  await keepForms.forget(viewer, path);
  await keepForms.forget(viewer, path.split('?', 1)[0] ?? path);
}

/** A draft goes on in its workshop; where the form could not ask everything, at the card that is still needed. */
function nextOf(record: KnowledgeRecord, done: 'drafted' | 'incomplete'): string {
  return isWholeAtOnce(record.type) ? `${pathOf(record)}/edit?done=${done}` : `${pathOf(record)}/edit/steps`;
}

async function refused(needs: Needs, type: RecordType, req: Request, res: Response, typed: Typed, refusal: Refusal): Promise<void> {
  const { viewer } = contextOf(res);
  if (refusal.kind !== 'invalid') return answerRefusal(req, res, needs.show, refusal);
  await needs.keepForms.keep(viewer, formPath(req.originalUrl), bodyOf(typed));
  await showForm(needs, type, req, res.status(422), { typed, problems: refusal.problems, keptAt: null });
}

async function showForm(needs: Needs, type: RecordType, req: Request, res: Response, shown: Shown): Promise<void> {
  const { viewer, words } = contextOf(res);
  if (viewer.kind === 'visitor') return answerRefusal(req, res, needs.show, { kind: 'not-signed-in' });
  const own = viewer.organisations.filter((id) => mayDraft(viewer, id));
  if (own.length === 0) return answerRefusal(req, res, needs.show, { kind: 'not-allowed' });
  const organisations = await needs.listOrganisations();
  const publishers = organisations.filter(({ id }) => own.includes(id)).map(({ id, handle, content }) => ({ id, name: content.name ?? handle }));
  const view = newRecordView(
    {
      type,
      action: formPath(req.originalUrl),
      once: textOf(shown.typed, ONCE) || needs.newForm(),
      ...shown,
      about: type === 'lesson' ? await aboutOf(needs, viewer, textOf(shown.typed, ABOUT)) : null,
      publishers,
      mayPublish: own.some((id) => mayPublish(viewer, id)),
    },
    words,
  );
  res.set('Cache-Control', 'no-store');
  await needs.show(req, res, 'pages/new-record', { ...PLAIN_HEAD, title: view.heading, current: type === 'project' ? 'new' : null, hasForm: true }, view);
}

async function aboutOf({ readRecord }: Needs, viewer: Viewer, id: string): Promise<NewRecordView['about']> {
  if (id === '') return null;
  const found = await readRecord.byId(viewer, id);
  return found.ok ? { title: titleOf(found.value.record), href: pathOf(found.value.record), id } : null;
}
