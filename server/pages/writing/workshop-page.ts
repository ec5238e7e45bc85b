import { type Request, type RequestHandler, type Response, Router } from 'express';

import type { CheckContacts } from '../../actions/check-contacts.ts';
import type { DiscardWorkingCopy } from '../../actions/discard-working-copy.ts';
import type { NamePeople } from '../../actions/name-people.ts';
import type { PublishRecord } from '../../actions/publish-record.ts';
import type { ReadForEdit, RecordForEdit } from '../../actions/read-for-edit.ts';
import type { CommentRecord, SendBack, SubmitRecord } from '../../actions/review-record.ts';
import { CONTENT_TYPES, RECORD_TYPES, type RecordType } from '../../domain/content/content-types.ts';
import type { FieldProblem } from '../../domain/content/field-problem.ts';
import type { KnowledgeRecord } from '../../domain/record.ts';
import type { Result } from '../../domain/result.ts';
import { lastWritten } from '../../domain/working-copy.ts';
import { textOf } from '../../view-models/record-form/typed.ts';
import { workshopView } from '../../view-models/record-form/workshop-view.ts';
import { pathOf } from '../../view-models/record-view.ts';
import { PLAIN_HEAD } from '../../view-models/shell.ts';
import { contextOf } from '../../web/context.ts';
import { answerRefusal } from '../../web/refusals.ts';
import type { Show } from '../../web/show.ts';
import { onward, type Posted, postedIn } from './form-request.ts';

interface Needs {
  readonly readForEdit: ReadForEdit;
  readonly publishRecord: PublishRecord;
  readonly submitRecord: SubmitRecord;
  readonly sendBack: SendBack;
  readonly commentRecord: CommentRecord;
  readonly discardWorkingCopy: DiscardWorkingCopy;
  readonly namePeople: NamePeople;
  readonly checkContacts: Pick<CheckContacts, 'contactTrouble'>;
  readonly mustSignIn: RequestHandler;
  readonly show: Show;
}

type OfRecord = Request<{ slug: string }>;

interface Shown {
  readonly said: string | null;
  readonly problems: readonly FieldProblem[];
  readonly typed: string;
}

// What was done, as the address says it after the redirect.
const DONE = ['saved', 'drafted', 'incomplete', 'discarded', 'submitted', 'returned', 'commented', 'withdrawn'] as const;

/** GET and POST /projects/:slug/edit and its kin: the workshop of a record. */
export function workshopPage(needs: Needs): Router {
  const router = Router();
  for (const type of RECORD_TYPES) {
    const path = `/${CONTENT_TYPES[type].path}/:slug/edit`;
    router.get(path, needs.mustSignIn, async (req: OfRecord, res: Response) => {
      const done = DONE.find((known) => known === req.query['done']);
      const said = done === undefined ? null : contextOf(res).words.t(`writing.done.${done}`);
      await showWorkshop(needs, type, req, res, { said, problems: [], typed: '' });
    });
    router.post(path, needs.mustSignIn, (req: OfRecord, res: Response) => posted(needs, type, req, res));
  }
  return router;
}

async function posted(needs: Needs, type: RecordType, req: OfRecord, res: Response): Promise<void> {
  const { viewer } = contextOf(res);
  const found = await needs.readForEdit.byAddress(viewer, type, req.params.slug);
  if (!found.ok) return answerRefusal(req, res, needs.show, found.refusal);
  const form = postedIn(req);
  const done = await asked(needs, res, found.value.record.id, form);
  // A button that this program does not know does nothing.
  if (done === null) return showWorkshop(needs, type, req, res, { said: null, problems: [], typed: '' });
  const [result, said] = done;
  if (result.ok) return res.redirect(303, onward(req, said === null ? `${pathOf(result.value)}?done=published` : `${pathOf(result.value)}/edit?done=${said}`));
  const { words } = contextOf(res);
  const typed = textOf(form.typed, 'comment');
  switch (result.refusal.kind) {
    case 'invalid':
      return showWorkshop(needs, type, req, res.status(422), { said: null, problems: result.refusal.problems, typed });
    case 'outdated':
      return showWorkshop(needs, type, req, res.status(409), { said: words.t('writing.outdated'), problems: [], typed });
    default:
      return answerRefusal(req, res, needs.show, result.refusal);
  }
}

/** What the pressed button does; with what is said afterwards, or null where the record's own page says it. */
async function asked(
  needs: Needs,
  res: Response,
  id: string,
  { order, typed }: Posted,
): Promise<[Result<KnowledgeRecord>, (typeof DONE)[number] | null] | null> {
  const { viewer } = contextOf(res);
  const comment = textOf(typed, 'comment');
  switch (order) {
    case 'publish': {
      const visibility = textOf(typed, 'visibility') === 'followers' ? 'followers' : 'public';
      const saves = /^\d{1,9}$/.test(textOf(typed, 'saves')) ? Number(textOf(typed, 'saves')) : null;
      return [await needs.publishRecord(viewer, id, visibility, saves), null];
    }
    case 'submit':
      return [await needs.submitRecord(viewer, id, comment), 'submitted'];
    case 'send-back':
      return [await needs.sendBack(viewer, id, comment), 'returned'];
    case 'comment':
      return [await needs.commentRecord(viewer, id, comment), 'commented'];
    case 'discard':
      return [await needs.discardWorkingCopy(viewer, id), 'discarded'];
    default:
      return null;
  }
}

async function showWorkshop(needs: Needs, type: RecordType, req: OfRecord, res: Response, shown: Shown): Promise<void> {
  const { viewer, words } = contextOf(res);
  const found = await needs.readForEdit.byAddress(viewer, type, req.params.slug);
  if (!found.ok) return answerRefusal(req, res, needs.show, found.refusal);
  const { record } = found.value;
  if (record.slug !== req.params.slug) return res.redirect(303, onward(req, `${pathOf(record)}/edit`));
  const names = await needs.namePeople(peopleIn(found.value));
  // A draft that lacks its mailbox says so among what is missing.
  const trouble = record.visibility === 'draft' ? null : await needs.checkContacts.contactTrouble(record);
  const view = workshopView({ ...found.value, ...shown, trouble, nameOf: (id) => names.get(id) ?? words.t('writing.somebody') }, words);
  res.set('Cache-Control', 'no-store');
  await needs.show(req, res, 'pages/edit-record', { ...PLAIN_HEAD, title: words.t('writing.editing', { title: view.heading }), hasForm: true }, view);
}

function peopleIn({ record }: RecordForEdit): string[] {
  const { review } = record;
  return [lastWritten(record).by, ...(review === null ? [] : [review.by, ...review.comments.map(({ by }) => by)])];
}
