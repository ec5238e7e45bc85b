import type { Clock } from '../../server/ports/clock.ts';
import type { createDrainLane } from './drain-lane.ts';
import type { FanOut } from './fan-out.ts';
import type { Lanes } from './lanes.ts';
import { startLoop } from './loop.ts';
import { HOUR } from './waits.ts';

interface Needs {
  readonly fanOut: FanOut;
  readonly lanes: Pick<Lanes, 'take'>;
  readonly drain: ReturnType<typeof createDrainLane>;
  readonly tidy: () => Promise<void>;
  readonly clock: Clock;
  readonly onFault: (err: unknown, where: string) => void;
  /** How many hosts at once. */
  readonly concurrency?: number;
  readonly idleMs?: number;
  readonly outageMs?: number;
}

export type Deliveries = ReturnType<typeof startDeliveries>;

/** Begins at once with whatever a former process left, and keeps at it; any number of processes may. A host that is slow holds one place. */
export function startDeliveries({ fanOut, lanes, drain, tidy, clock, onFault, concurrency = 50, idleMs = 1_000, outageMs = 5_000 }: Needs) {
  const stop = new AbortController();
  const mayGoOn = (): boolean => !stop.signal.aborted;
  const going = new Set<Promise<void>>();
  const pace = { idleMs, outageMs };
  const told = (where: string) => ({ ...pace, onFault: (err: unknown) => onFault(err, where) });

  const fillPlaces = async (): Promise<boolean> => {
    while (mayGoOn() && going.size < concurrency) {
      const lane = await lanes.take();
      if (lane === null) return false;
      const turn = drain(lane, mayGoOn).finally(() => {
        going.delete(turn);
        carrying.wake();
      });
      going.add(turn);
    }
    return false;
  };

  let tidiedAt = Number.NEGATIVE_INFINITY;
  const tidyNow = async (): Promise<boolean> => {
    const now = clock().getTime();
    if (now - tidiedAt < HOUR) return false;
    await tidy();
    tidiedAt = now;
    return false;
  };

  const carrying = startLoop({ ...told('lanes'), work: fillPlaces });
  const fanningOut = startLoop({
    ...told('fan-out'),
    work: async () => {
      await fanOut.round(mayGoOn);
      carrying.wake();
      return false;
    },
  });
  const tidying = startLoop({ ...told('tidying'), work: tidyNow });

  return {
    /** Something was queued in this process. */
    wake: fanningOut.wake,
    /** Ends after the deliveries at hand. */
    async stop(): Promise<void> {
      stop.abort();
      await Promise.all([carrying.stop(), fanningOut.stop(), tidying.stop()]);
      await Promise.all(going);
    },
  };
}
