import { Router } from 'express';

import { PLAIN_HEAD } from '../view-models/shell.ts';
import { termsView } from '../view-models/terms-view.ts';
import { contextOf } from '../web/context.ts';
import type { Show } from '../web/show.ts';

const PATH = '/ns/v1';

/** /ns/v1: explains the terms that Atom categories and JSON-LD exports name by an address below it. */
export function termsPage({ show }: { readonly show: Show }): Router {
  const router = Router();
  router.get(PATH, async (req, res) => {
    const { words } = contextOf(res);
    const head = { ...PLAIN_HEAD, title: words.t('terms.title'), description: words.t('terms.lead'), canonical: PATH };
    await show(req, res, 'pages/terms', head, termsView(words));
  });
  return router;
}
