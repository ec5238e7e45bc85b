import type { RequestHandler } from 'express';

import { contextOf } from './context.ts';
import type { LostForm } from './lost-form.ts';

/** Lets only people with a session pass; others sign in first and come back, with what they typed. */
export function mustSignIn(lostForm: LostForm): RequestHandler {
  return async (req, res, next) => {
    if (contextOf(res).account !== null) return next();
    if (req.method === 'GET' || req.method === 'HEAD') return res.redirect(303, `/sign-in?to=${encodeURIComponent(req.originalUrl.slice(0, 1_000))}`);
    await lostForm(req, res);
  };
}
