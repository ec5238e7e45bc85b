import { createHash } from 'node:crypto';

import type { Clock } from '../../server/ports/clock.ts';
import type { DeliveryStore } from '../../server/ports/delivery-store.ts';
import type { Outbox } from '../../server/ports/outbox.ts';
import { LOG_MS, later } from './waits.ts';

interface Needs {
  readonly store: Pick<DeliveryStore, 'activity' | 'addActivity' | 'nextOrder'>;
  readonly clock: Clock;
  /** There is something to do in this process; others look now and then. */
  readonly wake: () => void;
}

/** Where what our actors say is laid down, to be delivered by whoever has the time. */
export function createOutbox({ store, clock, wake }: Needs): Outbox {
  return {
    async queue({ id, actor, body, sha256, audience }) {
      if (sha256Of(body) !== sha256) throw new Error(`The body of ${id} is not the one its digest was made of.`);
      const now = clock();
      const queuedAt = now.toISOString();
      const known = await store.activity(id);
      if (known === undefined) {
        const order = await store.nextOrder();
        const open = { fanOut: 'open', cursor: null, attempts: 0, dueAt: queuedAt, lookAt: later(now, LOG_MS) } as const;
        await store.addActivity({ id, actor, body, sha256, audience, order, queuedAt, ...open });
      } else if (known.sha256 !== sha256) throw new Error(`Another activity was queued as ${id} before.`);
      wake();
    },
  };
}

/** SHA-256, hexadecimal. */
export function sha256Of(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
