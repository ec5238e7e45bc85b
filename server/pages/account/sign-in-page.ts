import { type Request, type Response, Router } from 'express';
import { z } from 'zod';

import type { Refusal } from '../../domain/result.ts';
import { PLAIN_HEAD } from '../../view-models/shell.ts';
import { signInView } from '../../view-models/sign-in-view.ts';
import { contextOf } from '../../web/context.ts';
import type { Typed } from '../../web/lost-form.ts';
import { ownPath } from '../../web/own-path.ts';
import type { Show } from '../../web/show.ts';
import type { SignedIn } from '../../web/signed-in.ts';

interface Needs {
  readonly signedIn: SignedIn;
  readonly show: Show;
  readonly keep: (user: string, path: string, typed: Typed) => Promise<void>;
  readonly clock: () => Date;
}

interface Asked {
  readonly email: string;
  readonly to: string;
  readonly kept: string | null;
}

const HALFWAY_MINUTES = 10;
const line = z.string().max(2_000).catch('');
const form = z.object({ email: line, to: line, kept: z.string().max(300_000).nullable().catch(null) });
const typed = z.record(z.string(), z.union([z.string(), z.array(z.string())]));
const START = '/my/records';

/** GET and POST /sign-in, POST /sign-out. */
export function signInPage({ signedIn, show, keep, clock }: Needs): Router {
  const router = Router();
  router.get('/sign-in', async (req, res) => {
    const to = ownPath(req.query['to'], START);
    if (contextOf(res).account !== null) return res.redirect(303, to);
    await showSignIn(show, req, res, { email: '', to, kept: null }, null);
  });
  router.post('/sign-in', async (req, res) => {
    const asked = form.parse(req.body ?? {});
    const to = ownPath(asked.to, START);
    const found = await signedIn.ask(req, res);
    if (!found.ok) {
      res.status(found.refusal.kind === 'too-many-attempts' ? 429 : 422);
      return showSignIn(show, req, res, { ...asked, to }, found.refusal);
    }
    if (found.value.secondFactor !== null) {
      const until = new Date(clock().getTime() + HALFWAY_MINUTES * 60_000).toISOString();
      req.session.halfway = { user: found.value.id, until, to, kept: asked.kept, attempts: 0 };
      return res.redirect(303, '/sign-in/code');
    }
    await signedIn.begin(req, found.value.id);
    await keepTyped(keep, found.value.id, to, asked.kept);
    res.redirect(303, to);
  });
  router.post('/sign-out', async (req, res) => {
    await signedIn.end(req);
    // What the browser still has of what only staff may see goes with it.
    res.set('Clear-Site-Data', '"cache"').redirect(303, '/');
  });
  return router;
}

/** The form for signing in; with what was typed elsewhere, when a session was lost in the middle. */
export async function showSignIn(show: Show, req: Request, res: Response, asked: Asked, refusal: Refusal | null): Promise<void> {
  const { words } = contextOf(res);
  const head = { ...PLAIN_HEAD, title: words.t('sign-in.title'), hasForm: true };
  await show(req, res, 'pages/sign-in', head, signInView(asked, refusal, words));
}

/** Puts what was typed before the session was lost where the form will find it. */
export async function keepTyped(keep: Needs['keep'], user: string, to: string, kept: string | null): Promise<void> {
  if (kept === null) return;
  const found = typed.safeParse(parsed(kept));
  if (found.success) await keep(user, to.split('?', 1)[0] ?? to, found.data);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
