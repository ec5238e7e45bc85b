import { Router } from 'express';

import type { ReadOrganisation } from '../actions/read-organisation.ts';
import type { SafeHtml } from '../domain/safe-html.ts';
import { LEGAL_PAGES, legalView } from '../view-models/legal-view.ts';
import { PLAIN_HEAD } from '../view-models/shell.ts';
import { contextOf } from '../web/context.ts';
import { answerRefusal } from '../web/refusals.ts';
import type { Home, Show } from '../web/show.ts';

interface Needs {
  readonly readOrganisation: ReadOrganisation;
  readonly home: () => Promise<Home | null>;
  readonly renderMarkdown: (markdown: string) => SafeHtml;
  readonly show: Show;
}

/** /imprint, /privacy, /accessibility: true of every instance, and completed from its organisation's fields. */
export function legalPage({ readOrganisation, home, renderMarkdown, show }: Needs): Router {
  const router = Router();
  for (const page of LEGAL_PAGES) {
    router.get(`/${page}`, async (req, res) => {
      const { words } = contextOf(res);
      const found = await readOrganisation((await home())?.handle ?? '');
      if (!found.ok) return answerRefusal(req, res, show, found.refusal);
      const view = legalView(page, found.value, words, renderMarkdown);
      await show(req, res, 'pages/legal', { ...PLAIN_HEAD, title: view.heading, description: view.intro, canonical: `/${page}` }, view);
    });
  }
  return router;
}
