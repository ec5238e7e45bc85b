export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export const LEASE_MS = MINUTE;
export const MOST_ATTEMPTS = 10;
/** So many failures in a row and the host is left alone for a while. */
export const OPENS_AFTER = 5;
export const ASLEEP_MS = 30 * MINUTE;
/** Without a success for so long a host counts as dead, and what waited so long is given up. */
export const PATIENCE_MS = 14 * DAY;
export const LOG_MS = 7 * DAY;

/** How long to wait after the nth failure: a minute, doubled each time, give or take a fifth so that not all come at once. */
export function backoff(attempts: number, random: number): number {
  return Math.min(12 * HOUR, MINUTE * 2 ** (Math.max(1, attempts) - 1) * (0.8 + random * 0.4));
}

/** The instant so much later, as it is stored. */
export function later(now: Date, ms: number): string {
  return new Date(now.getTime() + Math.round(ms)).toISOString();
}
