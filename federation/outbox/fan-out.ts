import { hostOf } from '../../server/domain/origin.ts';
import type { Clock } from '../../server/ports/clock.ts';
import type { Delivery, DeliveryStore, KeptActivity } from '../../server/ports/delivery-store.ts';
import type { InboxSource } from '../../server/ports/outbox.ts';
import { sha256Of } from './create-outbox.ts';
import type { Lanes } from './lanes.ts';
import { backoff, LEASE_MS, later, MOST_ATTEMPTS } from './waits.ts';

interface Needs {
  readonly store: DeliveryStore;
  readonly lanes: Pick<Lanes, 'ring'>;
  readonly inboxes: InboxSource;
  readonly clock: Clock;
  readonly random: () => number;
  readonly newToken: () => string;
  /** True for a fault that says nothing about the activity: a store that cannot be reached. */
  readonly isOutage: (err: unknown) => boolean;
  readonly onFault: (err: unknown, where: string) => void;
}

const PAGE = 500;
const AT_ONCE = 25;
const LOOKED_THROUGH = 200;

export type FanOut = ReturnType<typeof createFanOut>;

/** Turns each activity into one delivery per inbox. One at a time and in order, for what is laid down first is to arrive first. */
export function createFanOut(needs: Needs) {
  const { store, lanes, inboxes, clock, random, newToken, isOutage, onFault } = needs;
  const token = newToken();
  const hasDesk = () => store.takeDesk(token, clock().toISOString(), later(clock(), LEASE_MS));

  const layDown = async (activity: KeptActivity, found: readonly string[]): Promise<void> => {
    const rows = [...new Set(found)].filter((inbox) => hostOf(inbox) !== '').map((inbox) => aRow(activity, inbox));
    for (const part of parts(rows)) await Promise.all(part.map(store.addDelivery));
    // Also for rows that were there: a crash may have come between row and bell.
    for (const part of parts([...new Set(rows.map(({ host }) => host))])) await Promise.all(part.map(lanes.ring));
  };

  const onePage = async (activity: KeptActivity): Promise<KeptActivity | undefined> => {
    const { cursor } = activity;
    const page = await inboxes(activity.audience, cursor, PAGE);
    await layDown(activity, page.inboxes);
    const fanOut = page.next === null ? 'done' : 'open';
    return store.changeActivity(activity.id, (before) =>
      before.fanOut === 'open' && before.cursor === cursor ? { ...before, fanOut, cursor: page.next, attempts: 0 } : null,
    );
  };

  const putBack = async ({ id }: KeptActivity): Promise<void> => {
    const now = clock();
    const chance = random();
    await store.changeActivity(id, (before) => {
      const attempts = before.attempts + 1;
      return { ...before, attempts, fanOut: attempts < MOST_ATTEMPTS ? 'open' : 'failed', dueAt: later(now, backoff(attempts, chance)) };
    });
  };

  const wholly = async (first: KeptActivity, mayGoOn: () => boolean): Promise<boolean> => {
    let activity: KeptActivity | undefined = first;
    try {
      while (activity?.fanOut === 'open') {
        if (!mayGoOn() || !(await hasDesk())) return false;
        activity = await onePage(activity);
      }
    } catch (err) {
      if (isOutage(err)) throw err;
      onFault(err, first.id);
      await putBack(first);
    }
    return true;
  };

  return {
    /** Until nothing is open or another process has the right. Throws on an outage, and goes on where it was when asked again. */
    async round(mayGoOn: () => boolean = () => true): Promise<void> {
      while (mayGoOn() && (await hasDesk())) {
        const now = clock().toISOString();
        const next = (await store.openActivities(LOOKED_THROUGH)).find(({ dueAt }) => dueAt <= now);
        if (next === undefined || !(await wholly(next, mayGoOn))) break;
      }
      await store.leaveDesk(token);
    },
  };
}

function aRow({ id: activity, actor, order, queuedAt }: KeptActivity, inbox: string): Delivery {
  const id = sha256Of(`${activity}\n${inbox}`);
  const open = { state: 'waiting', attempts: 0, code: null, closedAt: null, expires: null } as const;
  return { id, activity, actor, inbox, host: hostOf(inbox), order, queuedAt, ...open };
}

function parts<T>(all: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(all.length / AT_ONCE) }, (_, i) => all.slice(i * AT_ONCE, (i + 1) * AT_ONCE));
}
