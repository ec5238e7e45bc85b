import type { Request } from 'express';

import { type PageHead, PLAIN_HEAD } from '../../view-models/shell.ts';
import type { Words } from '../../view-models/words.ts';

/** What every page of the administration says to its frame. */
export function adminHead(title: string): PageHead {
  return { ...PLAIN_HEAD, title, current: 'admin', hasForm: true };
}

/** The sentence for what was just done, named in the address by one of these words; anything else says nothing. */
export function saidIn(req: Request, known: readonly string[], words: Words): string | null {
  const done = known.find((one) => one === req.query['done']);
  return done === undefined ? null : words.t(`admin.done.${done}`);
}
