import type { Words } from '../words.ts';

export interface KeptView {
  readonly text: string;
}

/** Tells that text that was not saved stands in the form again; `at` is when it was kept. */
export function keptView(at: string | null, words: Words): KeptView | null {
  return at === null ? null : { text: words.t('writing.kept.text', { when: words.moment(at) }) };
}
