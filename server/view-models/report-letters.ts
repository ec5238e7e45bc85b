import type { Report } from '../domain/report.ts';
import type { Language, Words } from './words.ts';

/** What is said about a report by letter, in the reader's language. */
export function reportLetters(words: Readonly<Record<Language, Words>>) {
  return {
    /** Article 16(4): it has come, and what happens now. */
    sayReceipt({ reason, address, explanation, at, reporter }: Report): readonly string[] {
      const spoken = words[reporter?.language ?? 'de'];
      return [
        spoken.t('reports.letter.received', { when: spoken.moment(at), address }),
        spoken.t('reports.letter.reason', { reason: spoken.t(`reports.reason.${reason}`) }),
        explanation,
        spoken.t('reports.letter.next'),
      ];
    },
    /** For those who decide; who reported stands in the register alone. */
    sayArrival({ reason, address }: Report, language: Language): readonly string[] {
      const { t } = words[language];
      return [t('reports.letter.reason', { reason: t(`reports.reason.${reason}`) }), address];
    },
    /** Articles 16(5) and 17: what was decided, why, by whom, and what one can do about it. Who reported is not told. */
    sayDecision({ reason, address, at, record, decision }: Report, to: 'reporter' | 'organisation', language: Language): readonly string[] {
      const spoken = words[language];
      if (decision === null) return [];
      return [
        spoken.t(`reports.letter.about.${to}`, { day: spoken.day(at), what: record?.title ?? address, address }),
        spoken.t('reports.letter.reason', { reason: spoken.t(`reports.reason.${reason}`) }),
        spoken.t('reports.letter.decision', { decision: spoken.t(`reports.decided.${decision.kind}`) }),
        spoken.t('reports.letter.because'),
        decision.reasons,
        spoken.t('reports.letter.byPeople'),
        spoken.t(`reports.letter.redress.${to}`),
      ];
    },
  };
}
