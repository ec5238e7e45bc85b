import type { RequestHandler } from 'express';
import { rateLimit } from 'express-rate-limit';

interface Limit {
  readonly windowMs: number;
  readonly limit: number;
}

// interface.md: throttling starts above 100 page reads/s and 50 token writes/s per address; ten seconds leave room for a burst.
const READS: Limit = { windowMs: 10_000, limit: 1_000 };
const WRITES: Limit = { windowMs: 10_000, limit: 500 };
const GUESSES: Limit = { windowMs: 60_000, limit: 10 };

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Refuses with 429 and Retry-After, by the refusal the caller gives; `guesses` is for one-time codes and passwords. */
export function limits(refuse: RequestHandler): { reads: RequestHandler; writes: RequestHandler; guesses: RequestHandler } {
  const limited = (limit: Limit, skip: (method: string) => boolean): RequestHandler =>
    rateLimit({ ...limit, standardHeaders: 'draft-8', legacyHeaders: false, handler: refuse, skip: (req) => skip(req.method) });
  return {
    reads: limited(READS, (method) => !SAFE.has(method)),
    writes: limited(WRITES, (method) => SAFE.has(method)),
    guesses: limited(GUESSES, (method) => SAFE.has(method)),
  };
}
