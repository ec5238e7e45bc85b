import type { Words } from './words.ts';

/** The statuses that have a page of their own in problem-pages.json. */
export const PROBLEM_STATUSES = [400, 403, 404, 409, 410, 413, 415, 422, 429, 500, 503] as const;
export type ProblemStatus = (typeof PROBLEM_STATUSES)[number];

export interface ProblemView {
  readonly statusText: string;
  readonly heading: string;
  readonly text: string;
  /** What to do now. */
  readonly advice: string;
  /** What was wrong, one sentence each. */
  readonly reasons: readonly string[];
  /** Words to look for instead; null where searching is no help. */
  readonly search: { readonly words: string } | null;
  /** For asking the people who run the instance. */
  readonly requestId: string | null;
}

export interface ProblemDetail {
  readonly reasons: readonly string[];
  /** Instead of the sentence of the status. */
  readonly text: string | null;
  /** The path that was asked for: its words may be what the reader looks for. */
  readonly path: string;
  readonly requestId: string | null;
}

export function problemView(status: ProblemStatus, words: Words, detail: ProblemDetail): ProblemView {
  const canSearch = status === 404 || status === 410;
  return {
    statusText: String(status),
    heading: words.t(`problem-pages.${status}.heading`),
    text: detail.text ?? words.t(`problem-pages.${status}.text`),
    advice: words.t(`problem-pages.${status}.advice`),
    reasons: detail.reasons,
    search: canSearch ? { words: wordsIn(detail.path) } : null,
    requestId: status === 500 || status === 503 ? detail.requestId : null,
  };
}

/** `/projects/led-strassenbeleuchtung-2` was perhaps about "led strassenbeleuchtung". */
function wordsIn(path: string): string {
  const last = path.split('/').filter(Boolean).slice(1).at(-1) ?? '';
  const plain = /^[a-z0-9-]{1,100}$/.test(last) ? last : '';
  return plain
    .split('-')
    .filter((word) => /^[a-z]{3,}$/.test(word))
    .slice(0, 5)
    .join(' ');
}
