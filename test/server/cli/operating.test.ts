import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect } from 'chai';
import { pino } from 'pino';

import { rebase } from '../../../server/actions/rebase.ts';
import { openHouse } from '../../../server/compose.ts';
import { openServer } from '../../../server/compose-server.ts';
import { readConfig } from '../../../server/config.ts';
import { openBaseStore } from '../../../server/storage/base-store.ts';
import { aTerminal, PASSWORD, type Terminal, WITH_ADMIN } from '../../fixtures/a-terminal.ts';

const NEW_BASE = 'https://wissen.musterstadt.example';

/** A server of this terminal's folder, as far as others notice it. */
async function aServer(terminal: Terminal) {
  const config = readConfig({ DATA_DIR: terminal.at('data') }, terminal.folder);
  const house = await openHouse({ config, clock: () => new Date(), isServer: true, onWaiting: () => undefined });
  await house.collections.hold('relay');
  return house;
}

async function records(terminal: Terminal): Promise<{ id: string; about?: string; title?: string }[]> {
  await terminal.run(['export', terminal.at('all.json')]);
  const text = readFileSync(terminal.at('all.json'), 'utf8');
  return (JSON.parse(text) as { records: { id: string; about?: string; title?: string }[] }).records;
}

/** A move that ends in the middle of the work. */
async function interrupted(terminal: Terminal): Promise<void> {
  const house = await aServer(terminal);
  try {
    const needs = {
      ...house.stores,
      bases: await openBaseStore(house.collections),
      secrets: house.secrets,
      clock: house.clock,
      wasDelivered: async () => false,
    };
    const cut = (): void => {
      throw new Error('cut');
    };
    await rebase(needs)(NEW_BASE, cut).catch((err: Error) => expect(err.message).to.equal('cut'));
  } finally {
    await house.close();
  }
}

/** What a server that starts under this address says; empty when it starts. */
async function startedAt(terminal: Terminal, BASE_URL: string): Promise<string> {
  const config = readConfig({ DATA_DIR: terminal.at('data'), BASE_URL }, terminal.folder);
  const house = await openHouse({ config, clock: () => new Date(), isServer: true, onWaiting: () => undefined });
  try {
    const server = await openServer(house, { log: pino({ level: 'silent' }), setUpCode: 'x', hasLimits: true });
    await server.close();
    return '';
  } catch (err) {
    return err instanceof Error ? err.message : '';
  } finally {
    await house.close();
  }
}

describe('the command line: operating', () => {
  let terminal: Terminal;
  const list = JSON.stringify([
    { id: 'a', title: 'Erstes' },
    { id: 'b', type: 'lesson', statement: 'Gelernt', about: 'a' },
  ]);

  beforeEach(async () => {
    terminal = aTerminal();
    await terminal.run(WITH_ADMIN, { stdin: PASSWORD });
    writeFileSync(terminal.at('liste.json'), list);
    await terminal.run(['import', terminal.at('liste.json')]);
  });
  afterEach(() => terminal.remove());

  it('moves every address to another base, and knows its imports again there', async () => {
    const said = await terminal.run(['rebase', `${NEW_BASE}/`]);
    expect(said).to.include({ code: 0, err: '' });
    expect(said.out).to.include(`BASE_URL=${NEW_BASE}`);
    const moved = await records(terminal);
    expect(moved.map(({ id }) => id.startsWith(`${NEW_BASE}/records/`))).to.deep.equal([true, true]);
    expect(moved.find(({ about }) => about)?.about).to.equal(moved.find(({ title }) => title)?.id);
    expect((await terminal.run(['import', terminal.at('liste.json')])).out).to.include('2 unverändert');
    writeFileSync(terminal.at('liste.json'), list.replace('Gelernt', 'Mehr gelernt'));
    expect((await terminal.run(['import', terminal.at('liste.json')])).out).to.include('1 geändert');
    expect(await terminal.run(['user', 'add', '--email', 'x@y.example', '--password-stdin'], { stdin: PASSWORD })).to.include({ code: 0 });
    expect((await terminal.run(['doctor'], { env: { BASE_URL: NEW_BASE } })).out).to.include(`${NEW_BASE}/organisations/musterstadt`);
  });

  it('does not move while a server runs, nor to an address with a path', async () => {
    const server = await aServer(terminal);
    try {
      const said = await terminal.run(['rebase', NEW_BASE]);
      expect(said).to.include({ code: 1 });
      expect(said.err).to.include('Server läuft noch');
    } finally {
      await server.close();
    }
    expect(await terminal.run(['rebase', `${NEW_BASE}/pfad`])).to.include({ code: 1 });
    expect((await records(terminal))[0]?.id).to.match(/^http:\/\/localhost:3000\//);
  });

  it('lets nothing start on a move that was interrupted, and finishes it, also on the way to a third address', async () => {
    await interrupted(terminal);
    const start = await terminal.run(['doctor']);
    expect(start.out).to.match(new RegExp(`^fail .*leuchtnetz rebase ${NEW_BASE}`, 'm'));
    for (const BASE_URL of ['http://localhost:3000', NEW_BASE]) {
      const refused = await startedAt(terminal, BASE_URL);
      expect(refused, BASE_URL).to.include(`leuchtnetz rebase ${NEW_BASE}`);
    }
    const imported = await terminal.run(['import', terminal.at('liste.json')]);
    expect(imported).to.include({ code: 1, out: '' });
    expect(imported.err).to.include(`leuchtnetz rebase ${NEW_BASE}`);

    expect(await terminal.run(['rebase', 'https://dritte.example'])).to.include({ code: 0, err: '' });
    const moved = await records(terminal);
    expect(moved.map(({ id }) => id.startsWith('https://dritte.example/records/'))).to.deep.equal([true, true]);
    expect(await startedAt(terminal, 'https://dritte.example')).to.equal('');
    expect((await terminal.run(['import', terminal.at('liste.json')])).out).to.include('2 unverändert');
  });

  it('saves everything in one file beside a running server, and brings it back', async () => {
    writeFileSync(join(terminal.at('data'), 'session-secret'), 'geheim');
    const server = await aServer(terminal);
    try {
      expect(await terminal.run(['backup', terminal.at('sicherung')])).to.include({ code: 0, err: '' });
      expect((await terminal.run(['restore', terminal.at('sicherung'), '--force'])).err).to.include('Server');
    } finally {
      await server.close();
    }
    expect(statSync(terminal.at('sicherung')).mode & 0o077).to.equal(0);
    const before = await records(terminal);
    expect((await terminal.run(['backup', terminal.at('sicherung')])).err).to.include('gibt es schon');

    const other = { DATA_DIR: terminal.at('andere') };
    expect(await terminal.run(['restore', terminal.at('sicherung')], { env: other })).to.include({ code: 0, err: '' });
    await terminal.run(['export', terminal.at('andere.json')], { env: other });
    expect(JSON.parse(readFileSync(terminal.at('andere.json'), 'utf8')))
      .to.have.property('records')
      .that.deep.equals(before);
    expect(readFileSync(terminal.at('andere/session-secret'), 'utf8')).to.equal('geheim');
  });

  it('tidies up what killed commands left half done, and leaves alone what others are at', async () => {
    const dead = spawnSync(process.execPath, ['-e', '']).pid;
    const left = [
      `data/restore.leuchtnetz-${dead}-0123abcd.part`,
      `gestern.leuchtnetz-${dead}-0123abcd.part`,
      `gestern.leuchtnetz-${dead}-0123abcd.part-journal`,
    ];
    const busy = `heute.leuchtnetz-${process.pid}-0123abcd.part`;
    for (const name of [...left, busy, 'fremd.part']) writeFileSync(terminal.at(name), 'x');
    expect(await terminal.run(['backup', terminal.at('sicherung')])).to.include({ code: 0, err: '' });
    expect(left.filter((name) => existsSync(terminal.at(name)))).to.deep.equal([]);
    expect(existsSync(terminal.at(busy)) && existsSync(terminal.at('fremd.part'))).to.equal(true);
    await terminal.run(['restore', terminal.at('sicherung'), '--force']);
    expect(readdirSync(terminal.at('data')).filter((name) => name.includes('.part'))).to.deep.equal([]);
  });

  it('is told by the doctor when others may read its data', async () => {
    expect((await terminal.run(['doctor'])).out).to.match(/^ok {4}.*data ist für andere nicht lesbar$/m);
    chmodSync(terminal.at('data/leuchtnetz.db'), 0o644);
    expect((await terminal.run(['doctor'])).out).to.match(/^warn .*leuchtnetz\.db.* Bitte: chmod/m);
    chmodSync(terminal.at('data/leuchtnetz.db'), 0o600);
    chmodSync(terminal.at('data'), 0o755);
    expect((await terminal.run(['doctor'])).out).to.match(/^warn .*data\. Bitte: chmod/m);
  });

  it('restores over data only when told to, and keeps what was there', async () => {
    await terminal.run(['backup', terminal.at('sicherung')]);
    await terminal.run(['user', 'add', '--email', 'spaeter@ort.example', '--password-stdin'], { stdin: PASSWORD });
    const refused = await terminal.run(['restore', terminal.at('sicherung')]);
    expect(refused).to.include({ code: 1 });
    expect(refused.err).to.include('--force');
    expect(await terminal.run(['restore', terminal.at('sicherung'), '--force'])).to.include({ code: 0 });
    expect((await terminal.run(['user', 'list'])).out).to.not.include('spaeter');
    expect(readdirSync(terminal.at('data')).some((name) => name.startsWith('leuchtnetz.db.before-restore-'))).to.equal(true);
  });

  it('restores nothing that is not a whole backup', async () => {
    writeFileSync(terminal.at('text'), 'kein SQLite');
    expect((await terminal.run(['restore', terminal.at('text'), '--force'])).err).to.include('keine Sicherung');
    await terminal.run(['backup', terminal.at('sicherung')]);
    const bytes = readFileSync(terminal.at('sicherung'));
    writeFileSync(terminal.at('halb'), Buffer.concat([bytes.subarray(0, 4_096), Buffer.alloc(bytes.length - 4_096, 7)]));
    expect(await terminal.run(['restore', terminal.at('halb'), '--force'])).to.include({ code: 1 });
    expect(await records(terminal)).to.have.length(2);
  });

  it('leaves MongoDB to its own tools', async () => {
    const env = { MONGODB_URL: 'mongodb://localhost:1', SESSION_SECRET: 'x'.repeat(32), KEY_SECRET: 'y'.repeat(32) };
    const said = await terminal.run(['backup', terminal.at('x')], { env });
    expect(said).to.include({ code: 1 });
    expect(said.err).to.include('mongodump');
    expect(existsSync(terminal.at('x'))).to.equal(false);
  });

  it('builds the index itself where no server runs', async () => {
    expect((await terminal.run(['reindex'])).out).to.include('Suchindex neu aufgebaut');
  });

  it('lets the server build the index where one runs, and follows it', async () => {
    const server = await aServer(terminal);
    const { index, reindex } = await server.openIndex();
    try {
      const asked = terminal.run(['reindex']);
      while (!(await reindex.isWanted())) await new Promise((resolve) => setTimeout(resolve, 20));
      await reindex.run(() => undefined);
      expect(await asked).to.include({ code: 0 });
    } finally {
      await index.close();
      await server.close();
    }
  });

  it('finds what is wrong and says what to do', async () => {
    const well = await terminal.run(['doctor']);
    expect(well.code).to.equal(0);
    expect(well.out)
      .to.match(/^ok {4}Speicher antwortet: 2 Einträge$/m)
      .and.match(/^warn {2}Das Ortsverzeichnis fehlt.*leuchtnetz places/m)
      .and.match(/^warn {2}Das Impressum von Musterstadt ist leer.*PATCH \/api\/v1\/organisations\/musterstadt/m)
      .and.match(/^warn {2}Der Datenschutzkontakt von Musterstadt ist leer/m)
      .and.not.include('Ziffern');
    const county = { DATA_DIR: terminal.at('kreis') };
    await terminal.run([...WITH_ADMIN, '--type', 'county'], { stdin: PASSWORD, env: county });
    expect((await terminal.run(['doctor'], { env: county })).out).to.match(/^warn {2}Musterstadt ist ein Kreis, der AGS 05970004 hat aber 8 Ziffern/m);
    const town = { DATA_DIR: terminal.at('stadt') };
    await terminal.run([...WITH_ADMIN, '--ags', '05970'], { stdin: PASSWORD, env: town });
    expect((await terminal.run(['doctor'], { env: town })).out).to.match(/^warn {2}Musterstadt ist eine Gemeinde oder Stadt, der AGS 05970 hat aber nur 5/m);
    const moved = await terminal.run(['doctor'], { env: { BASE_URL: 'http://localhost:4999' } });
    expect(moved.code).to.equal(1);
    expect(moved.out).to.match(/^fail {2}BASE_URL ist .*leuchtnetz rebase/m);
    const wrong = await terminal.run(['doctor'], { env: { PORT: 'x' } });
    expect(wrong).to.include({ code: 1, err: '' });
    expect(wrong.out).to.match(/^fail .*PORT/m);
    expect((await terminal.run(['doctor'], { env: { DATA_DIR: terminal.at('liste.json') } })).code).to.equal(1);
  });
});
