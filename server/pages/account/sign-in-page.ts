import { type Request, type Response, Router } from 'express';
import { z } from 'zod';

import type { Refusal } from '../../domain/result.ts';
import { type SaidBefore, signInView } from '../../view-models/account/sign-in-view.ts';
import { PLAIN_HEAD } from '../../view-models/shell.ts';
import { contextOf } from '../../web/context.ts';
import { formPath, inLanguageOf } from '../../web/form-path.ts';
import type { Lost, Typed } from '../../web/lost-form.ts';
import { ownPath } from '../../web/own-path.ts';
import type { Show } from '../../web/show.ts';
import type { SignedIn } from '../../web/signed-in.ts';

export interface SignInNeeds {
  readonly signedIn: SignedIn;
  readonly show: Show;
  /** Keeps what somebody typed where the form at this path will find it. */
  readonly keep: (user: string, path: string, typed: Typed) => Promise<void>;
  readonly clock: () => Date;
}

const line = z.string().max(2_000).catch('');
const form = z.object({ email: line, to: line, kept: z.string().max(300_000).nullable().catch(null) });
const typed = z.record(z.string(), z.union([z.string(), z.array(z.string())]));
const START = '/my/records';
/** What somebody did before, which the form then confirms. */
const DONE = ['password', 'set-up'] as const;

/** GET and POST /sign-in, POST /sign-out. */
export function signInPage(needs: SignInNeeds): Router {
  const { signedIn, show, clock } = needs;
  const router = Router();
  router.get('/sign-in', async (req, res) => {
    const to = ownPath(req.query['to'], START);
    if (contextOf(res).account !== null) return res.redirect(303, to);
    await showSignIn(show, req, res, { email: '', to, kept: null }, null, DONE.find((done) => done === req.query['done']) ?? null);
  });
  router.post('/sign-in', async (req, res) => {
    const asked = form.parse(req.body ?? {});
    const to = ownPath(asked.to, START);
    const begun = clock().toISOString();
    const found = await signedIn.ask(req, res);
    if (!found.ok) {
      res.status(found.refusal.kind === 'too-many-attempts' ? 429 : 422);
      return showSignIn(show, req, res, { ...asked, to }, found.refusal);
    }
    if (found.value.secondFactor === null) return arrive(needs, req, res, found.value.id, { to, kept: asked.kept });
    await signedIn.halfway(req, { user: found.value.id, begun, to, kept: asked.kept });
    res.redirect(303, inLanguageOf(req.query, '/sign-in/code'));
  });
  router.post('/sign-out', async (req, res) => {
    await signedIn.end(req, res);
    // What the browser still has of what only staff may see goes with it.
    res.set('Clear-Site-Data', '"cache"').redirect(303, '/');
  });
  return router;
}

/** Begins the session and goes on where somebody wanted to, with what they typed before. */
export async function arrive(
  { signedIn, keep }: SignInNeeds,
  req: Request,
  res: Response,
  user: string,
  { to, kept }: Pick<Lost, 'to' | 'kept'>,
): Promise<void> {
  await signedIn.begin(req, user);
  const found = typed.safeParse(kept === null ? null : parsed(kept));
  if (found.success && Object.keys(found.data).length > 0) await keep(user, formPath(to), found.data);
  res.redirect(303, to);
}

/** The form for signing in; with what was typed elsewhere, when a session was lost in the middle. */
export async function showSignIn(show: Show, req: Request, res: Response, asked: Lost, refusal: Refusal | null, before: SaidBefore = null): Promise<void> {
  const { words } = contextOf(res);
  const head = { ...PLAIN_HEAD, title: words.t('sign-in.title'), hasForm: true };
  await show(req, res, 'pages/sign-in', head, signInView(asked, refusal, words, before));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
