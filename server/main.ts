import { randomInt } from 'node:crypto';
import { createServer } from 'node:http';

import { pino } from 'pino';

import { openHouse } from './compose.ts';
import { openServer } from './compose-server.ts';
import { type Config, readConfig } from './config.ts';

// No letter or digit that can be mistaken for another.
const CODE_SIGNS = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
const POLITE_MS = 10_000;

/** The process: read the settings, compose, listen, stop. Ends with one line and exit code 1 when it cannot start. */
export async function main(): Promise<void> {
  try {
    await serve(readConfig());
  } catch (err) {
    process.stderr.write(`${err instanceof Error ? err.message : String(err)}\n`);
    process.exit(1);
  }
}

async function serve(config: Config): Promise<void> {
  const log = pino({ level: config.LOG_LEVEL, redact: ['req.headers.authorization', 'req.headers.cookie', 'email', '*.email'] });
  const house = await openHouse({
    config,
    clock: () => new Date(),
    isServer: true,
    onWaiting: (reason) => log.warn({ reason }, 'waiting for the store'),
  });
  const setUpCode = newCode();
  const server = await openServer(house, { log, setUpCode, hasLimits: true });

  const http = createServer({ requestTimeout: 30_000, headersTimeout: 15_000, keepAliveTimeout: 65_000, maxHeaderSize: 16_384 }, server.app);
  await new Promise<void>((resolve, reject) => {
    http.once('error', (err: NodeJS.ErrnoException) =>
      reject(
        err.code === 'EADDRINUSE'
          ? new Error(`Port ${config.PORT} ist belegt. Wählen Sie mit PORT einen anderen. / Port ${config.PORT} is in use; choose another with PORT.`)
          : err,
      ),
    );
    http.listen(config.PORT, config.HOST, resolve);
  });
  greet(config, (await house.actions.setUp.isSetUp()) ? null : setUpCode);

  const stop = (): void => {
    // Whoever is being answered is answered; after that nobody is waited for.
    const end = setTimeout(() => process.exit(1), POLITE_MS);
    end.unref();
    http.close(async () => {
      await server.close();
      await house.close();
      clearTimeout(end);
    });
    http.closeIdleConnections();
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

function newCode(): string {
  const signs = Array.from({ length: 12 }, () => CODE_SIGNS[randomInt(CODE_SIGNS.length)]);
  return `${signs.slice(0, 4).join('')}-${signs.slice(4, 8).join('')}-${signs.slice(8).join('')}`;
}

function greet({ BASE_URL }: Config, code: string | null): void {
  process.stdout.write(`\n  Leuchtnetz: ${BASE_URL}\n`);
  if (code === null) return void process.stdout.write('\n');
  process.stdout.write(
    `\n  Noch nicht eingerichtet. Öffnen Sie ${BASE_URL}/setup\n  Not set up yet. Open ${BASE_URL}/setup\n\n  Einmal-Code / one-time code: ${code}\n\n`,
  );
}
