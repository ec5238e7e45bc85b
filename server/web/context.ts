import type { Response } from 'express';

import type { Viewer } from '../domain/viewer.ts';
import type { Words } from '../view-models/words.ts';

/** What every door needs to know of a request; put there once by the app, before any page. */
export interface Context {
  readonly viewer: Viewer;
  readonly words: Words;
  /** For the Content-Security-Policy of this one answer. */
  readonly nonce: string;
}

export function setContext(res: Response, context: Context): void {
  res.locals['context'] = context;
}

export function contextOf(res: Response): Context {
  const context = res.locals['context'] as Context | undefined;
  if (context === undefined) throw new Error('No context: this door stands before the app has read the request');
  return context;
}
