import { type FieldProblem, problem } from './content/field-problem.ts';

export type ReviewState = 'open' | 'submitted' | 'returned';

export interface ReviewComment {
  readonly by: string;
  readonly at: string;
  readonly text: string;
}

/** What colleagues say to each other about a version that is not out yet; it ends when that version is published or discarded. */
export interface Review {
  /** `open`: there are comments, and nobody has submitted anything. */
  readonly state: ReviewState;
  /** Since when it is in this state, and by whom. */
  readonly at: string;
  readonly by: string;
  readonly comments: readonly ReviewComment[];
}

export const MOST_COMMENTS = 100;
export const LONGEST_COMMENT = 4_000;

/** What is wrong with a comment. Where it `must` be there, saying nothing is wrong too. */
export function commentProblem(before: Review | null, text: string, must: boolean): FieldProblem | null {
  const clean = text.trim();
  if (clean === '') return must ? problem('comment', 'required') : null;
  if (clean.length > LONGEST_COMMENT) return problem('comment', 'too-long', { limit: LONGEST_COMMENT });
  return (before?.comments.length ?? 0) >= MOST_COMMENTS ? problem('comment', 'too-many', { limit: MOST_COMMENTS }) : null;
}

/** Whether this person has submitted it already; a second click tells nobody again. */
export function isSubmittedBy(review: Review | null, by: string): boolean {
  return review?.state === 'submitted' && review.by === by;
}

/** The review in its next state, with the comment at its end if there is one; a comment alone changes no state. */
export function reviewed(before: Review | null, state: ReviewState | 'same', text: string, by: string, at: string): Review {
  const clean = text.trim();
  const comments = [...(before?.comments ?? []), ...(clean === '' ? [] : [{ by, at, text: clean }])];
  if (state === 'same' && before !== null) return { ...before, comments };
  return { state: state === 'same' ? 'open' : state, at, by, comments };
}
