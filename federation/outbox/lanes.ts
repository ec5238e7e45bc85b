import type { Clock } from '../../server/ports/clock.ts';
import type { DeliveryStore, Lane } from '../../server/ports/delivery-store.ts';
import type { LaneChange } from './after-answer.ts';
import { LEASE_MS, later } from './waits.ts';

interface Needs {
  readonly store: Pick<DeliveryStore, 'changeLane' | 'dueLanes'>;
  readonly clock: Clock;
  /** Never the same twice, in no process. */
  readonly newToken: () => string;
}

const AT_ONCE = 20;

export type Lanes = ReturnType<typeof createLanes>;
/** A lane somebody has. */
export type HeldLane = Lane & { readonly token: string };

/** The right to a host: taken, renewed and given back by changes of one document, so that two never have it. */
export function createLanes({ store, clock, newToken }: Needs) {
  const untilThen = () => later(clock(), LEASE_MS);

  return {
    /** Something waits for this host. */
    async ring(host: string): Promise<void> {
      const now = clock().toISOString();
      await store.changeLane(host, (before) => {
        if (before === undefined) return { ...NEW, id: host, wake: now, touched: now };
        const wake = before.wake ?? latest(now, before.sleepsUntil);
        return { ...before, wake, bell: before.bell + 1, touched: now };
      });
    },
    /** A lane that is due and that nobody else works, or whose worker has not been heard of since its lease ended. */
    async take(): Promise<HeldLane | null> {
      for (;;) {
        const now = clock().toISOString();
        const due = await store.dueLanes(now, AT_ONCE);
        for (const { id } of due) {
          const token = newToken();
          const wake = untilThen();
          const after = await store.changeLane(id, (before) => (isDue(before, now) ? { ...before, token, wake } : null));
          if (after?.token === token) return { ...after, token };
        }
        if (due.length < AT_ONCE) return null;
      }
    },
    /** Notes what was learnt and keeps the right a minute longer; null when somebody else has it by now. */
    async renew({ id, token }: HeldLane, learnt: LaneChange): Promise<HeldLane | null> {
      const wake = untilThen();
      const touched = clock().toISOString();
      const after = await store.changeLane(id, (before) => (before?.token === token ? { ...before, ...learnt, wake, touched } : null));
      return after?.token === token ? { ...after, token } : null;
    },
    /** Gives it back. `isEmpty` is what was seen after `bell`; what was announced since then is not forgotten. */
    async release({ id, token, bell }: HeldLane, learnt: LaneChange, isEmpty: boolean): Promise<void> {
      const now = clock().toISOString();
      await store.changeLane(id, (before) => {
        if (before?.token !== token) return null;
        const after = { ...before, ...learnt, token: null, touched: now };
        return { ...after, wake: isEmpty && before.bell === bell ? null : latest(now, after.sleepsUntil) };
      });
    },
  };
}

const NEW: Omit<Lane, 'id' | 'wake' | 'touched'> = {
  token: null,
  bell: 1,
  sleepsUntil: null,
  failures: 0,
  failingSince: null,
  heldBack: 0,
  signature: 'cavage',
  lastSuccess: null,
  lastFailure: null,
};

function isDue(lane: Lane | undefined, now: string): lane is Lane {
  return lane !== undefined && lane.wake !== null && lane.wake <= now;
}

function latest(one: string, other: string | null): string {
  return other !== null && other > one ? other : one;
}
