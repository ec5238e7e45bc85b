import { type Request, type Response, Router } from 'express';

import type { ListMail } from '../../actions/list-mail.ts';
import type { LookAfterMail } from '../../actions/look-after-mail.ts';
import { letterPageView, mailsView } from '../../view-models/admin/mail-view.ts';
import { contextOf } from '../../web/context.ts';
import { answerRefusal } from '../../web/refusals.ts';
import type { Show } from '../../web/show.ts';
import { onward, postedIn } from '../writing/form-request.ts';
import { adminHead, saidIn } from './admin-head.ts';
import { onlyAdmins } from './only-admins.ts';

interface Needs {
  readonly listMail: ListMail;
  readonly lookAfterMail: LookAfterMail;
  readonly sendsMail: boolean;
  readonly show: Show;
}

const LIST = '/admin/mail';

/** /admin/mail and /admin/mail/:id: what was, is and could not be sent. A text is shown only when it is asked for. */
export function mailPage({ listMail, lookAfterMail, sendsMail, show }: Needs): Router {
  const router = Router();
  router.use(LIST, onlyAdmins);

  router.get(LIST, async (req, res) => {
    const { viewer, words } = contextOf(res);
    const asked = req.query['before'];
    const before = typeof asked === 'string' && /^[a-z0-9-]{1,100}$/.test(asked) ? asked : null;
    const found = await listMail(viewer, before);
    if (!found.ok) return answerRefusal(req, res, show, found.refusal);
    const view = mailsView({ ...found.value, said: saidIn(req, ['mail-dropped', 'mail-retried'], words), isLater: before !== null }, words);
    await show(req, res, 'pages/admin-mail', adminHead(words.t('admin.menu.mail')), view);
  });

  const showLetter = async (req: Request, res: Response, text: string | null): Promise<void> => {
    const { viewer, words } = contextOf(res);
    const found = await lookAfterMail.read(viewer, String(req.params['id']));
    if (!found.ok) return answerRefusal(req, res, show, found.refusal);
    const view = letterPageView({ mail: found.value, sendsMail, text, said: null }, words);
    await show(req, res, 'pages/admin-letter', adminHead(view.heading), view);
  };
  router.get(`${LIST}/:id`, (req, res) => showLetter(req, res, null));
  router.post(`${LIST}/:id`, async (req, res) => {
    const { viewer } = contextOf(res);
    const id = String(req.params['id']);
    const { order } = postedIn(req);
    if (order === 'show') {
      const opened = await lookAfterMail.open(viewer, id);
      return opened.ok ? showLetter(req, res, opened.value) : answerRefusal(req, res, show, opened.refusal);
    }
    if (order !== 'retry' && order !== 'drop') return answerRefusal(req, res, show, { kind: 'not-found' });
    const done = order === 'retry' ? await lookAfterMail.tryAgain(viewer, id) : await lookAfterMail.drop(viewer, id);
    if (!done.ok) return answerRefusal(req, res, show, done.refusal);
    res.redirect(303, onward(req, `${LIST}?done=${order === 'retry' ? 'mail-retried' : 'mail-dropped'}`));
  });
  return router;
}
