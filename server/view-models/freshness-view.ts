import type { Freshness } from '../domain/freshness.ts';
import type { Words } from './words.ts';

/** The light a statement still gives: lit, half lit or out, always with words beside it. */
export interface FreshnessView {
  readonly isCurrent: boolean;
  readonly isCheck: boolean;
  readonly text: string;
  readonly explanation: string;
}

export function freshnessView(freshness: Freshness, confirmedAt: string | null, words: Words): FreshnessView {
  return {
    isCurrent: freshness === 'current',
    isCheck: freshness === 'check',
    text: confirmedAt === null ? words.t('record.neverConfirmed') : words.t('record.confirmedAt', { day: words.day(confirmedAt) }),
    explanation: words.t(`record.freshness.${freshness}`),
  };
}
