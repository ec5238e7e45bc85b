import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import Database from 'libsql';
import { openEmbeddedIndex } from '../../search/engines/embedded-index.ts';
import type { SearchIndex } from '../../server/ports/search-index.ts';
import { aDocument, aQuery, inBatches } from '../fixtures/search-documents.ts';

const NOW = new Date('2026-07-01T12:00:00.000Z');

describe('the file of the embedded index', () => {
  let folder: string;
  let open: SearchIndex[];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'leuchtnetz-search-'));
    open = [];
  });
  afterEach(async () => {
    for (const index of open) await index.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const path = () => join(folder, 'search.db');
  const replaced = (by: () => void) => {
    rmSync(path());
    by();
  };
  const opened = async () => {
    const index = await openEmbeddedIndex({ folder, clock: () => NOW });
    open.push(index);
    return index;
  };
  const whole = async (...ids: string[]) => {
    const index = await opened();
    const documents = ids.map((id) => aDocument(id));
    await index.rebuild({ documents: inBatches(documents), total: documents.length, onProgress: () => undefined });
    return index;
  };
  const total = async (index: SearchIndex, words = '') => (await index.ask(aQuery(words), { followers: true })).total;

  it('keeps what was put, also for the next opening', async () => {
    await (await whole('a', 'b')).close();
    const again = await opened();
    expect(await again.mustRebuild()).to.equal(false);
    expect(await total(again, 'Vorhaben')).to.equal(2);
  });
  it('is one that other programs have closed: nothing of it is left open for writing', async () => {
    const index = await whole('a');
    await index.close();
    await index.close();
    expect(existsSync(`${path()}-wal`)).to.equal(false);
    expect(readFileSync(`${path()}-journal`).length).to.equal(0);
  });

  for (const [what, spoil] of [
    ['is no database', () => writeFileSync(path(), 'Das ist keine Datenbank. '.repeat(500))],
    ['is cut off', () => writeFileSync(path(), readFileSync(path()).subarray(0, 20_000))],
    ['is full of noise', () => writeFileSync(path(), noisy(readFileSync(path())))],
    ['is a folder', () => replaced(() => mkdirSync(path()))],
    ['belongs to something else', () => replaced(() => new Database(path()).exec('CREATE TABLE x (y)'))],
    ['was made by an older program', () => new Database(path()).exec("UPDATE state SET layout = 'old'")],
  ] as const) {
    it(`is set aside when it ${what}`, async () => {
      await (await whole('a', 'b')).close();
      spoil();
      const index = await opened();
      expect(await index.mustRebuild()).to.equal(true);
      expect(await total(index)).to.equal(0);
      expect(existsSync(`${path()}.set-aside`)).to.equal(true);
      await index.put([aDocument('c')]);
      expect(await total(index)).to.equal(1);
    });
  }
  it('may be deleted while it is stopped', async () => {
    await (await whole('a')).close();
    rmSync(path());
    expect(await (await opened()).mustRebuild()).to.equal(true);
  });
  it('may be deleted while it is open', async () => {
    const index = await whole('a', 'b');
    rmSync(path());
    expect(await index.mustRebuild()).to.equal(true);
    expect(await index.ask(aQuery(''), { followers: true })).to.include({ total: 0, filling: 0 });
    await index.rebuild({ documents: inBatches([aDocument('a')]), total: 1, onProgress: () => undefined });
    expect(await total(index)).to.equal(1);
    expect(await total(await opened())).to.equal(1);
  });
  it('heals when it breaks while it is open', async () => {
    const index = await whole(...Array.from({ length: 300 }, (_, at) => `n${at}`));
    writeFileSync(path(), noisy(readFileSync(path())));
    await index.put([aDocument('neu', { title: 'Wochenmarkt' })]);
    expect(await total(index, 'Wochenmarkt')).to.equal(1);
  });

  it('may be written by two processes, each seeing what the other did', async () => {
    const server = await whole('a', 'b');
    const command = await opened();
    await command.put([aDocument('c', { title: 'Wochenmarkt' })]);
    await command.remove([aDocument('a').id]);
    expect(await total(server)).to.equal(2);
    expect(await total(server, 'Wochenmarkt')).to.equal(1);
    await server.put([aDocument('c', { title: 'Schwimmhalle' })]);
    expect(await total(command, 'Wochenmarkt')).to.equal(0);
    await command.rebuild({ documents: inBatches([aDocument('x'), aDocument('y'), aDocument('z')]), total: 3, onProgress: () => undefined });
    expect(await total(server)).to.equal(3);
    await Promise.all(Array.from({ length: 20 }, (_, at) => (at % 2 === 0 ? server : command).put([aDocument(`p${at}`)])));
    expect([await total(server), await total(command)]).to.deep.equal([23, 23]);
  });
  it('forgets the words that no record holds any more, and knows them again when they come back, whoever writes', async () => {
    const server = await whole('a');
    const command = await opened();
    const words = () => new Database(path()).prepare('SELECT count(*) FROM v1').raw().get() as [number];
    const many = Array.from({ length: 40 }, (_, at) => aDocument(`w${at}`, { title: `Wochenmarkt${'abcdefghij'.charAt(at % 10)}${at}q Sonderzug` }));
    await server.put(many);
    const [before] = words();
    await command.remove(many.map(({ id }) => id));
    for (let at = 0; at < 4; at += 1) await command.put([aDocument('a')]);
    expect(words()[0]).to.be.below(before - 40);
    await server.put([aDocument('b', { title: 'Sonderzug' })]);
    for (const index of [server, command]) expect(await total(index, 'Sonderzgu')).to.equal(1);
  });
  it('remembers a bounded number of removals, and who was away for longer learns of all of them', async function () {
    this.timeout(60_000);
    const ids = Array.from({ length: 2_600 }, (_, at) => `n${at}`);
    const server = await whole(...ids, 'bleibt');
    const command = await opened();
    expect(await total(server)).to.equal(2_601);
    for (let from = 0; from < ids.length; from += 200) await command.remove(ids.slice(from, from + 200).map((id) => aDocument(id).id));
    const removals = () => new Database(path()).prepare('SELECT (SELECT count(*) FROM gone1)').raw().get() as [number];
    expect(removals()[0]).to.be.at.most(2_000);
    expect(await total(server)).to.equal(1);
  });
  it('forgets no removal while a rebuild could bring the record back', async function () {
    this.timeout(60_000);
    const ids = Array.from({ length: 2_600 }, (_, at) => `n${at}`);
    const index = await whole(...ids, 'bleibt');
    async function* everything() {
      yield ids.map((id) => aDocument(id));
      await index.remove(ids.map((id) => aDocument(id).id));
      await index.remove([aDocument('bleibt').id]);
    }
    await index.rebuild({ documents: everything(), total: 2_601, onProgress: () => undefined });
    expect(await total(index)).to.equal(0);
  });
  it('is not filled twice: a rebuild that another one overtakes gives up', async () => {
    const server = await whole('a');
    const command = await opened();
    async function* overtaken() {
      yield [aDocument('b')];
      await command.rebuild({ documents: inBatches([aDocument('c'), aDocument('d')]), total: 2, onProgress: () => undefined });
      yield [aDocument('e')];
    }
    let fault = '';
    await server.rebuild({ documents: overtaken(), total: 2, onProgress: () => undefined }).catch((error: Error) => {
      fault = error.message;
    });
    expect(fault).to.contain('taken over');
    expect(await total(server)).to.equal(2);
  });

  for (const isFirst of [true, false]) {
    it(`survives a process killed during a rebuild (${isFirst ? 'first' : 'later'} time)`, async function () {
      this.timeout(30_000);
      if (!isFirst) await (await whole('a', 'b')).close();
      await killedDuringRebuild(folder);
      const index = await opened();
      expect(await index.mustRebuild()).to.equal(isFirst);
      expect(await total(index)).to.equal(isFirst ? 0 : 2);
      const tables = new Database(path()).prepare("SELECT count(*) AS tables FROM sqlite_master WHERE name GLOB 'd[0-9]*' AND type = 'table'").raw().get();
      expect(tables).to.deep.equal([1]);
      await index.rebuild({ documents: inBatches([aDocument('c')]), total: 1, onProgress: () => undefined });
      expect(await total(index)).to.equal(1);
    });
  }
});

/** Keeps the first page, so that only what lies in the tables is broken. */
function noisy(file: Buffer): Buffer {
  for (let at = 4_096; at < file.length; at += 7) file[at] = (at * 31) % 256;
  return file;
}

/** A real process that fills the index and is killed when it has begun. */
async function killedDuringRebuild(folder: string): Promise<void> {
  const script = new URL('../fixtures/search-endless-rebuild.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, ['--import', 'tsx', script, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise((resolve) => child.stdout.once('data', resolve));
  child.kill('SIGKILL');
  await new Promise((resolve) => child.once('exit', resolve));
}
