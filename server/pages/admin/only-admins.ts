import type { RequestHandler } from 'express';

import { contextOf } from '../../web/context.ts';

/** For everybody but admins there is nothing here. Admins who still owe their second factor set it up first. */
export const onlyAdmins: RequestHandler = (_req, res, next) => {
  const { account } = contextOf(res);
  if (account?.role !== 'admin') return next('router');
  if (account.mustEnrol) return res.redirect(303, '/my/account/second-factor');
  next();
};
