import { type Request, type Response, Router } from 'express';

import type { ChangeTexts } from '../../actions/change-texts.ts';
import type { KeepForms } from '../../actions/keep-forms.ts';
import type { Addresses } from '../../domain/addresses.ts';
import type { FieldProblem } from '../../domain/content/field-problem.ts';
import { LEGAL_PAGES, type LegalPage, TEXT_LANGUAGES, type TextLanguage } from '../../domain/legal-text.ts';
import type { Organisation } from '../../domain/organisation.ts';
import type { SafeHtml } from '../../domain/safe-html.ts';
import { textsView, textView } from '../../view-models/admin/texts-view.ts';
import { legalTemplate } from '../../view-models/legal-template.ts';
import { textOf } from '../../view-models/record-form/typed.ts';
import type { Language, Words } from '../../view-models/words.ts';
import { contextOf } from '../../web/context.ts';
import { answerRefusal } from '../../web/refusals.ts';
import type { Show } from '../../web/show.ts';
import { onward, postedIn } from '../writing/form-request.ts';
import { adminHead, saidIn } from './admin-head.ts';
import { onlyAdmins } from './only-admins.ts';

interface Needs {
  readonly changeTexts: ChangeTexts;
  readonly keepForms: KeepForms;
  readonly founder: () => Promise<Organisation | null>;
  readonly addresses: Addresses;
  readonly words: Readonly<Record<Language, Words>>;
  readonly renderArticle: (markdown: string) => SafeHtml;
  readonly show: Show;
}

interface Which {
  readonly page: LegalPage;
  readonly language: TextLanguage;
}

interface Typed {
  readonly markdown: string;
  readonly seen: string;
}

/** /admin/texts and /admin/texts/:page/:language. */
export function textsPage(needs: Needs): Router {
  const { changeTexts, keepForms, founder, addresses, words: spoken, show } = needs;
  const router = Router();
  router.use('/admin/texts', onlyAdmins);

  const templates = async (): Promise<(page: LegalPage, language: TextLanguage) => string> => {
    const organisation = await founder();
    return (page, language) => (organisation === null ? '' : legalTemplate(page, organisation, addresses.base, spoken[language]));
  };

  router.get('/admin/texts', async (req, res) => {
    const { words } = contextOf(res);
    const view = textsView(await changeTexts.all(), await templates(), words);
    await show(req, res, 'pages/admin-texts', adminHead(words.t('admin.menu.texts')), view);
  });

  for (const page of LEGAL_PAGES)
    for (const language of TEXT_LANGUAGES) {
      const which = { page, language };
      const path = `/admin/texts/${page}/${language}`;
      router.get(path, async (req, res) => {
        const { viewer, words } = contextOf(res);
        const kept = await keepForms.find(viewer, path);
        const typed = kept === null ? null : { markdown: kept.body['text']?.[0] ?? '', seen: kept.body['seen']?.[0] ?? '' };
        await showText(req, res, which, typed, { keptAt: kept?.at ?? null, said: saidIn(req, ['text-saved', 'text-restored'], words) });
      });
      router.post(path, async (req, res) => {
        const { viewer } = contextOf(res);
        const { order, typed: all } = postedIn(req);
        const typed = { markdown: textOf(all, 'text'), seen: textOf(all, 'seen') };
        if (order === 'preview') return showText(req, res, which, typed, { isPreview: true });
        if (order === 'drop') {
          await keepForms.forget(viewer, path);
          return res.redirect(303, onward(req, path));
        }
        const isRestoring = order === 'restore';
        const done = await changeTexts.change(viewer, page, language, isRestoring ? null : typed.markdown, typed.seen === '' ? null : typed.seen);
        if (!done.ok && done.refusal.kind === 'invalid') return showText(req, res.status(422), which, typed, { problems: done.refusal.problems });
        if (!done.ok && done.refusal.kind === 'outdated') return showText(req, res.status(409), which, typed, { isOutdated: true });
        if (!done.ok) return answerRefusal(req, res, show, done.refusal);
        await keepForms.forget(viewer, path);
        res.redirect(303, onward(req, `${path}?done=${isRestoring ? 'text-restored' : 'text-saved'}`));
      });
    }
  return router;

  interface Extra {
    readonly problems?: readonly FieldProblem[];
    readonly isOutdated?: boolean;
    readonly isPreview?: boolean;
    readonly keptAt?: string | null;
    readonly said?: string | null;
  }

  async function showText(req: Request, res: Response, { page, language }: Which, typed: Typed | null, extra: Extra): Promise<void> {
    const { words } = contextOf(res);
    const written = await changeTexts.read(page, language);
    const present = written?.updated ?? '';
    const markdown = typed?.markdown ?? written?.markdown ?? (await templates())(page, language);
    const { problems = [], isOutdated = false, isPreview = false, keptAt = null, said = null } = extra;
    const view = textView(
      // Who saves again after being told of the other text means it.
      { page, language, written, markdown, seen: isOutdated ? present : (typed?.seen ?? present), problems, isOutdated, keptAt, said, preview: previewOf() },
      words,
    );
    await show(req, res, 'pages/admin-text', adminHead(view.heading), view);

    function previewOf(): SafeHtml | null {
      return isPreview ? needs.renderArticle(markdown) : null;
    }
  }
}
