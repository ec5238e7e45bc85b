import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';

import { expect } from 'chai';

import { anInstance, freePort, type Instance } from '../fixtures/an-instance.ts';

/** Runs the executable to its end. */
function run(args: readonly string[], environment: Readonly<Record<string, string>>, input = ''): { status: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['server/leuchtnetz.mjs', ...args], {
    env: { PATH: process.env['PATH'] ?? '', ...environment },
    input,
    encoding: 'utf8',
    timeout: 30_000,
  });
  return { status, out: stdout, err: stderr };
}

describe('starting', () => {
  let town: Instance;
  before(async () => {
    town = await anInstance();
  });
  after(() => town.remove());

  it('refuses a second server on the same folder, in one sentence', async () => {
    const second = run(['start'], { ...town.environment, PORT: String(await freePort()) });
    expect(second.status).to.equal(1);
    expect(second.err).to.include(town.environment['DATA_DIR'] ?? '');
    expect(second.err.trim().split('\n')).to.have.length(1);
    expect((await fetch(town.url)).status, 'the first goes on').to.equal(200);
  });

  it('says in German first what keeps it from starting, in one line, and in English to an English terminal', async () => {
    const file = `${town.folder}/keine-mappe`;
    writeFileSync(file, '');
    const PORT = String(await freePort());
    for (const [settings, german, english] of [
      [{ DATA_DIR: town.environment['DATA_DIR'] ?? '' }, 'läuft schon ein Server', 'already running'],
      [{ DATA_DIR: file }, 'prüfen Sie DATA_DIR', 'Check DATA_DIR'],
      [{ DATA_DIR: `${file}/darin` }, 'prüfen Sie DATA_DIR', 'Check DATA_DIR'],
      [{ DATA_DIR: `${town.folder}/neu`, HOST: 'gibt-es-nicht.invalid' }, 'HOST=gibt-es-nicht.invalid', 'HOST=gibt-es-nicht.invalid'],
      [{ DATA_DIR: `${town.folder}/neu`, PORT: new URL(town.url).port }, 'ist belegt', 'is in use'],
    ] as const)
      for (const [LANG, says] of [
        ['de_DE.UTF-8', german],
        ['en_GB.UTF-8', english],
      ] as const) {
        const { status, err } = run(['start'], { PORT, LANG, LOG_LEVEL: 'error', ...settings });
        expect(status, err).to.equal(1);
        expect(err).to.include(says);
        expect(err.trim().split('\n'), err).to.have.length(1);
      }
  });

  it('ends at once and well when it is told to while it waits for MongoDB', async () => {
    const env = {
      PATH: process.env['PATH'] ?? '',
      PORT: String(await freePort()),
      MONGODB_URL: 'mongodb://127.0.0.1:1/x',
      MEILI_URL: 'http://127.0.0.1:1',
      MEILI_KEY: 'k',
    };
    const secrets = { SESSION_SECRET: 's'.repeat(32), KEY_SECRET: 'k'.repeat(32) };
    const waiting = spawn(process.execPath, ['server/leuchtnetz.mjs', 'start'], { env: { ...env, ...secrets }, stdio: ['ignore', 'ignore', 'pipe'] });
    const ended = once(waiting, 'exit');
    await once(waiting.stderr, 'data');
    waiting.kill('SIGTERM');
    expect(await ended).to.deep.equal([0, null]);
  });

  it('writes for people on standard output, and its log on standard error', async () => {
    const fresh = await anInstance({ isSetUp: false, settings: { LOG_LEVEL: 'info' } });
    try {
      await fetch(fresh.url);
      await fresh.stop();
      expect(fresh.output('stdout')).to.include('/setup?code=').and.not.include('{"level"');
      expect(fresh.output('stderr')).to.include('{"level"');
    } finally {
      await fresh.remove();
    }
  });

  it('keeps all its files for its owner alone, also in a folder that others may read', async () => {
    const folder = `${town.folder}/offen`;
    mkdirSync(folder);
    chmodSync(folder, 0o755);
    const fresh = await anInstance({ settings: { DATA_DIR: folder } });
    try {
      await fresh.call('POST', '/api/v1/projects', { title: 'Entwurf' });
      const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
      expect(files).to.include.members(['leuchtnetz.db', 'leuchtnetz.db-wal', 'search.db']);
      expect(files.filter((name) => (statSync(`${folder}/${name}`).mode & 0o077) !== 0)).to.deep.equal([]);
    } finally {
      await fresh.remove();
    }
  });

  it('says that it is not ready, and acknowledges nothing, once its data were taken away', async () => {
    const lost = await anInstance();
    try {
      expect((await lost.call('GET', '/readyz')).status).to.equal(200);
      rmSync(`${lost.folder}/data/leuchtnetz.db`);
      expect((await lost.call('POST', '/api/v1/projects', { title: 'Verloren' })).status).to.equal(503);
      expect((await lost.call('GET', '/readyz')).status).to.equal(503);
      expect(run(['user', 'list'], lost.environment).err).to.include('leuchtnetz setup');
      expect(existsSync(`${lost.folder}/data/leuchtnetz.db`)).to.equal(false);
    } finally {
      await lost.remove();
    }
  });

  it('names every wrong setting at once', () => {
    const wrong = run(['start'], { PORT: '99999', LOG_LEVEL: 'loud', ROLE: 'web', FEDERATION: 'maybe', MEILI_URL: 'meili' });
    expect(wrong.status).to.equal(1);
    for (const name of ['PORT', 'LOG_LEVEL', 'FEDERATION', 'MEILI_URL']) expect(wrong.err).to.include(name);
    expect(wrong.err).to.not.include('    at ');
  });

  it('says who uses the port', async () => {
    const port = new URL(town.url).port;
    const other = run(['start'], { PORT: port, BASE_URL: town.url, DATA_DIR: `${town.folder}/other`, LOG_LEVEL: 'error' });
    expect(other.status).to.equal(1);
    expect(other.err).to.include(port);
  });

  it('stops when its address was changed, and names the way out', async () => {
    await town.stop();
    const moved = run(['start'], { ...town.environment, BASE_URL: 'http://localhost:9' });
    expect(moved.status).to.equal(1);
    expect(moved.err).to.include('rebase').and.include(town.url);
    await town.start();
  });

  it('refuses to be set up twice', () => {
    const again = run(
      ['setup', '--name', 'Anders', '--handle', 'anders', '--type', 'town', '--admin-email', 'x@anders.example', '--admin-password-stdin'],
      town.environment,
      'Ein anderes Licht 9\n',
    );
    expect(again.status).to.equal(1);
    expect(again.err.trim().split('\n')).to.have.length(1);
  });

  it('asks to be set up when nobody has, and shows the code in the terminal alone', async () => {
    const fresh = await anInstance({ isSetUp: false });
    try {
      const code = /code: ([A-Z2-9-]{14})/.exec(fresh.output())?.[1] ?? '';
      expect(code).to.have.length(14);
      const link = `${fresh.url}/setup?code=${code}`;
      expect(fresh.output()).to.include(link);
      expect(await (await fetch(link)).text(), 'the page has it already').to.match(new RegExp(`value="${code}"`));
      const start = await fetch(`${fresh.url}/`);
      expect(await start.text())
        .to.include('/setup')
        .and.not.include(code);
      expect((await fetch(`${fresh.url}/setup`)).status).to.equal(200);
    } finally {
      await fresh.remove();
    }
  });
});
