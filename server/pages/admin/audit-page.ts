import { Router } from 'express';

import type { ReadAudit } from '../../actions/read-audit.ts';
import type { ReadPeople } from '../../actions/read-people.ts';
import { nameOf } from '../../domain/user.ts';
import { tableFile } from '../../formats/table-file.ts';
import { auditLines, auditView } from '../../view-models/admin/audit-view.ts';
import { contextOf } from '../../web/context.ts';
import { answerRefusal } from '../../web/refusals.ts';
import type { Show } from '../../web/show.ts';
import { adminHead } from './admin-head.ts';
import { onlyAdmins } from './only-admins.ts';

interface Needs {
  readonly readAudit: ReadAudit;
  readonly readPeople: ReadPeople;
  readonly show: Show;
}

const LONGEST_ID = 200;

/** /admin/audit?person=…&before=… and the same as a table. */
export function auditPage({ readAudit, readPeople, show }: Needs): Router {
  const router = Router();
  router.get('/admin/audit', onlyAdmins, async (req, res) => {
    const { viewer, words } = contextOf(res);
    const person = textIn(req.query['person']);
    const before = instantIn(req.query['before']);
    const [found, people] = await Promise.all([readAudit.page(viewer, person, before), readPeople.list(viewer)]);
    if (!found.ok) return answerRefusal(req, res, show, found.refusal);
    if (!people.ok) return answerRefusal(req, res, show, people.refusal);
    const everybody = people.value.map((one) => ({ id: one.id, name: nameOf(one) }));
    const view = auditView({ ...found.value, person, people: everybody, isLater: before !== null }, words);
    await show(req, res, 'pages/admin-audit', adminHead(words.t('admin.menu.audit')), view);
  });

  router.get('/admin/audit.csv', onlyAdmins, async (req, res) => {
    const { viewer, words } = contextOf(res);
    const found = await readAudit.whole(viewer, textIn(req.query['person']));
    if (!found.ok) return answerRefusal(req, res, show, found.refusal);
    const { entries, names } = found.value;
    const told = auditLines(entries, names, words);
    const heads = ['when', 'sentence', 'act', 'by', 'subject', 'detail'].map((name) => words.t(`admin.audit.column.${name}`));
    const rows = entries.map(({ at, act, by, subject }, n) => [at, told[n]?.sentence ?? '', act.name, by, subject, told[n]?.detail ?? '']);
    res
      .attachment('leuchtnetz-audit.csv')
      .type('text/csv')
      .send(tableFile([heads, ...rows]));
  });
  return router;
}

function textIn(asked: unknown): string | null {
  return typeof asked === 'string' && asked !== '' && asked.length <= LONGEST_ID ? asked : null;
}

/** What is no instant was not asked for. */
function instantIn(asked: unknown): string | null {
  return typeof asked === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]{8,15}Z$/.test(asked) ? asked : null;
}
