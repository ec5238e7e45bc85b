import { type Request, type RequestHandler, type Response, Router } from 'express';
import { z } from 'zod';

import { type DecideReport, REPORTS_PER_PAGE } from '../../actions/decide-report.ts';
import type { KeepForms } from '../../actions/keep-forms.ts';
import type { NamePeople } from '../../actions/name-people.ts';
import type { FieldProblem } from '../../domain/content/field-problem.ts';
import { adminReportsView, adminReportView, REPORTS_ADMIN_LINK } from '../../view-models/admin-report-view.ts';
import { PLAIN_HEAD } from '../../view-models/shell.ts';
import { contextOf } from '../../web/context.ts';
import { inLanguageOf } from '../../web/form-path.ts';
import { answerRefusal } from '../../web/refusals.ts';
import type { Show } from '../../web/show.ts';
import { onlyAdmins } from '../admin/only-admins.ts';

interface Needs {
  readonly decideReport: DecideReport;
  readonly namePeople: NamePeople;
  readonly keepForms: KeepForms;
  readonly mustSignIn: RequestHandler;
  readonly show: Show;
}

const text = z.string().max(50_000).catch('');
const body = z.object({ decision: text, reasons: text }).catch({ decision: '', reasons: '' });
const page = z.coerce.number().int().min(1).max(500).catch(1);

/** /admin/reports: the register, and what is decided about each. */
export function adminReportsPage({ decideReport, namePeople, keepForms, mustSignIn, show }: Needs): Router {
  const router = Router();
  const path = REPORTS_ADMIN_LINK.href;
  router.use(path, mustSignIn, onlyAdmins);

  router.get(path, async (req, res) => {
    const { viewer, words } = contextOf(res);
    const state = req.query['state'] === 'decided' ? 'decided' : 'open';
    const at = page.parse(req.query['page'] ?? 1);
    const listed = await decideReport.list(viewer, state, at);
    if (!listed.ok) return answerRefusal(req, res, show, listed.refusal);
    const view = adminReportsView({ ...listed.value, state, page: at, perPage: REPORTS_PER_PAGE, isDecided: req.query['done'] === 'decided' }, words);
    await show(req, res, 'pages/admin-reports', { ...PLAIN_HEAD, title: words.t('reports.admin.heading'), current: 'admin', hasForm: true }, view);
  });

  router.get(`${path}/:number`, async (req: Request<{ number: string }>, res) => {
    const kept = await keepForms.find(contextOf(res).viewer, `${path}/${req.params.number}`);
    await one(req, res, { kind: kept?.body['decision']?.[0] ?? '', reasons: kept?.body['reasons']?.[0] ?? '' }, []);
  });

  router.post(`${path}/:number`, async (req: Request<{ number: string }>, res) => {
    const { viewer } = contextOf(res);
    const said = body.parse(req.body);
    const input = { kind: said.decision, reasons: said.reasons };
    const decided = await decideReport.decide(viewer, req.params.number, input);
    if (decided.ok) {
      await keepForms.forget(viewer, `${path}/${req.params.number}`);
      return res.redirect(303, inLanguageOf(req.query, `${path}?state=decided&done=decided`));
    }
    if (decided.refusal.kind === 'invalid') return one(req, res.status(422), input, decided.refusal.problems);
    await answerRefusal(req as Request, res, show, decided.refusal);
  });
  return router;

  async function one(
    req: Request<{ number: string }>,
    res: Response,
    typed: { kind: string; reasons: string },
    problems: readonly FieldProblem[],
  ): Promise<void> {
    const { viewer, words } = contextOf(res);
    const found = await decideReport.read(viewer, req.params.number);
    if (!found.ok) return answerRefusal(req as Request, res, show, found.refusal);
    const names = await namePeople([found.value.decision?.by ?? null]);
    const view = adminReportView({ report: found.value, names, typed, problems }, words);
    await show(req as Request, res, 'pages/admin-report', { ...PLAIN_HEAD, title: view.heading, current: 'admin', hasForm: true }, view);
  }
}
