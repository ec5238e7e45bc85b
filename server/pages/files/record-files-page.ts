import { type Request, type RequestHandler, type Response, Router } from 'express';

import type { AddFile } from '../../actions/add-file.ts';
import type { KeepForms } from '../../actions/keep-forms.ts';
import type { ManageFiles, RecordFiles } from '../../actions/manage-files.ts';
import type { ReadForEdit } from '../../actions/read-for-edit.ts';
import type { Addresses } from '../../domain/addresses.ts';
import { CONTENT_TYPES, RECORD_TYPES, type RecordType } from '../../domain/content/content-types.ts';
import { fileSlots } from '../../domain/file-slot.ts';
import { isTooLarge } from '../../domain/file-types.ts';
import type { Refusal } from '../../domain/result.ts';
import { fileAddress } from '../../view-models/file-address.ts';
import { type FilesState, filesPath, filesView } from '../../view-models/files-view.ts';
import { PLAIN_HEAD } from '../../view-models/shell.ts';
import { contextOf } from '../../web/context.ts';
import { answerRefusal } from '../../web/refusals.ts';
import type { Show } from '../../web/show.ts';
import { onward } from '../writing/form-request.ts';
import { cutOff, receiveUpload } from './receive-upload.ts';

interface Needs {
  readonly addFile: AddFile;
  readonly keepForms: Pick<KeepForms, 'find' | 'forget'>;
  readonly manageFiles: ManageFiles;
  readonly readForEdit: ReadForEdit;
  readonly addresses: Addresses;
  /** The folder in which what is sent lies until it was judged. */
  readonly incoming: string;
  readonly mustSignIn: RequestHandler;
  readonly show: Show;
}

type OfRecord = Request<{ slug: string }>;

const SAID = ['added', 'removed', 'deleted'] as const;
const NOTHING: FilesState = { said: null, typed: {}, slot: '', isAgain: false, wrong: null };

/** GET and POST /projects/:slug/edit/files, and POST …/remove and …/delete: the files of a record, one at a time. */
export function recordFilesPage(needs: Needs): Router {
  const router = Router();
  const { show, manageFiles, mustSignIn } = needs;

  /** The record's files, for whoever may write it; null when the refusal was answered. Nothing of the body is read before. */
  const found = async (type: RecordType, req: OfRecord, res: Response): Promise<RecordFiles | null> => {
    const { viewer } = contextOf(res);
    const record = await needs.readForEdit.byAddress(viewer, type, req.params.slug);
    const files = record.ok ? await manageFiles.list(viewer, record.value.record.id) : record;
    if (files.ok) return files.value;
    await refused(req, res, files.refusal);
    return null;
  };
  const refused = async (req: Request, res: Response, refusal: Refusal): Promise<void> => {
    cutOff(req);
    await answerRefusal(req, res, show, refusal);
  };
  const showPage = async (req: Request, res: Response, files: RecordFiles, state: FilesState): Promise<void> => {
    const { words } = contextOf(res);
    const view = filesView(files, state, words, fileAddress(needs.addresses));
    res.set('Cache-Control', 'private, no-store');
    await show(
      req,
      res,
      'pages/record-files',
      { ...PLAIN_HEAD, title: words.t('files.titleOf', { record: view.record }), current: 'mine', hasForm: true },
      view,
    );
  };
  const back = (req: Request, res: Response, files: RecordFiles, said: (typeof SAID)[number]): void =>
    res.redirect(303, onward(req, `${filesPath(files.record)}?said=${said}`));

  for (const type of RECORD_TYPES.filter((one) => fileSlots(one).length > 0)) {
    const path = `/${CONTENT_TYPES[type].path}/:slug/edit/files`;
    router.get(path, mustSignIn, async (req: OfRecord, res: Response) => {
      const files = await found(type, req, res);
      if (files === null) return;
      if (files.record.slug !== req.params.slug) return res.redirect(303, onward(req, filesPath(files.record)));
      // What somebody typed when their session was over.
      const kept = await needs.keepForms.find(contextOf(res).viewer, filesPath(files.record));
      const typed = Object.fromEntries(Object.entries(kept?.body ?? {}).map(([name, [text = '']]) => [name, text]));
      await showPage(req, res, files, {
        ...NOTHING,
        typed,
        slot: typed['slot'] ?? '',
        isAgain: kept !== null,
        said: SAID.find((one) => one === req.query['said']) ?? null,
      });
    });
    router.post(path, mustSignIn, async (req: OfRecord, res: Response) => {
      const files = await found(type, req, res);
      if (files === null) return;
      const received = await receiveUpload(req, res, needs.incoming);
      try {
        const slot = received.typed['slot'] ?? '';
        const added = await needs.addFile(contextOf(res).viewer, files.record.id, { slot, typed: received.typed, upload: received.upload });
        if (added.ok) {
          await needs.keepForms.forget(contextOf(res).viewer, filesPath(files.record));
          return back(req, res, files, 'added');
        }
        if ('refusal' in added) return await answerRefusal(req, res, show, added.refusal);
        res.status(isTooLarge(added.wrong.flaw) ? 413 : 422);
        await showPage(req, res, files, { said: null, typed: received.typed, slot, isAgain: true, wrong: added.wrong });
      } finally {
        await received.dispose();
      }
    });
    router.post(`${path}/remove`, mustSignIn, async (req: OfRecord, res: Response) => {
      const files = await found(type, req, res);
      if (files === null) return;
      const done = await manageFiles.takeOut(contextOf(res).viewer, files.record.id, textIn(req, 'url'));
      return done.ok ? back(req, res, files, 'removed') : answerRefusal(req, res, show, done.refusal);
    });
    router.post(`${path}/delete`, mustSignIn, async (req: OfRecord, res: Response) => {
      const files = await found(type, req, res);
      if (files === null) return;
      const done = await manageFiles.deleteForGood(contextOf(res).viewer, files.record.id, textIn(req, 'file'));
      return done.ok ? back(req, res, files, 'deleted') : answerRefusal(req, res, show, done.refusal);
    });
  }
  return router;
}

function textIn(req: Request, name: string): string {
  const body = req.body as Readonly<Record<string, unknown>> | undefined;
  const value = body?.[name];
  return typeof value === 'string' ? value : '';
}
