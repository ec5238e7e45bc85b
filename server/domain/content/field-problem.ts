export const PROBLEM_CODES = [
  'required',
  'unknown-field',
  'not-text',
  'too-long',
  'too-many',
  'not-a-list',
  'not-an-object',
  'not-a-number',
  'out-of-range',
  'not-yes-or-no',
  'not-a-date',
  'not-a-url',
  'not-an-email',
  'not-a-code',
  'taken',
  'bad-handle',
  'bad-ags',
  'wrong-code',
  'wrong-password',
  'wrong-one-time-code',
  'too-short',
  'too-easy',
  'not-found',
  'not-your-organisation',
  'read-only',
  'already-published',
  'bad-slug',
  'is-itself',
  'last-admin',
  'is-own',
  'not-the-same',
] as const;
export type ProblemCode = (typeof PROBLEM_CODES)[number];

/** What is wrong with one field, without words: the reader's language supplies them. `field` is a dotted path, list members by number from 0. */
export interface FieldProblem {
  readonly field: string;
  readonly code: ProblemCode;
  /** The most (or least) that is allowed, where the code speaks of a limit. */
  readonly limit: number | null;
  /** What may stand there instead. */
  readonly allowed: readonly string[];
}

export function problem(field: string, code: ProblemCode, detail: { limit?: number; allowed?: readonly string[] } = {}): FieldProblem {
  return { field, code, limit: detail.limit ?? null, allowed: detail.allowed ?? [] };
}
