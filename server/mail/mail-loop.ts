import type { Logger } from 'pino';

import type { Mailer } from '../ports/mailer.ts';

interface Needs {
  /** Null without a mail server: mails are kept, and the rest of the work goes on. */
  mailer: Mailer | null;
  round: (mailer: Mailer, mayGoOn: () => Promise<boolean>) => Promise<{ readonly tried: number; readonly serverAway: string | null }>;
  /** Other work of whoever holds the right: reminders when they are due, removing what is old. */
  daily: () => Promise<void>;
  /** Whether this process may (the one right to it); asked before every round. */
  mayWork: () => Promise<boolean>;
  /** Asked before every mail. */
  mayGoOn: () => Promise<boolean>;
  log: Logger;
  idleMs?: number;
  awayMs?: number;
}

const PATIENCE_MS = 700;

export type MailLoop = ReturnType<typeof startMailLoop>;

/** Keeps the mail going: at once when woken, else now and then; slower while the mail server is away. */
export function startMailLoop({ mailer, round, daily, mayWork, mayGoOn, log, idleMs = 5_000, awayMs = 60_000 }: Needs) {
  const stop = new AbortController();
  const giveUp = new AbortController();
  let isWoken = false;
  let wakeUp: () => void = () => undefined;

  const pause = (ms: number, mayBeWoken: boolean): Promise<void> =>
    new Promise((resolve) => {
      if ((mayBeWoken && isWoken) || stop.signal.aborted) return resolve();
      const done = (): void => {
        clearTimeout(timer);
        stop.signal.removeEventListener('abort', done);
        wakeUp = () => undefined;
        resolve();
      };
      const timer = setTimeout(done, ms);
      stop.signal.addEventListener('abort', done);
      if (mayBeWoken) wakeUp = done;
    });

  const goOn = async (): Promise<boolean> => !stop.signal.aborted && (await mayGoOn());

  const work = async (): Promise<void> => {
    if (!(await mayWork())) return pause(idleMs, false);
    // What is done beside the mails must not keep them from going, however often it fails.
    await daily().catch((err: unknown) => log.warn({ err }, 'reminders and tidying wait; tried again in a while'));
    if (mailer === null) return pause(idleMs, true);
    const impatient: Mailer = { deliver: (message) => mailer.deliver(message, giveUp.signal) };
    const { tried, serverAway } = await round(impatient, goOn);
    if (serverAway !== null && !stop.signal.aborted) {
      log.warn({ reason: serverAway }, 'the mail server cannot be reached; mails wait');
      return pause(awayMs, false);
    }
    if (tried === 0) await pause(idleMs, true);
  };

  const run = async (): Promise<void> => {
    while (!stop.signal.aborted) {
      isWoken = false;
      await work().catch((err: unknown) => {
        log.warn({ err }, 'the mails wait: the store cannot be reached');
        return pause(awayMs, false);
      });
    }
  };
  const running = run();

  return {
    wake(): void {
      isWoken = true;
      wakeUp();
    },
    /** Ends after the mail at hand; a mail server that takes its time is not waited for, and the mail goes again later. */
    async stop(): Promise<void> {
      stop.abort();
      const patience = setTimeout(() => giveUp.abort(), PATIENCE_MS);
      await running;
      clearTimeout(patience);
    },
  };
}
