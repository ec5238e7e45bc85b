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
  /** Whether this process still has the one right to carry; asked before each piece of work, for a lease can be lost in the middle. */
  mayCarry: () => Promise<boolean>;
  /** True for a fault that says nothing about the happening: an engine that cannot be reached. */
  isOutage: (err: unknown) => boolean;
  /** Told of a happening that was given up: whatever follows the store has a gap now. */
  onShelved: () => Promise<void>;
  log: Logger;
}

const AT_ONCE = 500;
const MOST_ATTEMPTS = 8;

export type Relay = ReturnType<typeof createRelay>;

/** Carries what happened to those who asked to hear it. What fails is tried again, one by one; what fails for good goes to the shelf. */
export function createRelay({ journal, listeners, mayCarry, isOutage, onShelved, log }: Needs) {
  const tell = async (waiting: readonly Waiting[]): Promise<void> => {
    const told: string[] = [];
    try {
      for (const { name, kinds, hear } of listeners) {
        const open = waiting.filter(({ happening, heardBy }) => kinds.includes(happening.kind) && !heardBy.includes(name));
        if (open.length === 0) continue;
        if (!(await mayCarry())) throw new RightLost();
        await hear(open.map(({ happening }) => happening));
        told.push(name);
      }
    } catch (err) {
      // Those who have heard it are not asked again, however long the others take.
      if (told.length > 0 && !(err instanceof RightLost))
        await journal.heard(
          waiting.map(({ ticket }) => ticket),
          told,
        );
      throw err;
    }
    await journal.tickOff(waiting.map(({ ticket }) => ticket));
  };

  const giveUp = async (waiting: Waiting, err: unknown): Promise<void> => {
    const { kind, subject } = waiting.happening;
    if (waiting.attempts + 1 < MOST_ATTEMPTS) {
      log.warn({ err, kind, subject, attempts: waiting.attempts + 1 }, 'not carried, will be tried again');
      return journal.putBack(waiting.ticket);
    }
    log.error({ err, kind, subject }, 'not carried for good, put on the shelf');
    await journal.shelve(waiting.ticket, err instanceof Error ? err.message : String(err));
    await onShelved();
  };

  const tellOneByOne = async (waiting: readonly Waiting[]): Promise<number> => {
    let carried = 0;
    for (const one of waiting) {
      try {
        await tell([one]);
        carried += 1;
      } catch (err) {
        if (err instanceof RightLost) return carried;
        if (isOutage(err)) throw err;
        await giveUp(one, err);
      }
    }
    return carried;
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
        if (err instanceof RightLost) return 0;
        if (isOutage(err)) throw err;
      }
      // Asked anew, for some listeners may have heard the whole batch.
      return tellOneByOne(await journal.waiting(AT_ONCE));
    },
  };
}

/** Another process carries now; what was begun here is begun there again. */
class RightLost extends Error {}
