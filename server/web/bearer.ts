import type { RequestHandler } from 'express';

import { VISITOR, type Viewer } from '../domain/viewer.ts';
import { contextOf, setContext } from './context.ts';
import { answerProblem } from './problem-json.ts';

interface Needs {
  /** Null for a token nobody knows. */
  viewerOf: (token: string | null) => Promise<Viewer | null>;
}

const BEARER = /^Bearer +([\w~+/.=-]{1,512})$/i;

/** The token of an Authorization header; null where there is none or none of this kind. */
export function tokenIn(header: string | undefined): string | null {
  return BEARER.exec(header ?? '')?.[1] ?? null;
}

/** Puts the viewer whom the token speaks for into the context. A session's cookie counts for nothing here, so no foreign page can write through a browser. */
export function bearer({ viewerOf }: Needs): RequestHandler {
  return async (req, res, next) => {
    const header = req.get('authorization');
    // Anonymous answers may be kept but must be asked about again; those to a token are nobody else's.
    res.vary('Authorization, Accept-Language').set('Cache-Control', header === undefined ? 'no-cache' : 'private, no-store');
    const token = tokenIn(header);
    const viewer = header === undefined ? VISITOR : token === null ? null : await viewerOf(token);
    setContext(res, { ...contextOf(res), viewer: viewer ?? VISITOR });
    if (viewer === null) return answerProblem(res, 'bad-token');
    next();
  };
}

/** Lets only those pass whose token may write; before their body is read. */
export const mustWrite: RequestHandler = (_req, res, next) => {
  const { viewer } = contextOf(res);
  if (viewer.kind === 'visitor') return answerProblem(res, 'not-signed-in');
  if (!viewer.mayWrite) return answerProblem(res, 'not-allowed');
  next();
};
