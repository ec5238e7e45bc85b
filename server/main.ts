import { randomInt } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

import { pino } from 'pino';

import { faultSentence } from './cli/fault-sentence.ts';
import { openHouse } from './compose.ts';
import { openServer } from './compose-server.ts';
import { type Config, readConfig } from './config.ts';
import { openWords } from './web/i18n.ts';
import { packageRoot } from './web/package-root.ts';

// No letter or digit that can be mistaken for another.
const CODE_SIGNS = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
// Together less than the ten seconds that whoever stops us waits before killing.
const ANSWERING_MS = 6_000;
const CLOSING_MS = 1_500;

/** The process: read the settings, compose, listen, stop. Ends with one line and exit code 1 when it cannot start. */
export async function main(): Promise<void> {
  // What it writes is for whoever runs it alone: drafts, hashes, secrets.
  process.umask(0o077);
  // Until it serves there is nothing to end politely; as the first process of a container it must say so itself.
  const leave = (): never => process.exit(0);
  process.on('SIGTERM', leave).on('SIGINT', leave);
  try {
    const config = readConfig();
    try {
      const stop = await serve(config);
      process.off('SIGTERM', leave).off('SIGINT', leave);
      process.once('SIGTERM', stop).once('SIGINT', stop);
    } catch (err) {
      const words = openWords(`${packageRoot(import.meta.url)}/views/locales`)[config.language];
      throw new Error(faultSentence(err, config, words), { cause: err });
    }
  } catch (err) {
    process.stderr.write(`${err instanceof Error ? err.message : String(err)}\n`);
    process.exit(1);
  }
}

/** Serves, and gives back what stops it. */
async function serve(config: Config): Promise<() => Promise<void>> {
  // Standard output is for people.
  const log = pino({ level: config.LOG_LEVEL, redact: ['req.headers.authorization', 'req.headers.cookie', 'email', '*.email'] }, pino.destination(2));
  const house = await openHouse({
    config,
    clock: () => new Date(),
    isServer: true,
    onWaiting: (reason) => log.warn({ reason }, 'waiting for the store'),
  });
  const setUpCode = newCode();
  const server = await openServer(house, { log, setUpCode, hasLimits: true });
  const isSetUp = await house.actions.setUp.isSetUp();

  const times = { requestTimeout: 30_000, headersTimeout: 15_000, keepAliveTimeout: 65_000, connectionsCheckingInterval: 5_000 };
  const http = createServer({ ...times, maxHeaderSize: 16_384 }, server.app);
  await new Promise<void>((resolve, reject) => {
    http.once('error', reject);
    http.listen(config.PORT, config.HOST, resolve);
  });
  greet(config, isSetUp ? null : setUpCode);

  return async () => {
    const isAnswered = await answered(http);
    const isCarried = await within(CLOSING_MS, server.close());
    // What only a store that is away holds up could not be finished by anybody.
    const isDone = (isAnswered && isCarried) || !(await within(CLOSING_MS / 2, house.collections.ping()));
    await within(CLOSING_MS, house.close());
    process.exit(isDone ? 0 : 1);
  };
}

/** Whoever is being answered is answered; after a while nobody is waited for. False when somebody was cut off. */
async function answered(http: Server): Promise<boolean> {
  // A connection that is answered from now on is not kept for its next request.
  http.keepAliveTimeout = 1;
  const closed = new Promise<void>((resolve) => http.close(() => resolve()));
  const isAnswered = await within(ANSWERING_MS, closed);
  http.closeAllConnections();
  return isAnswered;
}

/** Whether the work was done, and well, in so long. */
function within(ms: number, work: Promise<unknown>): Promise<boolean> {
  const done = work.then(
    () => true,
    () => false,
  );
  return Promise.race([done, sleep(ms, false)]);
}

function newCode(): string {
  const signs = Array.from({ length: 12 }, () => CODE_SIGNS[randomInt(CODE_SIGNS.length)]);
  return `${signs.slice(0, 4).join('')}-${signs.slice(4, 8).join('')}-${signs.slice(8).join('')}`;
}

function greet({ BASE_URL }: Config, code: string | null): void {
  process.stdout.write(`\n  Leuchtnetz: ${BASE_URL}\n`);
  if (code === null) return void process.stdout.write('\n');
  process.stdout.write(
    `\n  Noch nicht eingerichtet. Öffnen Sie / not set up yet, open:\n  ${BASE_URL}/setup?code=${code}\n\n  Einmal-Code / one-time code: ${code}\n\n`,
  );
}
