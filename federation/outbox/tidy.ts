import type { Clock } from '../../server/ports/clock.ts';
import type { DeliveryStore, KeptActivity, Lane } from '../../server/ports/delivery-store.ts';
import type { Lanes } from './lanes.ts';
import { DAY, LOG_MS, later } from './waits.ts';

interface Needs {
  readonly store: DeliveryStore;
  readonly lanes: Pick<Lanes, 'ring'>;
  readonly clock: Clock;
}

const AT_ONCE = 100;
const HOST_KEPT_MS = 30 * DAY;
const ACTIVITY_KEPT_MS = 3 * LOG_MS;

/** Lets go of what nobody needs: closed deliveries, bodies, activities, hosts not heard of for a month. Any process, any number of times. */
export function createTidy({ store, lanes, clock }: Needs) {
  const rows = async (): Promise<void> => {
    for (;;) {
      const now = clock();
      const expired = await store.expiredDeliveries(now.toISOString(), AT_ONCE);
      for (const { id, activity } of expired) {
        // A fan-out that is not at its end would lay it down again, and the recipient would hear it twice.
        if ((await store.activity(activity))?.fanOut !== 'open') await store.removeDelivery(id);
        else await store.changeDelivery(id, (before) => ({ ...before, expires: later(now, DAY) }));
      }
      if (expired.length < AT_ONCE) return;
    }
  };

  const lookAt = async ({ id, fanOut, queuedAt }: KeptActivity, now: Date): Promise<void> => {
    const goes = new Date(new Date(queuedAt).getTime() + ACTIVITY_KEPT_MS).toISOString();
    const isNeeded = fanOut === 'open' || (await store.isAwaited(id));
    if (isNeeded) await store.changeActivity(id, (before) => ({ ...before, lookAt: later(now, DAY) }));
    else if (goes <= now.toISOString()) await store.removeActivity(id);
    else await store.changeActivity(id, (before) => ({ ...before, body: null, lookAt: goes }));
  };

  const activities = async (): Promise<void> => {
    for (;;) {
      const now = clock();
      const due = await store.activitiesToLookAt(now.toISOString(), AT_ONCE);
      for (const one of due) await lookAt(one, now);
      if (due.length < AT_ONCE) return;
    }
  };

  const hosts = async (): Promise<void> => {
    for (;;) {
      const old = await store.lanesUntouchedSince(later(clock(), -HOST_KEPT_MS), AT_ONCE);
      for (const lane of old) await forget(lane);
      if (old.length < AT_ONCE) return;
    }
  };

  const forget = async ({ id }: Lane): Promise<void> => {
    // What is announced just now loses its lane with this; healing, which comes next, gives it one.
    if ((await store.countWaiting(id)) === 0) await store.removeLane(id);
  };

  /** A lane that sleeps although something waits for it comes from a bad moment for a crash or for forgetting. */
  const heal = async (): Promise<void> => {
    for (let host = await store.hostAfter(''); host !== null; host = await store.hostAfter(host)) {
      const lane = await store.lane(host);
      if (lane === undefined || lane.wake === null) await lanes.ring(host);
    }
  };

  return async (): Promise<void> => {
    await rows();
    await activities();
    await hosts();
    await heal();
  };
}
