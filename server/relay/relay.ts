import type { Logger } from 'pino';

import type { Happening, HappeningKind } from '../domain/happening.ts';
import type { Journal, Waiting } from '../ports/journal.ts';

/** Hears several happenings at once, oldest first; may hear the same one again. */
export interface Listener {
  readonly name: string;
  readonly kinds: readonly HappeningKind[];
  hear(happenings: readonly Happening[]): Promise<void>;
}

interface Needs {
  journal: Journal;
  /** Asked in this order; a happening is ticked off when all have heard it. */
  listeners: readonly Listener[];
  /** True for a fault that says nothing about the happening: an engine that cannot be reached. */
  isOutage: (err: unknown) => boolean;
  log: Logger;
}

const AT_ONCE = 500;
const MOST_ATTEMPTS = 8;

export type Relay = ReturnType<typeof createRelay>;

/** Carries what happened to those who asked to hear it. What fails is tried again, one by one; what fails for good goes to the shelf. */
export function createRelay({ journal, listeners, isOutage, log }: Needs) {
  const tell = async (waiting: readonly Waiting[]): Promise<void> => {
    for (const listener of listeners) {
      const heard = waiting.map(({ happening }) => happening).filter(({ kind }) => listener.kinds.includes(kind));
      if (heard.length > 0) await listener.hear(heard);
    }
    await journal.tickOff(waiting.map(({ ticket }) => ticket));
  };

  const tellOne = async (waiting: Waiting): Promise<boolean> => {
    try {
      await tell([waiting]);
      return true;
    } catch (err) {
      if (isOutage(err)) throw err;
      const { kind, subject } = waiting.happening;
      if (waiting.attempts + 1 < MOST_ATTEMPTS) {
        log.warn({ err, kind, subject, attempts: waiting.attempts + 1 }, 'not carried, will be tried again');
        await journal.putBack(waiting.ticket);
      } else {
        log.error({ err, kind, subject }, 'not carried for good, put on the shelf');
        await journal.shelve(waiting.ticket, err instanceof Error ? err.message : String(err));
      }
      return false;
    }
  };

  return {
    /** One round: gives back how many were carried, 0 when nothing waits or nothing could be carried. Throws on an outage. */
    async round(): Promise<number> {
      const waiting = await journal.waiting(AT_ONCE);
      if (waiting.length === 0) return 0;
      try {
        await tell(waiting);
        return waiting.length;
      } catch (err) {
        if (isOutage(err)) throw err;
      }
      let carried = 0;
      for (const one of waiting) if (await tellOne(one)) carried += 1;
      return carried;
    },
  };
}
