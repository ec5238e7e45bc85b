export type Freshness = 'current' | 'check' | 'stale';

const CURRENT_MONTHS = 6;
const CHECK_MONTHS = 12;

/** The instants that part current from check and check from stale, counted back from now in calendar months. */
export function freshnessBounds(now: Date): { readonly current: string; readonly check: string } {
  return { current: monthsBefore(now, CURRENT_MONTHS), check: monthsBefore(now, CHECK_MONTHS) };
}

/** How much a statement may still be relied on: confirmed within 6 months, within 12, or longer ago or never (domain.md 2). */
export function freshnessOf(confirmedAt: string | null, now: Date): Freshness {
  const { current, check } = freshnessBounds(now);
  if (confirmedAt === null || confirmedAt < check) return 'stale';
  return confirmedAt < current ? 'check' : 'current';
}

function monthsBefore(now: Date, months: number): string {
  const then = new Date(now);
  const day = then.getUTCDate();
  then.setUTCDate(1);
  then.setUTCMonth(then.getUTCMonth() - months);
  const last = new Date(Date.UTC(then.getUTCFullYear(), then.getUTCMonth() + 1, 0)).getUTCDate();
  then.setUTCDate(Math.min(day, last));
  return then.toISOString();
}
