import { type Request, type RequestHandler, type Response, Router } from 'express';

import type { ReadFile } from '../../actions/read-file.ts';
import type { ReadForEdit } from '../../actions/read-for-edit.ts';
import type { ReadRecord } from '../../actions/read-record.ts';
import type { Addresses } from '../../domain/addresses.ts';
import { CONTENT_TYPES, RECORD_TYPES } from '../../domain/content/content-types.ts';
import type { SafeHtml } from '../../domain/safe-html.ts';
import { fileAddress } from '../../view-models/file-address.ts';
import { picturesOf } from '../../view-models/picture-view.ts';
import { previewBar } from '../../view-models/record-form/record-bar.ts';
import { pathOf, recordView } from '../../view-models/record-view.ts';
import { PLAIN_HEAD } from '../../view-models/shell.ts';
import { contextOf } from '../../web/context.ts';
import { answerRefusal } from '../../web/refusals.ts';
import type { Show } from '../../web/show.ts';

interface Needs {
  readonly readForEdit: ReadForEdit;
  readonly readRecord: ReadRecord;
  readonly readFile: Pick<ReadFile, 'shownIn'>;
  readonly addresses: Pick<Addresses, 'base' | 'file'>;
  readonly renderMarkdown: (markdown: string) => SafeHtml;
  readonly clock: () => Date;
  readonly mustSignIn: RequestHandler;
  readonly show: Show;
}

/** GET /projects/:slug/preview and its kin: the page as it would be if it were published now. */
export function previewPage({ readForEdit, readRecord, readFile, addresses, renderMarkdown, clock, mustSignIn, show }: Needs): Router {
  const router = Router();
  for (const type of RECORD_TYPES) {
    router.get(`/${CONTENT_TYPES[type].path}/:slug/preview`, mustSignIn, async (req: Request<{ slug: string }>, res: Response) => {
      const { viewer, words } = contextOf(res);
      const found = await readForEdit.byAddress(viewer, type, req.params.slug);
      if (!found.ok) return answerRefusal(req, res, show, found.refusal);
      const { edited } = found.value;
      const around = await readRecord.byId(viewer, edited.id);
      if (!around.ok) return answerRefusal(req, res, show, around.refusal);
      const pictures = picturesOf(await readFile.shownIn(edited), fileAddress(addresses), words);
      const view = recordView({ ...around.value, record: edited }, { words, now: clock(), renderMarkdown }, previewBar(pathOf(edited), words), pictures);
      res.set('Cache-Control', 'no-store');
      await show(req, res, 'pages/record', { ...PLAIN_HEAD, title: words.t('writing.previewOf', { title: view.title }) }, view);
    });
  }
  return router;
}
