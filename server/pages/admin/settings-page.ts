import { type Request, type Response, Router } from 'express';

import { type ChangeSettings, MEGABYTE } from '../../actions/change-settings.ts';
import type { FieldProblem } from '../../domain/content/field-problem.ts';
import type { Settings } from '../../domain/settings.ts';
import { readNumber } from '../../formats/german-values.ts';
import { type SettingsTyped, settingsView } from '../../view-models/admin/settings-view.ts';
import { type Typed, textOf } from '../../view-models/record-form/typed.ts';
import { contextOf } from '../../web/context.ts';
import { answerRefusal } from '../../web/refusals.ts';
import type { Show } from '../../web/show.ts';
import { onward, postedIn } from '../writing/form-request.ts';
import { adminHead, saidIn } from './admin-head.ts';
import { onlyAdmins } from './only-admins.ts';

interface Needs {
  readonly changeSettings: ChangeSettings;
  readonly sendsMail: boolean;
  readonly show: Show;
}

const PATH = '/admin/settings';

/** GET and POST /admin/settings. */
export function settingsPage({ changeSettings, sendsMail, show }: Needs): Router {
  const router = Router();
  router.use(PATH, onlyAdmins);

  const showForm = async (req: Request, res: Response, typed: SettingsTyped, problems: readonly FieldProblem[]): Promise<void> => {
    const { words } = contextOf(res);
    const view = settingsView(typed, problems, { said: saidIn(req, ['settings-saved'], words), sendsMail }, words);
    await show(req, res, 'pages/admin-settings', adminHead(words.t('admin.menu.settings')), view);
  };

  router.get(PATH, async (req, res) => {
    const { viewer, words } = contextOf(res);
    const found = await changeSettings.read(viewer);
    if (!found.ok) return answerRefusal(req, res, show, found.refusal);
    await showForm(req, res, asTyped(found.value, words.language), []);
  });

  router.post(PATH, async (req, res) => {
    const typed = settingsIn(postedIn(req).typed);
    const done = await changeSettings.change(contextOf(res).viewer, { ...typed, quota: typed.quota.trim() === '' ? null : readNumber(typed.quota) });
    if (done.ok) return res.redirect(303, onward(req, `${PATH}?done=settings-saved`));
    if (done.refusal.kind !== 'invalid') return answerRefusal(req, res, show, done.refusal);
    await showForm(req, res.status(422), typed, done.refusal.problems);
  });
  return router;
}

function asTyped({ isFourEyes, secondFactor, quota, reminds }: Settings, language: string): SettingsTyped {
  const megabytes = String(Math.round((quota / MEGABYTE) * 100) / 100);
  return { isFourEyes, secondFactor, reminds, quota: language === 'de' ? megabytes.replace('.', ',') : megabytes };
}

function settingsIn(typed: Typed): SettingsTyped {
  const isSet = (name: string): boolean => textOf(typed, name) === 'yes';
  return {
    isFourEyes: isSet('isFourEyes'),
    secondFactor: textOf(typed, 'secondFactor'),
    quota: textOf(typed, 'quota').slice(0, 100),
    reminds: isSet('reminds'),
  };
}
