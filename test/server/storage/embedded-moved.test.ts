import { existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';

import { type Collections, StorageUnavailable } from '../../../server/storage/collection.ts';
import { openEmbedded } from '../../../server/storage/embedded-collections.ts';
import { aCard, cards, refusal } from '../../contracts/collections-fixture.ts';
import { aTerminal, PASSWORD, WITH_ADMIN } from '../../fixtures/a-terminal.ts';
import { workplace } from './storage-processes.ts';

describe('a store taken away under a running program', () => {
  const my = workplace();
  const opened: Collections[] = [];
  const open = async (folder: string) => {
    const collections = await openEmbedded({ folder });
    opened.push(collections);
    return { collections, collection: await collections.open(cards) };
  };
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((collections) => collections.close()));
  });

  for (const file of ['leuchtnetz.db', 'leuchtnetz.db-wal'])
    it(`acknowledges nothing once ${file} is gone, and says so when asked how it is`, async () => {
      const folder = my.folder();
      const { collections, collection } = await open(folder);
      await collection.insert(aCard('a'));
      rmSync(join(folder, file));
      for (const asking of [() => collection.insert(aCard('b')), () => collection.change('a', () => aCard('a')), () => collections.ping()]) {
        const error = await refusal(asking());
        expect(error).to.be.instanceOf(StorageUnavailable);
        expect(error.message).to.contain('removed or replaced').and.contain(folder);
      }
    });

  it('notices another store in its place, and goes on when the own one is back', async () => {
    const [folder, other] = [my.folder(), my.folder()] as const;
    await (await openEmbedded({ folder: other })).close();
    const { collections, collection } = await open(folder);
    const path = join(folder, 'leuchtnetz.db');
    renameSync(path, `${path}.away`);
    renameSync(join(other, 'leuchtnetz.db'), path);
    expect(await refusal(collection.insert(aCard('a')))).to.be.instanceOf(StorageUnavailable);
    renameSync(`${path}.away`, path);
    await collection.insert(aCard('a'));
    await collections.ping();
  });

  it('is not replaced by an empty one when a command is run: it says what to do', async () => {
    const terminal = aTerminal();
    try {
      for (const args of [['export', terminal.at('a.json')], ['user', 'list'], ['places', terminal.at('a.csv')], ['reindex']]) {
        const said = await terminal.run(args);
        expect(said, args.join(' ')).to.include({ code: 1, out: '' });
        expect(said.err).to.contain('leuchtnetz setup');
        expect(existsSync(terminal.at('data/leuchtnetz.db')), args.join(' ')).to.equal(false);
      }
      expect(await terminal.run(WITH_ADMIN, { stdin: PASSWORD })).to.include({ code: 0 });
    } finally {
      terminal.remove();
    }
  });

  it('keeps its files for its owner alone, also in a folder that others may read', async () => {
    const folder = my.folder();
    const { collection } = await open(folder);
    await collection.insert(aCard('a'));
    const files = readdirSync(folder).filter((name) => name.startsWith('leuchtnetz.db'));
    expect(files).to.have.length(3);
    for (const name of files) expect(statSync(join(folder, name)).mode & 0o077, name).to.equal(0);
  });
});
