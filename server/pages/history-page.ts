import { type Request, type RequestHandler, type Response, Router } from 'express';
import { z } from 'zod';

import type { NamePeople } from '../actions/name-people.ts';
import type { ReadForEdit } from '../actions/read-for-edit.ts';
import type { PastVersion, ReadHistory, ReadVersion, RestoreVersion } from '../actions/read-history.ts';
import { CONTENT_TYPES, RECORD_TYPES, type RecordType } from '../domain/content/content-types.ts';
import { type HistoryView, historyPath, historyView } from '../view-models/history-view.ts';
import { PLAIN_HEAD } from '../view-models/shell.ts';
import { versionView } from '../view-models/version-view.ts';
import { contextOf } from '../web/context.ts';
import { inLanguageOf } from '../web/form-path.ts';
import { answerRefusal } from '../web/refusals.ts';
import type { Show } from '../web/show.ts';

interface Needs {
  readonly readForEdit: ReadForEdit;
  readonly readHistory: ReadHistory;
  readonly readVersion: ReadVersion;
  readonly restoreVersion: RestoreVersion;
  readonly namePeople: NamePeople;
  readonly diffWords: Parameters<typeof versionView>[1]['diffWords'];
  readonly mustSignIn: RequestHandler;
  readonly show: Show;
}

const number = z.preprocess((value) => [value].flat(1)[0], z.coerce.number().int().min(1).max(1_000_000_000));

type At<P> = Request<P & { slug: string }>;

/** /projects/:slug/history and /history/:version, likewise for lessons and processes: for the people of the record's organisation. */
export function historyPage({ readForEdit, readHistory, readVersion, restoreVersion, namePeople, diffWords, mustSignIn, show }: Needs): Router {
  const router = Router();
  for (const type of RECORD_TYPES) {
    const path = `/${CONTENT_TYPES[type].path}/:slug/history`;
    router.get(path, mustSignIn, (req: Request, res) => list(req as At<object>, res, type));
    router.get(`${path}/:version`, mustSignIn, (req: Request, res) => one(req as At<{ version: string }>, res, type));
    router.post(`${path}/:version/restore`, mustSignIn, (req: Request, res) => restore(req as At<{ version: string }>, res, type));
  }
  return router;

  async function list(req: At<object>, res: Response, type: RecordType): Promise<void> {
    const { viewer, words } = contextOf(res);
    const found = await readForEdit.byAddress(viewer, type, req.params.slug);
    if (!found.ok) return answerRefusal(req as Request, res, show, found.refusal);
    const { record } = found.value;
    const before = number
      .nullable()
      .catch(null)
      .parse(req.query['before'] ?? null);
    const history = await readHistory(viewer, record.id, before);
    if (!history.ok) return answerRefusal(req as Request, res, show, history.refusal);
    if (record.slug !== req.params.slug) return res.redirect(302, historyPath(record));
    const names = await namePeople(history.value.entries.map(({ by }) => by));
    const restored = number
      .nullable()
      .catch(null)
      .parse(req.query['restored'] ?? null);
    const view: HistoryView = historyView({ ...history.value, restored }, names, words);
    await show(req as Request, res, 'pages/history', { ...PLAIN_HEAD, title: words.t('history.titleOf', { title: view.title }), current: 'mine' }, view);
  }

  async function one(req: At<{ version: string }>, res: Response, type: RecordType): Promise<void> {
    const { viewer, words } = contextOf(res);
    const missing = () => answerRefusal(req as Request, res, show, { kind: 'not-found' });
    const found = await readForEdit.byAddress(viewer, type, req.params.slug);
    if (!found.ok) return answerRefusal(req as Request, res, show, found.refusal);
    const { record, rights } = found.value;
    const wanted = number.safeParse(req.params.version);
    if (!wanted.success) return missing();
    const [version, history] = await Promise.all([readVersion(viewer, record.id, wanted.data), readHistory(viewer, record.id, null)]);
    if (!version.ok) return answerRefusal(req as Request, res, show, version.refusal);
    const asked = number
      .nullable()
      .catch(null)
      .parse(req.query['with'] ?? null);
    const other = await otherOf(version.value, asked, (revision) => readVersion(viewer, record.id, revision), history.ok ? history.value.entries : []);
    const known = history.ok ? history.value.entries : [];
    const entries = other === null || known.some(({ revision }) => revision === other.revision) ? known : [...known, other];
    const names = await namePeople([version.value.by, ...entries.map(({ by }) => by)]);
    const shown = { record, version: version.value, other, entries, mayRestore: rights.mayEdit };
    const view = versionView(shown, { words, names, diffWords });
    const title = words.t('history.versionOf', { version: view.heading, title: view.title });
    await show(req as Request, res, 'pages/version', { ...PLAIN_HEAD, title, current: 'mine', hasForm: true }, view);
  }

  async function restore(req: At<{ version: string }>, res: Response, type: RecordType): Promise<void> {
    const { viewer } = contextOf(res);
    const found = await readForEdit.byAddress(viewer, type, req.params.slug);
    if (!found.ok) return answerRefusal(req as Request, res, show, found.refusal);
    const wanted = number.safeParse(req.params.version);
    if (!wanted.success) return answerRefusal(req as Request, res, show, { kind: 'not-found' });
    const restored = await restoreVersion(viewer, found.value.record.id, wanted.data);
    if (!restored.ok) return answerRefusal(req as Request, res, show, restored.refusal);
    res.redirect(303, inLanguageOf(req.query, `${historyPath(restored.value)}?restored=${wanted.data}`));
  }
}

/** The version asked for, else the one before; the first has none. */
async function otherOf(
  version: PastVersion,
  asked: number | null,
  read: (revision: number) => ReturnType<ReadVersion>,
  entries: readonly { readonly revision: number }[],
): Promise<PastVersion | null> {
  const before = entries.find(({ revision }) => revision < version.revision)?.revision ?? version.revision - 1;
  const wanted = asked !== null && asked !== version.revision ? asked : before;
  if (wanted < 1) return null;
  const found = await read(wanted);
  return found.ok ? found.value : null;
}
