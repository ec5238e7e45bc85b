// One hour for clocks and queues, as the fediverse's report on signatures recommends, and a little for the way.
const WINDOW = 65 * 60 * 1_000;
// RFC 9110 5.6.7, and the spellings of UTC that are met in the wild.
const HTTP_DATE = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d{2}:\d{2}:\d{2} (?:GMT|UTC|\+0000)$/;

/** What is wrong with a signature of this time at this moment; null when nothing is. */
export function timeRefusal(created: Date, expires: Date | null, now: Date): 'stale' | 'future' | 'expired' | null {
  const age = now.getTime() - created.getTime();
  if (age > WINDOW) return 'stale';
  if (age < -WINDOW) return 'future';
  return expires !== null && now > expires ? 'expired' : null;
}

/** The moment of a Date header; null when it is none. */
export function httpDate(text: string): Date | null {
  return HTTP_DATE.test(text) ? validOrNull(new Date(text)) : null;
}

/** The moment of whole seconds since 1970; null when it is none. */
export function unixTime(text: string): Date | null {
  return /^\d{1,12}$/.test(text) ? validOrNull(new Date(Number(text) * 1_000)) : null;
}

function validOrNull(date: Date): Date | null {
  return Number.isNaN(date.getTime()) ? null : date;
}
