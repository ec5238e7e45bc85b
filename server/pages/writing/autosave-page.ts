import { Router } from 'express';

import type { KeepForms } from '../../actions/keep-forms.ts';
import { textOf } from '../../view-models/record-form/typed.ts';
import { contextOf } from '../../web/context.ts';
import { answerRefusal } from '../../web/refusals.ts';
import type { Show } from '../../web/show.ts';
import { typedIn } from './body-to-input.ts';
import { bodyOf, formPath, postedIn } from './form-request.ts';

interface Needs {
  readonly keepForms: KeepForms;
  readonly show: Show;
}

/** POST /autosave: `path` and the fields of the form there, as far as they are typed. Nothing to show: 204. */
export function autosavePage({ keepForms, show }: Needs): Router {
  const router = Router();
  router.post('/autosave', async (req, res) => {
    const kept = await keepForms.keep(contextOf(res).viewer, formPath(textOf(typedIn(req.body), 'path')), bodyOf(postedIn(req).typed));
    if (!kept.ok) return answerRefusal(req, res, show, kept.refusal);
    res.status(204).end();
  });
  return router;
}
