import type { Request, Response } from 'express';
import { z } from 'zod';

import type { FieldProblem } from '../../domain/content/field-problem.ts';
import type { Refusal } from '../../domain/result.ts';
import type { AccountForm } from '../../view-models/account/account-field.ts';
import { contextOf } from '../../web/context.ts';
import { inLanguageOf } from '../../web/form-path.ts';
import { answerRefusal, showProblem } from '../../web/refusals.ts';
import type { Show } from '../../web/show.ts';

const line = z.string().max(2_000).catch('');

/** The named fields of a form, each a line of text; what is no text is empty. */
export function linesIn<Name extends string>(req: Request, ...names: readonly Name[]): Record<Name, string> {
  const shape = z.object(Object.fromEntries(names.map((name) => [name, line])));
  return shape.parse(req.body ?? {}) as Record<Name, string>;
}

export function formOf(res: Response, typed: Readonly<Record<string, string>> = {}, problems: readonly FieldProblem[] = []): AccountForm {
  return { typed, problems, words: contextOf(res).words };
}

/** Shows the form again with what is wrong with it; a refusal that is about no field has a page of its own. */
export async function answerForm(
  { req, res, show }: { readonly req: Request; readonly res: Response; readonly show: Show },
  refusal: Refusal,
  again: (problems: readonly FieldProblem[]) => Promise<void>,
): Promise<void> {
  if (refusal.kind === 'invalid') {
    res.status(422);
    return again(refusal.problems);
  }
  const { words } = contextOf(res);
  if (refusal.kind === 'too-many-attempts') return showProblem(req, res, show, 429, { text: words.t('account.tooMany', { minutes: refusal.minutes }) });
  await answerRefusal(req, res, show, refusal);
}

/** On to another of our pages, in the language that was asked for by address. */
export function onTo(req: Request, res: Response, path: string): void {
  res.redirect(303, inLanguageOf(req.query, path));
}
