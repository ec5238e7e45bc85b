import cookieParser from 'cookie-parser';
import { doubleCsrf } from 'csrf-csrf';
import type { Request, RequestHandler, Response } from 'express';

import { contextOf, setContext } from './context.ts';

interface Needs {
  readonly secret: string;
  readonly isHttps: boolean;
  /** Answers a form that came without the right token; what was typed must not be lost. */
  readonly onWrong: (req: Request, res: Response) => Promise<void>;
}

export const CSRF_FIELD = '_csrf';
const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);
/** Forms that everybody may send, also without a cookie: where nobody is signed in there is no authority that another page could borrow. */
const FOR_EVERYBODY = new Set(['/report']);

/**
 * Every form carries a token that fits its reader's cookie and session (OWASP: signed double submit), and browsers that say where a request
 * comes from are believed when they say "elsewhere". A form with a file sends the token in its address, since its body is read later.
 */
export function csrf({ secret, isHttps, onWrong }: Needs): RequestHandler[] {
  const cookieName = isHttps ? '__Host-leuchtnetz.csrf' : 'leuchtnetz.csrf';
  const { generateCsrfToken, validateRequest } = doubleCsrf({
    getSecret: () => secret,
    getSessionIdentifier: (req) => (contextOf(req.res as Response).account === null ? 'visitor' : req.sessionID),
    cookieName,
    cookieOptions: { httpOnly: true, sameSite: 'lax', secure: isHttps, path: '/' },
    getCsrfTokenFromRequest: tokenIn,
  });
  const offered: RequestHandler = (req, res, next) => {
    // Whatever else somebody sends as the cookie is no token.
    if (typeof req.cookies[cookieName] !== 'string') delete req.cookies[cookieName];
    // A cookie that no longer fits (somebody signed in meanwhile) is replaced, not an error.
    setContext(res, { ...contextOf(res), csrf: () => generateCsrfToken(req, res, { validateOnReuse: false }) });
    next();
  };
  const asked: RequestHandler = async (req, res, next) => {
    if (SAFE.has(req.method)) return next();
    if (req.get('sec-fetch-site') !== 'cross-site' && validateRequest(req)) return next();
    const isForeign = ['cross-site', 'same-site'].includes(req.get('sec-fetch-site') ?? '');
    if (FOR_EVERYBODY.has(req.path) && contextOf(res).account === null && !isForeign) return next();
    await onWrong(req, res);
  };
  return [cookieParser(), offered, asked];
}

function tokenIn(req: Request): string | null {
  const body = req.body as Record<string, unknown> | undefined;
  const isMultipart = req.is('multipart/form-data') !== false && req.is('multipart/form-data') !== null;
  const found = req.get('x-csrf-token') ?? (isMultipart ? req.query['csrf'] : body?.[CSRF_FIELD]);
  return typeof found === 'string' ? found : null;
}
