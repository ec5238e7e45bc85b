import type { Refusal } from '../domain/result.ts';
import type { Table, Words } from '../view-models/words.ts';
import { Stop } from './command.ts';

/** A refusal as the one line that says what to do. */
export function refused(refusal: Refusal, words: Words, table: Table = 'form'): Stop {
  if (refusal.kind === 'already') return new Stop(words.t(`cli.refusals.already-${refusal.what}`));
  if (refusal.kind !== 'invalid') return new Stop(words.t(`cli.refusals.${refusal.kind}`));
  // What only a form or a command asks is not named in the tables of content.
  return new Stop(refusal.problems.map((problem) => words.problem(problem, problem.field.startsWith('admin.') ? 'form' : table)).join(' '));
}
