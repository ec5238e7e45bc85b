import { Router } from 'express';

import type { ChangeTexts } from '../actions/change-texts.ts';
import type { Addresses } from '../domain/addresses.ts';
import { LEGAL_PAGES } from '../domain/legal-text.ts';
import type { Organisation } from '../domain/organisation.ts';
import type { SafeHtml } from '../domain/safe-html.ts';
import { legalTemplate } from '../view-models/legal-template.ts';
import { legalView } from '../view-models/legal-view.ts';
import { PLAIN_HEAD } from '../view-models/shell.ts';
import { contextOf } from '../web/context.ts';
import { answerRefusal } from '../web/refusals.ts';
import type { Show } from '../web/show.ts';

interface Needs {
  readonly changeTexts: Pick<ChangeTexts, 'read'>;
  readonly founder: () => Promise<Organisation | null>;
  readonly addresses: Addresses;
  readonly renderArticle: (markdown: string) => SafeHtml;
  readonly show: Show;
}

/** /imprint, /privacy, /accessibility: as an admin wrote them, else the template filled with what the instance knows. */
export function legalPage({ changeTexts, founder, addresses, renderArticle, show }: Needs): Router {
  const router = Router();
  for (const page of LEGAL_PAGES) {
    router.get(`/${page}`, async (req, res) => {
      const { words, account } = contextOf(res);
      const organisation = await founder();
      if (organisation === null) return answerRefusal(req, res, show, { kind: 'not-found' });
      const written = await changeTexts.read(page, words.language);
      const markdown = written?.markdown ?? legalTemplate(page, organisation, addresses.base, words);
      const view = legalView({ page, markdown, written, isAdmin: account?.role === 'admin' }, words, renderArticle);
      const description = words.t(`legal.${page}.description`, { name: organisation.content.name ?? organisation.handle });
      await show(req, res, 'pages/legal', { ...PLAIN_HEAD, title: view.heading, description, canonical: `/${page}` }, view);
    });
  }
  return router;
}
