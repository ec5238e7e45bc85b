import { cleanText } from './content/check-scalar.ts';
import { type FieldProblem, problem } from './content/field-problem.ts';

/** A search that somebody wants to ask again. */
export interface SavedSearch {
  readonly id: string;
  readonly user: string;
  readonly name: string;
  /** The query of its address, as the search page writes it. */
  readonly query: string;
  readonly created: string;
  /** What was published since is new to them. */
  readonly lookedAt: string;
}

/** Each is asked anew whenever the list is opened. */
export const MOST_SAVED = 30;
export const LONGEST_NAME = 120;

export function checkName(typed: string): { readonly name: string; readonly problems: readonly FieldProblem[] } {
  const name = cleanText(typed, false);
  if (name === '') return { name, problems: [problem('savedSearchName', 'required')] };
  return { name, problems: name.length > LONGEST_NAME ? [problem('savedSearchName', 'too-long', { limit: LONGEST_NAME })] : [] };
}
