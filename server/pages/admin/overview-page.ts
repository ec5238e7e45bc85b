import { Router } from 'express';

import type { ChangeTexts } from '../../actions/change-texts.ts';
import type { ReadOverview } from '../../actions/read-overview.ts';
import { LEGAL_PAGES, placeholdersIn } from '../../domain/legal-text.ts';
import { overviewView } from '../../view-models/admin/overview-view.ts';
import { contextOf } from '../../web/context.ts';
import { answerRefusal } from '../../web/refusals.ts';
import type { Show } from '../../web/show.ts';
import { adminHead } from './admin-head.ts';
import { onlyAdmins } from './only-admins.ts';

interface Needs {
  readonly readOverview: ReadOverview;
  readonly changeTexts: Pick<ChangeTexts, 'read'>;
  /** Each throws when the engine does not answer. */
  readonly checks: { readonly store: () => Promise<unknown>; readonly index: () => Promise<unknown> };
  readonly counts: () => Promise<{ readonly waiting: number; readonly shelved: number }>;
  readonly sendsMail: boolean;
  readonly show: Show;
}

/** /admin: what waits, how the machine is, how much there is. */
export function overviewPage({ readOverview, changeTexts, checks, counts, sendsMail, show }: Needs): Router {
  const router = Router();
  router.get('/admin', onlyAdmins, async (req, res) => {
    const { viewer, words } = contextOf(res);
    const found = await readOverview(viewer);
    if (!found.ok) return answerRefusal(req, res, show, found.refusal);
    const [journal, store, index, textsOpen] = await Promise.all([counts(), answers(checks.store), answers(checks.index), openTexts()]);
    const view = overviewView({ ...found.value, journal, answers: { store, index }, textsOpen, sendsMail }, words);
    await show(req, res, 'pages/admin-overview', adminHead(words.t('admin.menu.overview')), view);
  });
  return router;

  /** How many of the German texts, which count before the law, are unwritten or not finished. */
  async function openTexts(): Promise<number> {
    const open = await Promise.all(
      LEGAL_PAGES.map(async (page) => {
        const written = (await changeTexts.read(page, 'de'))?.markdown ?? null;
        return written === null || placeholdersIn(written).length > 0;
      }),
    );
    return open.filter(Boolean).length;
  }
}

function answers(check: () => Promise<unknown>): Promise<boolean> {
  return check().then(
    () => true,
    () => false,
  );
}
