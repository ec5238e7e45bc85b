import type { Clock } from '../../server/ports/clock.ts';
import type { DeliveryStore, Lane } from '../../server/ports/delivery-store.ts';
import { isDead } from './after-answer.ts';
import { OPENS_AFTER } from './waits.ts';

/** `pausing`: it asked us to wait, or something is to be tried again; `away`: tried every half hour; `dead`: once a day. */
export type HostState = 'well' | 'pausing' | 'away' | 'dead';

/** How it stands between us and a host. */
export interface HostView {
  readonly host: string;
  readonly state: HostState;
  readonly lastSuccess: string | null;
  /** With a plain code such as `timeout` or `status-503`. */
  readonly lastFailure: { readonly at: string; readonly code: string } | null;
  readonly waiting: number;
  /** Since when the first of them has waited. */
  readonly oldest: string | null;
  /** When it is tried again; null when nothing waits. */
  readonly nextTry: string | null;
}

interface Needs {
  readonly store: Pick<DeliveryStore, 'lane' | 'lanesAfter' | 'waiting' | 'countWaiting'>;
  readonly clock: Clock;
}

/** What the admin may see of the hosts. */
export function createReadHosts({ store, clock }: Needs) {
  const view = async (lane: Lane): Promise<HostView> => {
    const [first] = await store.waiting(lane.id, 1);
    const { id: host, lastSuccess, lastFailure } = lane;
    const waiting = first === undefined ? 0 : await store.countWaiting(host);
    const nextTry = first === undefined ? null : lane.wake;
    return { host, state: stateOf(lane, clock()), lastSuccess, lastFailure, waiting, oldest: first?.queuedAt ?? null, nextTry };
  };

  return {
    /** By name, those after the one named. */
    async page(after: string, limit: number): Promise<HostView[]> {
      return Promise.all((await store.lanesAfter(after, limit)).map(view));
    },
    async host(host: string): Promise<HostView | null> {
      const lane = await store.lane(host);
      return lane === undefined ? null : view(lane);
    },
  };
}

function stateOf(lane: Lane, now: Date): HostState {
  if (isDead(lane, now)) return 'dead';
  if (lane.failures >= OPENS_AFTER) return 'away';
  return lane.sleepsUntil !== null && lane.sleepsUntil > now.toISOString() ? 'pausing' : 'well';
}
