import { type Request, type RequestHandler, type Response, Router } from 'express';

import type { ConsequencesOf, DeleteRecord } from '../../actions/delete-record.ts';
import type { ReadForEdit } from '../../actions/read-for-edit.ts';
import type { WithdrawRecord } from '../../actions/withdraw-record.ts';
import { CONTENT_TYPES, RECORD_TYPES, type RecordType } from '../../domain/content/content-types.ts';
import { type Removal, removalView } from '../../view-models/record-form/removal-view.ts';
import { pathOf } from '../../view-models/record-view.ts';
import { PLAIN_HEAD } from '../../view-models/shell.ts';
import { contextOf } from '../../web/context.ts';
import { answerRefusal } from '../../web/refusals.ts';
import type { Show } from '../../web/show.ts';
import { onward } from './form-request.ts';

interface Needs {
  readonly readForEdit: ReadForEdit;
  readonly consequencesOf: ConsequencesOf;
  readonly withdrawRecord: WithdrawRecord;
  readonly deleteRecord: DeleteRecord;
  readonly mustSignIn: RequestHandler;
  readonly show: Show;
}

type OfRecord = Request<{ slug: string }>;

/** GET and POST /projects/:slug/withdraw and …/delete: first the consequences, then the deed. */
export function removalPage(needs: Needs): Router {
  const router = Router();
  for (const type of RECORD_TYPES) {
    for (const removal of ['withdraw', 'delete'] as const) {
      const path = `/${CONTENT_TYPES[type].path}/:slug/${removal}`;
      router.get(path, needs.mustSignIn, (req: OfRecord, res: Response) => asked(needs, type, removal, req, res));
      router.post(path, needs.mustSignIn, (req: OfRecord, res: Response) => done(needs, type, removal, req, res));
    }
  }
  return router;
}

async function asked(needs: Needs, type: RecordType, removal: Removal, req: OfRecord, res: Response): Promise<void> {
  const { viewer, words } = contextOf(res);
  const found = await needs.readForEdit.byAddress(viewer, type, req.params.slug);
  if (!found.ok) return answerRefusal(req, res, needs.show, found.refusal);
  const { record, rights } = found.value;
  if (!(removal === 'withdraw' ? rights.mayWithdraw : rights.mayDelete)) return answerRefusal(req, res, needs.show, { kind: 'not-allowed' });
  const consequences = await needs.consequencesOf(viewer, record.id);
  if (!consequences.ok) return answerRefusal(req, res, needs.show, consequences.refusal);
  const view = removalView(removal, record, { ...consequences.value, lessons: consequences.value.lessons.length }, words);
  res.set('Cache-Control', 'no-store');
  await needs.show(req, res, 'pages/removal', { ...PLAIN_HEAD, title: view.heading, hasForm: true }, view);
}

async function done(needs: Needs, type: RecordType, removal: Removal, req: OfRecord, res: Response): Promise<void> {
  const { viewer } = contextOf(res);
  const found = await needs.readForEdit.byAddress(viewer, type, req.params.slug);
  if (!found.ok) return answerRefusal(req, res, needs.show, found.refusal);
  const { id } = found.value.record;
  if (removal === 'withdraw') {
    const withdrawn = await needs.withdrawRecord(viewer, id);
    if (!withdrawn.ok) return answerRefusal(req, res, needs.show, withdrawn.refusal);
    return res.redirect(303, onward(req, `${pathOf(withdrawn.value)}/edit?done=withdrawn`));
  }
  const deleted = await needs.deleteRecord(viewer, id);
  if (!deleted.ok) return answerRefusal(req, res, needs.show, deleted.refusal);
  res.redirect(303, onward(req, '/my/records?done=deleted'));
}
