import type { Request, Response } from 'express';

import { etagOf, hasAlready, type Versioned } from './etag.ts';

/** Answers with a thing and its ETag, or with 304 to who has this very answer already. */
export function answerWhole(req: Request, res: Response, thing: Versioned, body: Readonly<Record<string, unknown>>): void {
  const text = JSON.stringify(body);
  const tag = etagOf(thing, text);
  res.set('ETag', tag);
  if ((req.method === 'GET' || req.method === 'HEAD') && hasAlready(req.get('if-none-match'), tag)) return void res.status(304).end();
  res.type('json').send(text);
}
