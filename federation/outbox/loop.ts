interface Needs {
  /** Does what there is; true when it should be asked again at once. */
  readonly work: () => Promise<boolean>;
  readonly onFault: (err: unknown) => void;
  readonly idleMs: number;
  readonly outageMs: number;
}

export type Loop = ReturnType<typeof startLoop>;

/** Does the work at once when woken, else now and then; after a fault later. */
export function startLoop({ work, onFault, idleMs, outageMs }: Needs) {
  const stop = new AbortController();
  let isWoken = false;
  let wakeUp: () => void = () => undefined;

  const pause = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      if (isWoken || stop.signal.aborted) return resolve();
      const timer = setTimeout(resolve, ms);
      wakeUp = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  const run = async (): Promise<void> => {
    while (!stop.signal.aborted) {
      isWoken = false;
      try {
        if (!(await work())) await pause(idleMs);
      } catch (err) {
        onFault(err);
        isWoken = false;
        await pause(outageMs);
      }
    }
  };
  const running = run();

  return {
    isStopping: () => stop.signal.aborted,
    wake(): void {
      isWoken = true;
      wakeUp();
    },
    /** Ends after the work at hand. */
    async stop(): Promise<void> {
      stop.abort();
      wakeUp();
      await running;
    },
  };
}
