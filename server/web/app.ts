import { randomBytes, randomUUID } from 'node:crypto';

import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import type { Logger } from 'pino';

import { VISITOR } from '../domain/viewer.ts';
import type { Language, Words } from '../view-models/words.ts';
import { setContext } from './context.ts';
import { languageOf } from './i18n.ts';
import { limits } from './limits.ts';
import { securityHeaders } from './security-headers.ts';

interface Doors {
  readonly log: Logger;
  readonly words: Readonly<Record<Language, Words>>;
  readonly trustProxy: number | string | null;
  readonly isHttps: boolean;
  /** False for benchmarks alone: they measure the house, not the throttle. */
  readonly hasLimits: boolean;
  /** What every answer is measured with. */
  readonly measure: RequestHandler;
  readonly health: RequestHandler;
  readonly assets: RequestHandler;
  readonly api: RequestHandler;
  readonly setUp: RequestHandler;
  /** Sends everybody else away while nobody has set the instance up. */
  readonly setUpFirst: RequestHandler;
  /** False for a process that only works: it answers about its health and nothing else. */
  readonly hasPages: boolean;
  /** Sessions, who they belong to, and the check of every form, in this order. */
  readonly session: readonly RequestHandler[];
  readonly known: readonly RequestHandler[];
  readonly csrf: readonly RequestHandler[];
  readonly pages: readonly RequestHandler[];
  /** 429, for pages and API alike. */
  readonly tooMany: RequestHandler;
  readonly notFound: RequestHandler;
  readonly fault: ErrorRequestHandler;
}

// The longest card: three long texts of a lesson, each letter up to nine bytes; and a process of 200 steps.
const FORM_LIMIT = '1mb';
const FORM_FIELDS = 4_000;

/** The order of the doors, top to bottom; the API reads its own bodies. */
export function createWebApp(doors: Doors): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', doors.trustProxy ?? false);
  app.set('query parser', 'simple');
  const { reads, writes, guesses } = limits(doors.tooMany);

  app.use(known(doors));
  app.use(logged(doors.log));
  app.use(doors.measure);
  app.use(securityHeaders({ isHttps: doors.isHttps }));
  app.use(doors.health);
  if (!doors.hasPages) return app;
  app.use(doors.assets);
  if (doors.hasLimits) app.use(reads, writes);
  app.use('/api/v1', doors.api);
  if (doors.hasLimits) app.use('/setup', guesses);
  app.use(express.urlencoded({ extended: false, limit: FORM_LIMIT, parameterLimit: FORM_FIELDS }));
  app.use(doors.setUp);
  app.use(doors.setUpFirst);
  // Below here people are known by their session. The form for set-up stands above: its one-time code is its token.
  for (const door of [...doors.session, ...doors.known, ...doors.csrf]) app.use(door);
  for (const page of doors.pages) app.use(page);
  app.use(doors.notFound);
  app.use(doors.fault);
  return app;
}

/** In which language somebody asks, and the nonce of the answer. Everybody is a visitor until a session or a token says otherwise. */
function known({ words }: Doors): RequestHandler {
  return (req, res, next) => {
    const language = languageOf({ query: req.query, acceptLanguage: req.get('accept-language') });
    setContext(res, { viewer: VISITOR, words: words[language], nonce: randomBytes(16).toString('base64url') });
    next();
  };
}

/** One line per answer, with an id, without address, query, cookie or token: enough to find a fault, nothing about a person. */
function logged(log: Logger): RequestHandler {
  return (req, res, next) => {
    const started = process.hrtime.bigint();
    const id = randomUUID();
    res.setHeader('X-Request-Id', id);
    res.on('finish', () => {
      const ms = Number((process.hrtime.bigint() - started) / 1_000_000n);
      const path = withoutSecret(req.originalUrl.split('?', 1)[0] ?? '');
      log[levelOf(res.statusCode)]({ id, method: req.method, path, status: res.statusCode, ms }, 'answered');
    });
    next();
  };
}

/** A link that opens an account is for its reader alone. */
function withoutSecret(path: string): string {
  return path.replace(/^\/(invitation|password\/new)\/.+/, '/$1/…');
}

/** 503 heals itself, or somebody still has to set the instance up; any other 5xx needs somebody to act. */
function levelOf(status: number): 'error' | 'warn' | 'debug' {
  if (status < 500) return 'debug';
  return status === 503 ? 'warn' : 'error';
}
