import { type Request, type Response, Router } from 'express';

import type { ReadRecord } from '../../actions/read-record.ts';
import { CONTENT_TYPES } from '../../domain/content/content-types.ts';
import type { RecordWithContext } from '../../domain/described-record.ts';
import type { Project } from '../../domain/record.ts';
import type { SafeHtml } from '../../domain/safe-html.ts';
import { councilPaperView, steckbriefView } from '../../view-models/paper-view.ts';
import { pathOf } from '../../view-models/record-view.ts';
import { PLAIN_HEAD } from '../../view-models/shell.ts';
import { contextOf } from '../../web/context.ts';
import { answerRefusal } from '../../web/refusals.ts';
import type { Show } from '../../web/show.ts';

interface Needs {
  readonly readRecord: ReadRecord;
  readonly renderMarkdown: (markdown: string) => SafeHtml;
  readonly addresses: { readonly base: string };
  readonly clock: () => Date;
  readonly show: Show;
}

type FoundProject = RecordWithContext & { readonly record: Project };

/** /projects/:slug/steckbrief, a page of A4, and /projects/:slug/council-paper, the annex to a council's paper. */
export function paperPages({ readRecord, renderMarkdown, addresses, clock, show }: Needs): Router {
  const router = Router();
  const start = `/${CONTENT_TYPES.project.path}/:slug`;
  const read = async (req: Request<{ slug: string }>, res: Response, sheet: string): Promise<FoundProject | null> => {
    const found = await readRecord.byAddress(contextOf(res).viewer, 'project', req.params.slug);
    if (!found.ok) {
      await answerRefusal(req as Request, res, show, found.refusal);
      return null;
    }
    const { record } = found.value;
    if (record.type !== 'project') return null;
    if (record.slug === req.params.slug) return { ...found.value, record };
    res.set('Cache-Control', 'no-cache').redirect(301, `${pathOf(record)}/${sheet}`);
    return null;
  };
  const reader = (res: Response) => ({ words: contextOf(res).words, now: clock(), renderMarkdown, addressOf: (path: string) => addresses.base + path });

  router.get(`${start}/steckbrief`, async (req: Request<{ slug: string }>, res: Response) => {
    const found = await read(req, res, 'steckbrief');
    if (found === null) return;
    const view = steckbriefView(found, reader(res));
    const title = contextOf(res).words.t('tools.paper.steckbriefOf', { title: view.title });
    await show(req as Request, res, 'pages/steckbrief', { ...PLAIN_HEAD, title }, view);
  });
  router.get(`${start}/council-paper`, async (req: Request<{ slug: string }>, res: Response) => {
    const found = await read(req, res, 'council-paper');
    if (found === null) return;
    const view = councilPaperView(found, reader(res));
    const title = contextOf(res).words.t('tools.paper.councilOf', { title: view.title });
    await show(req as Request, res, 'pages/council-paper', { ...PLAIN_HEAD, title }, view);
  });
  return router;
}
