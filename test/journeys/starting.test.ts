import { spawnSync } from 'node:child_process';

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
