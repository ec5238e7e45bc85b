import type { Logger } from 'pino';

/** Work that is done again and again, by one process of all. */
export interface Job {
  readonly name: string;
  readonly everyMs: number;
  run(): Promise<void>;
}

interface Needs {
  jobs: readonly Job[];
  /** Whether this process may (the one right to it); asked before each. */
  mayWork: () => Promise<boolean>;
  clock: () => Date;
  log: Logger;
  lookMs?: number;
}

export type JobLoop = ReturnType<typeof startJobs>;

/** Runs each job when it is due, one after the other; one that fails is tried again when it would be due anyway. */
export function startJobs({ jobs, mayWork, clock, log, lookMs = 30_000 }: Needs) {
  const stop = new AbortController();
  const dueAt = new Map(jobs.map(({ name }) => [name, 0]));

  const pause = (): Promise<void> =>
    new Promise((resolve) => {
      if (stop.signal.aborted) return resolve();
      const timer = setTimeout(resolve, lookMs);
      stop.signal.addEventListener('abort', () => {
        clearTimeout(timer);
        resolve();
      });
    });

  const round = async (): Promise<void> => {
    for (const { name, everyMs, run } of jobs) {
      const now = clock().getTime();
      if (stop.signal.aborted || now < (dueAt.get(name) ?? 0) || !(await mayWork())) continue;
      dueAt.set(name, now + everyMs);
      await run().catch((err: unknown) => log.warn({ err, job: name }, 'a job failed and will be tried again'));
    }
  };

  const work = async (): Promise<void> => {
    while (!stop.signal.aborted) {
      await round().catch((err: unknown) => log.warn({ err }, 'jobs wait: the store cannot be reached'));
      await pause();
    }
  };
  const working = work();

  return {
    /** Ends after the job at hand. */
    async stop(): Promise<void> {
      stop.abort();
      await working;
    },
  };
}
