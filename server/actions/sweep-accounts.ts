import type { AttemptStore } from '../ports/attempt-store.ts';
import type { Clock } from '../ports/clock.ts';
import type { LinkStore } from '../ports/link-store.ts';
import type { SessionStore } from '../ports/session-store.ts';

interface Needs {
  sessions: Pick<SessionStore, 'sweep'>;
  attempts: Pick<AttemptStore, 'sweep'>;
  links: Pick<LinkStore, 'sweep'>;
  clock: Clock;
}

export type SweepAccounts = ReturnType<typeof sweepAccounts>;

/** Removes what has ended: sessions, counts of attempts, one-time links. */
export function sweepAccounts({ sessions, attempts, links, clock }: Needs) {
  return async (): Promise<void> => {
    const now = clock();
    await sessions.sweep(now.toISOString());
    await attempts.sweep(now);
    await links.sweep(now.toISOString());
  };
}
