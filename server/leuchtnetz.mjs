#!/usr/bin/env node
// The executable: builds first if the sources are newer than the build, then hands over to the built program.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stamp = join(root, 'dist', '.built');

function newestSource() {
  let newest = 0;
  for (const room of ['server', 'federation', 'search']) {
    const folder = join(root, room);
    if (!existsSync(folder)) continue;
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      if (entry.isFile() && entry.name.endsWith('.ts')) newest = Math.max(newest, statSync(join(entry.parentPath, entry.name)).mtimeMs);
    }
  }
  return newest;
}

function compiler() {
  try {
    return join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin', 'tsc');
  } catch {
    return null;
  }
}

function build() {
  const tsc = compiler();
  if (tsc === null) {
    process.stderr.write('Der Bau fehlt, und der Compiler ist nicht installiert. Bitte: npm ci --include=dev && npm run build\n');
    process.exit(1);
  }
  process.stderr.write('Leuchtnetz wird gebaut …\n');
  // Built beside and then exchanged: a failed build leaves the old program, and two who build at once do not delete each other's.
  const fresh = join(root, `dist.${process.pid}`);
  const { status } = spawnSync(process.execPath, [tsc, '-p', join(root, 'tsconfig.json'), '--outDir', fresh], { stdio: ['ignore', 2, 2] });
  if (status !== 0) {
    rmSync(fresh, { recursive: true, force: true });
    process.exit(1);
  }
  writeFileSync(join(fresh, '.built'), `${new Date().toISOString()}\n`);
  const old = `${fresh}.old`;
  try {
    if (existsSync(join(root, 'dist'))) renameSync(join(root, 'dist'), old);
    renameSync(fresh, join(root, 'dist'));
  } catch (err) {
    // Somebody else was quicker; what he built is as new as ours.
    if (!existsSync(stamp)) throw err;
  }
  for (const left of [old, fresh]) rmSync(left, { recursive: true, force: true });
}

// Whoever reads our output may have read enough (| head); the work goes on without it.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (err) => {
    if (err.code !== 'EPIPE') throw err;
  });
}

const [command = '--help', ...args] = process.argv.slice(2);
const hasSources = existsSync(join(root, 'tsconfig.json'));
const builtAt = existsSync(stamp) ? statSync(stamp).mtimeMs : 0;
// An installed package or image ships the build alone; there is nothing to compare it with.
const asksHelp = args.some((arg) => arg === '--help' || arg === '-h');
const isForced = command === 'build' && !args.includes('--if-needed');
const isStale = () => isForced || (hasSources && compiler() !== null && newestSource() > builtAt);
// Whoever asks what start and build do wants neither of them yet; the answer needs some build, though an old one will do.
const onlyExplains = asksHelp && (command === 'start' || command === 'build');
if (builtAt === 0 || (!onlyExplains && isStale())) build();

if (command === 'start' && !asksHelp) {
  const { main } = await import('../dist/server/main.js');
  await main();
} else if (command !== 'build' || asksHelp) {
  const { runCli } = await import('../dist/server/cli.js');
  process.exitCode = await runCli([command, ...args], process);
}
