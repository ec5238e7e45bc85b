import express, { type Request, type RequestHandler } from 'express';

import { isPlainObject } from '../../domain/content/check-content.ts';
import { answerProblem } from '../../web/problem-json.ts';

const LIMIT = '1mb';

/** Reads a JSON object of at most 1 MB in UTF-8; everything else is answered here, before any door sees it. */
export function jsonBody(...types: readonly [string, ...string[]]): RequestHandler[] {
  const isOurs: RequestHandler = (req, res, next) => {
    const charset = /;\s*charset\s*=\s*"?([^;"\s]+)/i.exec(req.get('content-type') ?? '')?.[1]?.toLowerCase() ?? 'utf-8';
    const type = (req.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
    if (types.includes(type) && (charset === 'utf-8' || charset === 'utf8' || charset === 'us-ascii')) return next();
    answerProblem(res.set(req.method === 'PATCH' ? 'Accept-Patch' : 'Accept', types.join(', ')), 'wrong-content-type');
  };
  const parse: RequestHandler = (req, res, next) => {
    const body = parsed(req.body);
    if (body === null) return answerProblem(res, 'bad-json');
    req.body = body;
    next();
  };
  return [isOurs, express.raw({ type: () => true, limit: LIMIT }), parse];
}

/** What jsonBody has read. */
export function bodyOf(req: Request): Readonly<Record<string, unknown>> {
  return req.body as Readonly<Record<string, unknown>>;
}

function parsed(raw: unknown): Readonly<Record<string, unknown>> | null {
  if (!Buffer.isBuffer(raw)) return null;
  try {
    // Fatal, because a replacement character in place of a broken umlaut would be kept for ever.
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(raw));
    return isPlainObject(value) ? value : null;
  } catch {
    return null;
  }
}
