import type { Request, Response } from 'express';
import { contextOf } from './context.ts';
import { CSRF_FIELD } from './csrf.ts';
import { ownPath } from './own-path.ts';
import { showProblem } from './refusals.ts';
import type { Show } from './show.ts';

export type Typed = Readonly<Record<string, string | readonly string[]>>;

export type LostForm = (req: Request, res: Response) => Promise<void>;

interface Needs {
  readonly show: Show;
  /** Shows the form for signing in, which takes what was typed along. */
  readonly askToSignIn: (req: Request, res: Response, lost: { readonly to: string; readonly kept: Typed }) => Promise<void>;
  /** Keeps it for this person, until they come back to the form. */
  readonly keep: (user: string, path: string, typed: Typed) => Promise<void>;
}

const NEVER_KEPT = /password|code|^_|^to$|^kept$/i;
/** Forms that say who somebody is have nothing worth keeping. */
const NOTHING_TO_KEEP = ['/sign-in', '/sign-out', '/password', '/invitation', '/my/account'];

/**
 * A form came without its session: it ended, or somebody signed in anew in another window. Nothing is written, and nothing is lost: whoever
 * is signed in finds the text in the form again; everybody else signs in first.
 */
export function createLostForm({ show, askToSignIn, keep }: Needs): LostForm {
  return async (req, res) => {
    const { account, words } = contextOf(res);
    // A form that another site sends is not this person's text.
    const isForeign = ['cross-site', 'same-site'].includes(req.get('sec-fetch-site') ?? '');
    const path = ownPath(req.originalUrl, '/');
    if (isForeign || NOTHING_TO_KEEP.some((start) => path.startsWith(start)))
      return showProblem(req, res, show, 403, { text: words.t('problem-pages.staleForm') });
    const kept = typedIn(req.body);
    if (account === null) return askToSignIn(req, res, { to: path, kept });
    await keep(account.id, path.split('?', 1)[0] ?? path, kept);
    res.redirect(303, path);
  };
}

function typedIn(body: unknown): Typed {
  const fields = typeof body === 'object' && body !== null ? Object.entries(body) : [];
  return Object.fromEntries(
    fields.filter((entry): entry is [string, string | string[]] => entry[0] !== CSRF_FIELD && !NEVER_KEPT.test(entry[0]) && isText(entry[1])),
  );
}

function isText(value: unknown): value is string | string[] {
  return typeof value === 'string' || (Array.isArray(value) && value.every((one) => typeof one === 'string'));
}
