import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';

import { expect } from 'chai';

import { PASSWORD, WITH_ADMIN } from '../../fixtures/a-terminal.ts';
import { ADMIN, anInstance, type Instance } from '../../fixtures/an-instance.ts';

describe('the executable', function () {
  this.timeout(60_000);
  let town: Instance;
  const run = (args: readonly string[], input = '', env: Readonly<Record<string, string>> = {}) =>
    spawnSync(process.execPath, ['server/leuchtnetz.mjs', ...args], {
      env: { PATH: process.env['PATH'] ?? '', ...town.environment, ...env },
      input,
      encoding: 'utf8',
    });

  before(async () => {
    town = await anInstance();
  });
  after(() => town.remove());

  it('works beside a running server, which carries on what it did', async () => {
    const { status, stdout } = run(['import', 'server/seed/projects.json']);
    expect(status).to.equal(0);
    expect(stdout).to.include('340 Einträge: 340 neu');
    await town.settled();
    const found = await town.call('GET', '/api/v1/search?q=LoRaWAN-Modelldorf');
    expect(found.text).to.include('SMARTinfeld');
    expect(run(['reindex']).status).to.equal(0);
    expect((await town.call('GET', '/api/v1/search?q=LoRaWAN-Modelldorf')).text).to.include('SMARTinfeld');
  });

  it('prints a token alone on standard output, and it opens the API', async () => {
    const { stdout, stderr } = run(['token', 'create', '--email', ADMIN.email]);
    expect(stderr).to.equal('');
    const answer = await fetch(`${town.url}/api/v1/projects`, {
      method: 'POST',
      headers: { authorization: `Bearer ${stdout.trim()}`, 'content-type': 'application/json' },
      body: JSON.stringify({ title: 'Mit dem Token' }),
    });
    expect(answer.status).to.equal(201);
  });

  it('finishes its work when nobody reads on, without a word', async () => {
    const entries = Array.from({ length: 3_000 }, (_, n) => ({ id: `rohr-${n}`, title: `Rohr ${n}`, summary: 'x'.repeat(80) }));
    writeFileSync(`${town.folder}/rohr.json`, JSON.stringify(entries));
    const importing = spawn(process.execPath, ['server/leuchtnetz.mjs', 'import', `${town.folder}/rohr.json`], {
      env: { PATH: process.env['PATH'] ?? '', ...town.environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    importing.stdout.destroy();
    let said = '';
    importing.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    expect(await once(importing, 'close')).to.deep.equal([0, null]);
    expect(said).to.not.include('    at ').and.not.include('EPIPE');
    const again = run(['import', `${town.folder}/rohr.json`]);
    expect(again.stdout).to.include('3.000 Einträge: 3.000 unverändert');
  });

  it('ends with 1 and one line on standard error when it cannot do it, also with the settings of nowhere', () => {
    const again = run(WITH_ADMIN, PASSWORD);
    expect([again.status, again.stdout]).to.deep.equal([1, '']);
    expect(again.stderr.trim().split('\n')).to.have.length(1);
    const wrong = run(['frobnicate'], '', { LANG: 'en_US.UTF-8' });
    expect(wrong.stderr).to.match(/^There is no command/);
  });

  it('acts for the address the instance was set up with, whatever the terminal says', () => {
    const said = run(['doctor']);
    expect(said.stdout).to.match(new RegExp(`^ok +${town.url} antwortet$`, 'm'));
    const elsewhere = run(['export', `${town.folder}/x.json`], '', { BASE_URL: '', PORT: '' });
    expect(elsewhere.status).to.equal(0);
  });
});
