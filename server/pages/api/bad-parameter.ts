import type { Response } from 'express';

import { contextOf } from '../../web/context.ts';
import { answerProblem } from '../../web/problem-json.ts';

/** A cursor that this list never gave out. */
export function answerBadCursor(res: Response, field: 'after' | 'since'): void {
  const message = contextOf(res).words.t('api.badCursor', { field });
  answerProblem(res, 'bad-parameter', [{ field, code: 'bad-cursor', message }]);
}
