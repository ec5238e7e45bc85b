import type { Response } from 'express';

import type { Account } from '../domain/account.ts';
import type { Viewer } from '../domain/viewer.ts';
import type { Words } from '../view-models/words.ts';

/** What every door needs to know of a request; put there once by the app, before any page. */
export interface Context {
  readonly viewer: Viewer;
  readonly words: Words;
  /** For the Content-Security-Policy of this one answer. */
  readonly nonce: string;
  /** Who is signed in with a session; null for visitors and for the API. */
  readonly account: Account | null;
  /** Makes the token that every form of this answer carries; null where no form is shown. */
  readonly csrf: (() => string) | null;
}

type Known = Pick<Context, 'viewer' | 'words' | 'nonce'> & Partial<Context>;

export function setContext(res: Response, context: Known): void {
  res.locals['context'] = { account: null, csrf: null, ...context };
}

export function contextOf(res: Response): Context {
  const context = res.locals['context'] as Context | undefined;
  if (context === undefined) throw new Error('No context: this door stands before the app has read the request');
  return context;
}
