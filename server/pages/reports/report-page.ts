import { type Request, type Response, Router } from 'express';
import { z } from 'zod';

import type { KeepForms } from '../../actions/keep-forms.ts';
import type { ReportContent } from '../../actions/report-content.ts';
import type { FieldProblem } from '../../domain/content/field-problem.ts';
import type { ReportInput } from '../../domain/report.ts';
import { reportView } from '../../view-models/report-view.ts';
import { PLAIN_HEAD } from '../../view-models/shell.ts';
import { contextOf } from '../../web/context.ts';
import { formPath, inLanguageOf } from '../../web/form-path.ts';
import { answerRefusal } from '../../web/refusals.ts';
import type { Show } from '../../web/show.ts';

interface Needs {
  readonly reportContent: ReportContent;
  readonly keepForms: KeepForms;
  readonly addresses: { readonly base: string };
  readonly show: Show;
}

const text = z.string().max(50_000).catch('');
const body = z
  .object({ reason: text, explanation: text, address: text, name: text, email: text, goodFaith: text, website: text, stamp: text })
  .catch({ reason: '', explanation: '', address: '', name: '', email: '', goodFaith: '', website: '', stamp: '' });
const EMPTY: ReportInput = { reason: '', explanation: '', address: '', name: '', email: '', goodFaith: false };

/** /report?about=…, the notice of Article 16 of the Digital Services Act, and its receipt. */
export function reportPage({ reportContent, keepForms, addresses, show }: Needs): Router {
  const router = Router();

  router.get('/report', async (req, res) => {
    const about = [req.query['about'] ?? ''].flat()[0];
    const said = typeof about === 'string' ? about.slice(0, 2_000) : '';
    const kept = await keepForms.find(contextOf(res).viewer, formPath(req.originalUrl));
    // What a lost session left stands in the form again.
    const typed = kept === null ? { ...EMPTY, address: said.startsWith('/') ? addresses.base + said : said } : inputIn(body.parse(firstOf(kept.body)));
    await ask(req, res, typed, reportContent.stamp(), []);
  });

  router.post('/report', async (req, res) => {
    const { viewer, words } = contextOf(res);
    const { website, stamp, ...said } = body.parse(req.body);
    const input = inputIn(said);
    const filed = await reportContent.file(viewer, input, { from: req.ip ?? '', language: words.language, trap: website, stamp });
    if (filed.ok) {
      const about = input.address.startsWith(addresses.base) ? input.address.slice(addresses.base.length) : input.address;
      for (const path of ['/report', `/report?${new URLSearchParams({ about })}`]) await keepForms.forget(viewer, path);
      return res.redirect(303, inLanguageOf(req.query, `/report/received?number=${filed.value.id}`));
    }
    if (filed.refusal.kind !== 'invalid') return answerRefusal(req, res, show, filed.refusal);
    const { problems } = filed.refusal;
    // A stamp that is worth nothing is replaced; one that is only too young gets older while they read.
    const isFormOdd = problems.some(({ field }) => field === 'reportForm');
    await ask(req, res.status(422), input, isFormOdd ? reportContent.stampAgain(stamp) : stamp, problems);
  });

  router.get('/report/received', async (req, res) => {
    const number = z.string().max(30).catch('').parse(req.query['number']);
    if (!(await reportContent.isThere(number))) return answerRefusal(req, res, show, { kind: 'not-found' });
    await show(req, res, 'pages/report-received', { ...PLAIN_HEAD, title: contextOf(res).words.t('reports.received') }, { number });
  });
  return router;

  async function ask(req: Request, res: Response, typed: ReportInput, stamp: string, problems: readonly FieldProblem[]): Promise<void> {
    const { viewer, words } = contextOf(res);
    const about = await reportContent.about(viewer, typed.address);
    const head = { ...PLAIN_HEAD, title: words.t('reports.heading'), hasForm: true };
    await show(req, res, 'pages/report', head, reportView(typed, { about, stamp, problems }, words));
  }
}

function inputIn({ goodFaith, ...said }: Omit<ReportInput, 'goodFaith'> & { readonly goodFaith: string }): ReportInput {
  const { reason, explanation, address, name, email } = said;
  return { reason, explanation, address, name, email, goodFaith: goodFaith === 'yes' };
}

function firstOf(kept: Readonly<Record<string, readonly string[]>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(kept).map(([name, values]) => [name, values[0] ?? '']));
}
