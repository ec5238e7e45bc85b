import { type NextFunction, type Request, type Response, Router } from 'express';

import type { CheckContacts } from '../actions/check-contacts.ts';
import type { ReadFile } from '../actions/read-file.ts';
import type { ReadRecord } from '../actions/read-record.ts';
import type { Addresses } from '../domain/addresses.ts';
import { CONTENT_TYPES, RECORD_TYPES } from '../domain/content/content-types.ts';
import type { RecordWithContext } from '../domain/described-record.ts';
import { type KnowledgeRecord, mayEdit, mayPublish } from '../domain/record.ts';
import type { SafeHtml } from '../domain/safe-html.ts';
import type { Viewer } from '../domain/viewer.ts';
import { fileAddress } from '../view-models/file-address.ts';
import { picturesOf } from '../view-models/picture-view.ts';
import { staffBar } from '../view-models/record-form/record-bar.ts';
import { pathOf, recordView } from '../view-models/record-view.ts';
import { PLAIN_HEAD } from '../view-models/shell.ts';
import type { Words } from '../view-models/words.ts';
import { contextOf } from '../web/context.ts';
import { answerRefusal } from '../web/refusals.ts';
import type { Show } from '../web/show.ts';

interface Needs {
  readonly readRecord: ReadRecord;
  readonly readFile: Pick<ReadFile, 'shownIn'>;
  readonly checkContacts: Pick<CheckContacts, 'contactTrouble'>;
  readonly addresses: Pick<Addresses, 'base' | 'file'>;
  readonly renderMarkdown: (markdown: string) => SafeHtml;
  /** schema.org JSON-LD as text, for search engines; null where there is none. */
  readonly describe: (found: RecordWithContext) => string | null;
  readonly clock: () => Date;
  readonly show: Show;
  /** The absolute id of a record by the last segment of its address (`Addresses.record`). */
  readonly idOf: (name: string) => string;
}

const DONE = ['published', 'confirmed'] as const;

/** /projects/:slug, /lessons/:slug, /processes/:slug; and /records/:name, which leads there. */
export function recordPage({ readRecord, readFile, checkContacts, addresses, renderMarkdown, describe, clock, show, idOf }: Needs): Router {
  const router = Router();
  for (const type of RECORD_TYPES) {
    router.get(`/${CONTENT_TYPES[type].path}/:slug`, async (req: Request<{ slug: string }>, res: Response, next: NextFunction) => {
      // The address of the form for a new one, which is another door.
      if (req.params.slug === 'new') return next();
      const { viewer, words } = contextOf(res);
      const found = await readRecord.byAddress(viewer, type, req.params.slug);
      if (!found.ok) return answerRefusal(req, res, show, found.refusal);
      const { record } = found.value;
      const path = pathOf(record);
      // A browser that kept it would follow it for ever, also when the address leads elsewhere one day.
      if (record.slug !== req.params.slug) return res.set('Cache-Control', 'no-cache').redirect(301, path + queryOf(req));
      const bar = mayEdit(viewer, record) ? staffBar(record, path, words, { ...(await upkeepOf(viewer, record)), said: saidIn(req, words) }) : null;
      const pictures = picturesOf(await readFile.shownIn(record), fileAddress(addresses), words);
      const view = recordView(found.value, { words, now: clock(), renderMarkdown }, bar, pictures);
      const isPublic = record.visibility === 'public';
      const head = {
        ...PLAIN_HEAD,
        title: view.place === null ? view.title : words.t('record.titleAt', { title: view.title, place: view.place }),
        description: view.lead ?? view.title,
        canonical: isPublic ? path : null,
        jsonLd: isPublic ? describe(found.value) : null,
      };
      await show(req, res, 'pages/record', head, view);
    });
  }
  const upkeepOf = async (viewer: Viewer, record: KnowledgeRecord) => ({
    mayConfirm: record.visibility !== 'draft' && mayPublish(viewer, record.publisher),
    trouble: await checkContacts.contactTrouble(record),
  });
  router.get('/records/:name', async (req, res) => {
    const found = await readRecord.byId(contextOf(res).viewer, idOf(req.params.name));
    if (!found.ok) return answerRefusal(req, res, show, found.refusal);
    res.redirect(303, pathOf(found.value.record) + queryOf(req));
  });
  return router;
}

/** What the form that led here says it did. */
function saidIn({ query }: Request<{ slug: string }>, words: Words): string | null {
  const done = DONE.find((known) => known === query['done']);
  return done === undefined ? null : words.t(`writing.done.${done}`);
}

function queryOf(req: Request): string {
  const at = req.originalUrl.indexOf('?');
  return at < 0 ? '' : req.originalUrl.slice(at);
}
