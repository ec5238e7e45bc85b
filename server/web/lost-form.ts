import type { Request, Response } from 'express';
import { contextOf } from './context.ts';
import { CSRF_FIELD } from './csrf.ts';
import { formPath, withoutToken } from './form-path.ts';
import { ownPath } from './own-path.ts';
import { showProblem } from './refusals.ts';
import type { Show } from './show.ts';

export type Typed = Readonly<Record<string, string | readonly string[]>>;

export type LostForm = (req: Request, res: Response) => Promise<void>;

/** What the form for signing in takes along. */
export interface Lost {
  readonly email: string;
  /** Where to go on. */
  readonly to: string;
  /** What was typed elsewhere, as JSON; null where nothing was. */
  readonly kept: string | null;
}

interface Needs {
  readonly show: Show;
  readonly askToSignIn: (req: Request, res: Response, lost: Lost) => Promise<void>;
  /** Keeps it for this person, until they come back to the form. */
  readonly keep: (user: string, path: string, typed: Typed) => Promise<void>;
  readonly baseUrl: string;
}

const NEVER_KEPT = /password|^(code|recovery|to|kept|do|path)$|^_/i;
/** Forms that say who somebody is have nothing worth keeping. */
const NOTHING_TO_KEEP = ['/sign-out', '/password/', '/invitation/', '/my/account', '/sign-in/'];

/**
 * A form came without its session: it ended, or somebody signed in anew in another window. Nothing is written, and nothing is lost: whoever
 * is signed in finds the text in the form again; everybody else signs in first.
 */
export function createLostForm({ show, askToSignIn, keep, baseUrl }: Needs): LostForm {
  const { origin } = new URL(baseUrl);
  // A form that another site sends is not this person's text; older browsers say so by its origin alone.
  const isForeign = (req: Request): boolean => {
    const site = req.get('sec-fetch-site') ?? '';
    if (site !== '') return site !== 'same-origin' && site !== 'none';
    const sent = req.get('origin');
    return sent !== undefined && sent !== origin && sent.replace(/^https?:\/\//, '') !== req.get('host');
  };
  /** The page the form stood on, which is not always where it was sent to. */
  const pageOf = (req: Request): string => {
    const from = req.get('referer') ?? '';
    const own = from.startsWith(`${origin}/`) ? from.slice(origin.length) : req.originalUrl;
    return withoutToken(ownPath(own, '/'));
  };
  return async (req, res) => {
    const { account, words } = contextOf(res);
    const path = ownPath(req.originalUrl, '/');
    const isOwn = !isForeign(req);
    // What they wanted is so.
    if (isOwn && account === null && req.path === '/sign-out') return res.redirect(303, '/');
    if (isOwn && account === null && path.startsWith('/my/account')) return askToSignIn(req, res, { email: '', to: pageOf(req), kept: null });
    if (!isOwn || NOTHING_TO_KEEP.some((start) => path.startsWith(start)))
      return showProblem(req, res, show, 403, { text: words.t('problem-pages.staleForm') });
    if (req.path === '/sign-in') return signInAgain(req, res, account !== null);
    const kept = typedIn(req.body);
    const to = pageOf(req);
    if (account === null) return askToSignIn(req, res, { email: '', to, kept: JSON.stringify(kept) });
    await keep(account.id, formPath(to), kept);
    res.redirect(303, to);
  };

  /** The form for signing in was old itself: somebody is signed in by now, or has to type the password once more. */
  async function signInAgain(req: Request, res: Response, isSignedIn: boolean): Promise<void> {
    const body: unknown = req.body;
    const sent = (name: string): string | null => {
      const value = typeof body === 'object' && body !== null ? (body as Record<string, unknown>)[name] : null;
      return typeof value === 'string' ? value : null;
    };
    const to = ownPath(sent('to'), '/');
    if (isSignedIn) return res.redirect(303, to);
    await askToSignIn(req, res, { email: (sent('email') ?? '').slice(0, 254), to, kept: sent('kept') });
  }
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
