import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { openEmbeddedIndex } from '../../search/engines/embedded-index.ts';
import { openHouse } from '../../server/compose.ts';
import { readConfig } from '../../server/config.ts';
import { readSearchParams } from '../../server/pages/search-query-params.ts';
import { queryOf } from '../../server/view-models/search-params.ts';
import { SEARCH_COUNTS } from '../../server/view-models/search-view.ts';
import { ADMIN, freePort, pause } from '../fixtures/an-instance.ts';
import { type Load, loaded, timed } from './load.ts';
import { openingTime } from './open-store.ts';
import { queries, recombined } from './recombined.ts';

// Each figure stands beside its baseline from the same run, as a ratio: the machines are noisy.
const RECORDS = Number(process.argv[2] ?? 50_000);
const QUERIES = 400;
const PAGES = 4_000;
const ROUNDS = 3;

const say = (text: string): void => void process.stdout.write(`${text}\n`);
const ms = (value: number): string => `${value.toFixed(1)} ms`;

async function answering(url: string): Promise<void> {
  for (let n = 0; n < 6_000; n += 1) {
    if (
      await fetch(url).then(
        (answer) => answer.ok,
        () => false,
      )
    )
      return;
    await pause(10);
  }
  throw new Error(`No answer from ${url}`);
}

function started(kind: string, port: number, environment: Readonly<Record<string, string>>): ChildProcess {
  return spawn(process.execPath, ['--import', 'tsx', 'test/bench/serve.ts', kind, String(port)], {
    env: { PATH: process.env['PATH'] ?? '', ...environment },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
}

async function rssOf(child: ChildProcess): Promise<number> {
  const told = new Promise<number>((resolve) => child.once('message', (message: { rss: number }) => resolve(message.rss)));
  child.send('rss');
  return (await told) / 1_048_576;
}

const folder = mkdtempSync(join(tmpdir(), 'leuchtnetz-bench-'));
const port = await freePort();
const url = `http://localhost:${port}`;
const environment = { PORT: String(port), BASE_URL: url, DATA_DIR: join(folder, 'data'), LOG_LEVEL: 'error' };
const command = (...args: string[]): Promise<number> => {
  return new Promise((resolve) =>
    spawn(process.execPath, ['server/leuchtnetz.mjs', ...args], {
      env: { PATH: process.env['PATH'] ?? '', ...environment },
      stdio: ['ignore', 'ignore', 'inherit'],
    }).once('exit', (code) => resolve(code ?? 1)),
  );
};

try {
  say(`Node ${process.version}, ${RECORDS} records, ${new Date().toISOString().slice(0, 10)}`);
  const emptyStart = performance.now();
  const fresh = spawn(process.execPath, ['server/leuchtnetz.mjs', 'start'], { env: { PATH: process.env['PATH'] ?? '', ...environment }, stdio: 'ignore' });
  await answering(`${url}/healthz`);
  say(`start to ready, empty: ${ms(performance.now() - emptyStart)}`);
  fresh.kill('SIGTERM');
  await new Promise((resolve) => fresh.once('exit', resolve));

  const house = await openHouse({ config: readConfig(environment, folder), clock: () => new Date(), isServer: false, onWaiting: () => undefined });
  await house.actions.setUp.run({
    organisation: { name: 'Musterstadt', handle: 'musterstadt', orgType: 'town', ags: '01001000', population: 12_000 },
    ...ADMIN,
  });
  await house.close();
  const file = join(folder, 'bench.json');
  writeFileSync(file, JSON.stringify(recombined(RECORDS).map(({ lessons: _lessons, ...entry }) => entry)));
  const importing = performance.now();
  const code = await command('import', file);
  say(`import: ${Math.round(RECORDS / ((performance.now() - importing) / 1_000))} records/s (exit ${code})`);

  const server = started('house', port, environment);
  const indexing = performance.now();
  await answering(`${url}/healthz`);
  for (;;) {
    if (/^leuchtnetz_relay_waiting 0$/m.test(await (await fetch(`${url}/metrics`)).text())) break;
    await pause(200);
  }
  say(`relay to index and history: ${Math.round(RECORDS / ((performance.now() - indexing) / 1_000))} records/s`);
  server.kill('SIGTERM');
  await new Promise((resolve) => server.once('exit', resolve));

  const again = performance.now();
  const warm = started('house', port, environment);
  await answering(`${url}/readyz`);
  say(`start to ready with ${RECORDS} records: ${ms(performance.now() - again)} (tsx loader included)`);

  say(`embedded store with 100,000 documents, open to first read: ${ms(await openingTime(100_000))} (wanted < 1 s)`);

  const asked = queries(QUERIES);
  const paths = asked.map(({ path }) => path);
  const index = await openEmbeddedIndex({ folder: environment.DATA_DIR, clock: () => new Date() });
  const raw = (path: string) =>
    index.ask(queryOf(readSearchParams(Object.fromEntries(new URL(path, url).searchParams)), null, { perPage: 20, count: SEARCH_COUNTS }), {
      followers: false,
    });
  await timed(paths, 1, raw);
  await loaded(url, paths, 1);
  for (const atOnce of [1, 8]) {
    const pairs: { page: Load; index: Load }[] = [];
    for (let round = 0; round < ROUNDS; round += 1) pairs.push({ index: await timed(paths, atOnce, raw), page: await loaded(url, paths, atOnce) });
    const best = pairs.map(({ page, index: baseline }) => page.p95 / baseline.p95).sort((a, b) => a - b);
    const { page, index: baseline } = pairs[0] as { page: Load; index: Load };
    say(
      `search ${atOnce} at a time: page p50 ${ms(page.p50)} p95 ${ms(page.p95)}, raw index p50 ${ms(baseline.p50)} p95 ${ms(baseline.p95)}; p95 ratio ${best.map((ratio) => ratio.toFixed(2)).join(' / ')} (wanted ≤ 1.5); failed ${page.failed}`,
    );
  }
  for (const kind of ['selective', 'broad', 'typo']) {
    const own = asked.filter((query) => query.kind === kind).map(({ path }) => path);
    const baseline = await timed(own, 1, raw);
    say(`  ${kind}: raw index p50 ${ms(baseline.p50)} p95 ${ms(baseline.p95)}`);
  }
  await index.close();

  const barePort = await freePort();
  const bare = started('bare', barePort, environment);
  await answering(`http://localhost:${barePort}/projects/x`);
  const list = (await (await fetch(`${url}/api/v1/projects?limit=200`)).json()) as { items: readonly { slug: string }[] };
  const records = Array.from({ length: PAGES }, (_, n) => `/projects/${list.items[n % list.items.length]?.slug ?? ''}`);
  await loaded(url, records.slice(0, 500), 8);
  await loaded(`http://localhost:${barePort}`, records.slice(0, 500), 8);
  for (let round = 0; round < ROUNDS; round += 1) {
    const plain = await loaded(`http://localhost:${barePort}`, records, 8);
    const page = await loaded(url, records, 8);
    say(
      `record page: ${Math.round(page.perSecond)}/s, the same page from bare Express + Handlebars ${Math.round(plain.perSecond)}/s; ratio ${(page.perSecond / plain.perSecond).toFixed(2)} (wanted ≥ 0.4); failed ${page.failed}`,
    );
  }
  say(`memory (RSS) after all of it: ${Math.round(await rssOf(warm))} MB (wanted < 400)`);
  bare.kill();
  warm.kill('SIGTERM');
  await new Promise((resolve) => warm.once('exit', resolve));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
