import type { Language, Words } from '../view-models/words.ts';

const LOCALES = { de: 'de-DE', en: 'en-GB' } as const satisfies Record<Language, string>;
// A time of day in German is said with its word, on the same line; nobody else writes it.
const AFTER_THE_TIME = { de: '\u00a0Uhr', en: '' } as const satisfies Record<Language, string>;
const WHEN = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;

/** Numbers, money and dates as the language writes them. What is no date is given back as it is. */
export function formatsFor(language: Language): Pick<Words, 'number' | 'euros' | 'when' | 'day' | 'moment'> {
  const locale = LOCALES[language];
  const numbers = new Intl.NumberFormat(locale);
  const money = new Intl.NumberFormat(locale, { style: 'currency', currency: 'EUR', trailingZeroDisplay: 'stripIfInteger' });
  // A written date has no time zone, so it is read and shown in the same one; an instant is shown where the towns are.
  const months = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' });
  const dates = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
  const days = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'Europe/Berlin' });
  const moments = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short', timeZone: 'Europe/Berlin' });
  return {
    number: (value) => numbers.format(value),
    euros: (value) => money.format(value),
    when: (value) => {
      const [, year, month, day] = WHEN.exec(value) ?? [];
      if (year === undefined || month === undefined) return value;
      const date = new Date(`${year}-${month}-${day ?? '01'}T00:00:00Z`);
      if (Number.isNaN(date.getTime())) return value;
      return (day === undefined ? months : dates).format(date);
    },
    day: (instant) => {
      const date = new Date(instant);
      return Number.isNaN(date.getTime()) ? instant : days.format(date);
    },
    moment: (instant) => {
      const date = new Date(instant);
      return Number.isNaN(date.getTime()) ? instant : `${moments.format(date)}${AFTER_THE_TIME[language]}`;
    },
  };
}
