import type { ErrorRequestHandler, Response } from 'express';

import type { FieldProblem } from '../domain/content/field-problem.ts';
import type { Refusal } from '../domain/result.ts';
import type { Table } from '../view-models/words.ts';
import { contextOf } from './context.ts';
import { isOutage } from './is-outage.ts';
import { requestIdOf } from './request-id.ts';

/** Every way in which the API says no, and its status; the words stand in api.json under the same name. */
export const PROBLEM_STATUS = {
  'bad-request': 400,
  'bad-json': 400,
  'bad-parameter': 400,
  'bad-token': 401,
  'not-signed-in': 401,
  'not-allowed': 403,
  'wrong-credentials': 403,
  'four-eyes': 403,
  'not-found': 404,
  'no-such-address': 404,
  'wrong-method': 405,
  already: 409,
  conflict: 409,
  gone: 410,
  expired: 410,
  outdated: 412,
  'too-large': 413,
  'wrong-content-type': 415,
  invalid: 422,
  'too-many-requests': 429,
  'too-many-attempts': 429,
  fault: 500,
  unavailable: 503,
} as const satisfies Record<Refusal['kind'], number> & Record<string, number>;

export type ProblemKind = keyof typeof PROBLEM_STATUS;
export const PROBLEM_KINDS = Object.keys(PROBLEM_STATUS) as ProblemKind[];

/** What is wrong with one field or parameter, in the reader's words. */
export interface ApiError {
  readonly field: string;
  readonly code: string;
  readonly message: string;
}

/** Where a problem's type is explained. */
export const PROBLEM_PATH = '/api/v1/problems';

const MOST_ERRORS = 100;
const LONGEST_NAME = 200;
const RETRY_AFTER_SECONDS = 5;

/** A refusal as RFC 9457 says it. `table` names the fields as that content type labels them. */
export function answerRefusalAsProblem(res: Response, refusal: Refusal, table?: Table): void {
  answerProblem(res, refusal.kind, refusal.kind === 'invalid' ? refusal.problems.slice(0, MOST_ERRORS).map(inWords) : []);

  function inWords(found: FieldProblem): ApiError {
    return { field: found.field, code: found.code, message: contextOf(res).words.problem(found, table) };
  }
}

export function answerProblem(res: Response, kind: ProblemKind, errors: readonly ApiError[] = []): void {
  const { words } = contextOf(res);
  const status = PROBLEM_STATUS[kind];
  if (status === 401) res.set('WWW-Authenticate', kind === 'bad-token' ? 'Bearer realm="api", error="invalid_token"' : 'Bearer realm="api"');
  if (status === 503) res.set('Retry-After', String(RETRY_AFTER_SECONDS));
  // A no is true only now: nobody shall keep it.
  res.set('Cache-Control', 'no-store').vary('Authorization, Accept-Language');
  res.set('Content-Language', words.language).status(status).type('application/problem+json');
  const title = words.t(`api.problem.${kind}.title`);
  const detail = words.t(`api.problem.${kind}.detail`);
  const listed = errors.map((error) => ({ ...error, field: error.field.slice(0, LONGEST_NAME) }));
  res.send(JSON.stringify({ type: `${PROBLEM_PATH}/${kind}`, title, status, detail, ...(listed.length > 0 ? { errors: listed } : {}) }));
}

interface Log {
  error(data: object, message: string): void;
  warn(data: object, message: string): void;
}

/** The last door of the API: what was thrown becomes a problem; of a fault the asker learns nothing but that it was one. */
export function problemOnFault(log: Log): ErrorRequestHandler {
  return (err: unknown, req, res, next) => {
    if (res.headersSent) return next(err);
    const kind = kindOf(err);
    const told = { err, id: requestIdOf(res), method: req.method, path: req.path };
    if (kind === 'fault') log.error(told, 'fault in the API');
    if (kind === 'unavailable') log.warn(told, 'the API cannot answer now');
    answerProblem(res, kind);
  };
}

function kindOf(err: unknown): ProblemKind {
  if (isOutage(err)) return 'unavailable';
  // Express and its body reader mark what the asker did wrong with a status.
  const status = err instanceof Error && 'status' in err && typeof err.status === 'number' ? err.status : 500;
  if (status === 413) return 'too-large';
  if (status === 415) return 'wrong-content-type';
  return status >= 400 && status < 500 ? 'bad-request' : 'fault';
}
