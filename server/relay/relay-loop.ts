import type { Logger } from 'pino';

import type { Relay } from './relay.ts';

interface Needs {
  relay: Relay;
  /** Whether this process may carry (the one right to it); asked before every round. */
  mayCarry: () => Promise<boolean>;
  /** Other work that only the carrier does; begun now and then, and nobody waits for its end. */
  alongside: () => Promise<void>;
  log: Logger;
  idleMs?: number;
  outageMs?: number;
}

export type RelayLoop = ReturnType<typeof startRelayLoop>;

/** Keeps the relay going: at once when woken, else now and then, for other processes write too. */
export function startRelayLoop({ relay, mayCarry, alongside, log, idleMs = 500, outageMs = 2_000 }: Needs) {
  const stop = new AbortController();
  let wakeUp: () => void = () => undefined;
  let isWoken = false;

  const pause = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      if (isWoken || stop.signal.aborted) return resolve();
      const timer = setTimeout(resolve, ms);
      wakeUp = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  const carry = async (): Promise<number> => {
    if (!(await mayCarry())) return 0;
    // The other work must not hold up the carrying when its engine is away.
    await alongside().catch((err: unknown) => log.warn({ err }, 'the index cannot be asked'));
    return relay.round();
  };

  const run = async (): Promise<void> => {
    while (!stop.signal.aborted) {
      isWoken = false;
      try {
        if ((await carry()) > 0) continue;
        await pause(idleMs);
      } catch (err) {
        log.warn({ err }, 'the relay waits: store or index cannot be reached');
        isWoken = false;
        await pause(outageMs);
      }
    }
  };
  const running = run();

  return {
    wake(): void {
      isWoken = true;
      wakeUp();
    },
    /** Ends after the round at hand. */
    async stop(): Promise<void> {
      stop.abort();
      wakeUp();
      await running;
    },
  };
}
