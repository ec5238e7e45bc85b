import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { openHouse } from '../../server/compose.ts';
import { readConfig } from '../../server/config.ts';
import { type StaffBrowser, signedIn } from '../fixtures/a-staff-browser.ts';
import { ADMIN, freePort, pause } from '../fixtures/an-instance.ts';
import { loaded, quantile, timed } from './load.ts';
import { recombined } from './recombined.ts';

// What staff wait for, beside what the store alone takes; and readers and writers at once. Readers of a search, a record and the start page.
const RECORDS = Number(process.argv[2] ?? 2_000);
const SAVES = 200;
const READERS = 50;
const WRITERS = 5;
const SECONDS = 30;

const say = (text: string): void => void process.stdout.write(`${text}\n`);
const ms = (value: number): string => `${value.toFixed(1)} ms`;
const folder = mkdtempSync(join(tmpdir(), 'leuchtnetz-bench-'));
const port = await freePort();
const url = `http://localhost:${port}`;
const environment = { PORT: String(port), BASE_URL: url, DATA_DIR: join(folder, 'data'), LOG_LEVEL: 'error' };

const answers = (n: number) => ({
  title: `Straßenbeleuchtung mit Bewegungsmeldern, Abschnitt ${n}`,
  summary: 'Leuchten dimmen nachts und werden hell, wenn jemand kommt.',
  problem: 'Die alten Leuchten brannten die ganze Nacht, auch wenn niemand unterwegs war.',
  solution: 'LED-Leuchten mit **Radarsensoren**.',
  phase: 'pilot',
  topics: 'energy',
  'contact.mailbox': 'tiefbau@musterstadt.example',
});

/** Somebody at a form: opens it once, then sends it again and again. */
async function aWriter(): Promise<(path: string, fields: Readonly<Record<string, string>>) => Promise<string>> {
  const staff: StaffBrowser = await signedIn(url, ADMIN.email, ADMIN.password);
  const token = await staff.token('/projects/new');
  return async (path, fields) => {
    const answer = await staff.post(path, { _csrf: token, ...fields }, null);
    if (answer.status !== 303) throw new Error(`${path}: ${answer.status}`);
    return answer.location ?? '';
  };
}

async function serving(): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'test/bench/serve.ts', 'house', String(port)], {
    env: { PATH: process.env['PATH'] ?? '', ...environment },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  for (let n = 0; n < 600; n += 1) {
    const isReady = await fetch(`${url}/readyz`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (isReady) return child;
    await pause(100);
  }
  throw new Error('The server did not become ready');
}

try {
  const house = await openHouse({ config: readConfig(environment, folder), clock: () => new Date(), isServer: false, onWaiting: () => undefined });
  const founded = await house.actions.setUp.run({ organisation: { name: 'Musterstadt', handle: 'musterstadt', orgType: 'town' }, ...ADMIN });
  if (!founded.ok) throw new Error(JSON.stringify(founded.refusal));
  const admin = { kind: 'staff', user: 'bench', role: 'admin', organisations: [founded.value.id], mayWrite: true } as const;
  for (const entry of recombined(RECORDS)) {
    const made = await house.actions.createRecord(admin, 'project', null, { title: entry['title'], summary: entry['summary'], visibility: 'draft' });
    if (!made.ok) throw new Error(JSON.stringify(made.refusal));
  }
  const notes = await house.collections.open<{ id: string; text: string }>({ name: 'bench', schema: 1, indexes: [] });
  const raw = await timed(
    Array.from({ length: SAVES }, (_, n) => n),
    1,
    (n) => notes.change(`note-${n}`, () => ({ id: `note-${n}`, text: 'x'.repeat(3_000) })),
  );
  await house.close();

  const server = await serving();
  const write = await aWriter();
  const saved: string[] = [];
  const counts = Array.from({ length: SAVES }, (_, n) => n);
  const save = await timed(counts, 1, async (n) => saved.push(await write('/projects/new', { ...answers(n), do: 'save' })));
  const publish = await timed(counts, 1, (n) => write('/projects/new', { ...answers(SAVES + n), do: 'publish' }));
  say(`Node ${process.version}, ${RECORDS} records, ${new Date().toISOString().slice(0, 10)}`);
  say(`one write of the store: p50 ${ms(raw.p50)} p95 ${ms(raw.p95)}`);
  say(`save a draft through the form: p50 ${ms(save.p50)} p95 ${ms(save.p95)}, p95 ÷ one write ${(save.p95 / raw.p95).toFixed(1)}`);
  say(`publish through the form: p50 ${ms(publish.p50)} p95 ${ms(publish.p95)}, p95 ÷ one write ${(publish.p95 / raw.p95).toFixed(1)}`);

  const until = performance.now() + SECONDS * 1_000;
  const times: number[] = [];
  const tally = { written: 0, failed: 0, read: 0, readFailed: 0 };
  const writing = Array.from({ length: WRITERS }, async (_, w) => {
    const own = await aWriter();
    for (let n = 0; performance.now() < until; n += 1) {
      const started = performance.now();
      await own('/projects/new', { ...answers(1_000 * (w + 1) + n), do: 'publish' }).catch(() => {
        tally.failed += 1;
      });
      times.push(performance.now() - started);
      tally.written += 1;
    }
  });
  const pages = ['/', '/search?q=beleuchtung', '/search?topic=energy', '/projects/strassenbeleuchtung-mit-bewegungsmeldern-abschnitt-200'];
  const reading = (async () => {
    while (performance.now() < until) {
      const round = await loaded(
        url,
        Array.from({ length: 200 }, (_, n) => pages[n % pages.length] ?? '/'),
        READERS,
      );
      tally.read += 200;
      tally.readFailed += round.failed;
    }
  })();
  await Promise.all([...writing, reading]);
  say(
    `${READERS} readers and ${WRITERS} writers for ${SECONDS} s: ${tally.read} pages (${tally.readFailed} failed), ${tally.written} published (${tally.failed} failed), publish p50 ${ms(quantile(times, 0.5))} p95 ${ms(quantile(times, 0.95))}`,
  );
  // All that was acknowledged can be found.
  const wanted = SAVES + tally.written - tally.failed;
  const total = async () => ((await (await fetch(`${url}/api/v1/search?limit=1`)).json()) as { total: number }).total;
  for (let n = 0; n < 300 && (await total()) !== wanted; n += 1) await pause(100);
  const found = await total();
  say(`published ${wanted}, found ${found}`);
  server.kill('SIGTERM');
  await new Promise((resolve) => server.once('exit', resolve));
  if (tally.failed + tally.readFailed > 0 || found !== wanted) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
