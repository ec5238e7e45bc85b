import type { Logger } from 'pino';

import type { House } from './compose.ts';
import { type Job, type JobLoop, startJobs } from './relay/jobs.ts';

const JOBS = 'jobs';
const MINUTE = 60_000;

/** What is done again and again by the one process that holds the right to it; mail has a loop of its own, since it waits for others. */
export function startHouseJobs({ actions, clock, collections }: House, log: Logger): JobLoop {
  const jobs: readonly Job[] = [
    { name: 'sweep accounts', everyMs: 10 * MINUTE, run: actions.sweepAccounts },
    { name: 'forget unsaved forms', everyMs: 60 * MINUTE, run: actions.keepForms.sweep },
    { name: 'forget reporters', everyMs: 60 * MINUTE, run: actions.decideReport.forgetReporters },
  ];
  return startJobs({ jobs, mayWork: () => collections.hold(JOBS), clock, log });
}
