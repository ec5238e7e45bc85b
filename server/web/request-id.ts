import type { Response } from 'express';

/** The id under which the log knows this request; null before it has one. */
export function requestIdOf(res: Response): string | null {
  const id = res.getHeader('X-Request-Id');
  return typeof id === 'string' ? id : null;
}
