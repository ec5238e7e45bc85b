import { expect } from 'chai';

import { StorageUnavailable } from '../../../server/storage/collection.ts';
import { openEmbedded } from '../../../server/storage/embedded-collections.ts';
import { refusal } from '../../contracts/collections-fixture.ts';
import { counters, workplace } from './storage-processes.ts';

describe('embedded storage and several processes', () => {
  const my = workplace();

  it('has everything on disk that was acknowledged before a kill -9', async () => {
    for (const acknowledged of [1, 40, 250]) {
      const folder = my.folder();
      const child = my.start(folder, 'insert');
      while (child.lines.length < acknowledged) await child.said();
      await child.kill();
      const collections = await openEmbedded({ folder, server: true });
      const numbers = await collections.open(counters);
      const found = await numbers.getMany(child.lines);
      expect(found.map(({ id }) => id)).to.deep.equal(child.lines);
      expect(await numbers.find({ value: { gte: 0 } })).to.have.length(await numbers.count({}));
      await collections.close();
    }
  });

  it('loses no change when two processes change the same document', async () => {
    const folder = my.folder();
    const children = [my.start(folder, 'count', '200'), my.start(folder, 'count', '200')];
    await Promise.all(children.map((child) => child.ended()));
    expect(children.map((child) => child.lines.at(-1))).to.deep.equal(['done', 'done']);
    const collections = await openEmbedded({ folder });
    expect((await (await collections.open(counters)).get('sum'))?.value).to.equal(400);
    await collections.close();
  });

  it('refuses a second server on the folder in words that help, and lets the command line work beside the first', async () => {
    const folder = my.folder();
    const server = my.start(folder, 'serve');
    expect(await server.said()).to.equal('ready');
    const second = my.start(folder, 'serve');
    expect(await second.said()).to.match(/^FolderInUse: Another server is running on .*DATA_DIR/);
    const beside = await openEmbedded({ folder });
    await (await beside.open(counters)).insert({ id: 'a', value: 1 });
    await beside.close();
  });

  it('gives the folder free when its server dies by kill -9', async () => {
    const folder = my.folder();
    const server = my.start(folder, 'serve');
    expect(await server.said()).to.equal('ready');
    await server.kill();
    const next = await openEmbedded({ folder, server: true });
    expect(await next.holds('server')).to.equal(true);
    await next.close();
  });

  it('gives any right free when its holder dies by kill -9, and not before', async () => {
    const folder = my.folder();
    const holder = my.start(folder, 'hold', 'reindex');
    expect(await holder.said()).to.equal('true');
    const here = await openEmbedded({ folder });
    expect(await here.hold('reindex')).to.equal(false);
    expect(await here.hold('relay')).to.equal(true);
    await holder.kill();
    expect(await here.hold('reindex')).to.equal(true);
    await here.close();
  });

  it('waits while another one writes, then says clearly that it cannot, and works again afterwards', async () => {
    const { default: Database } = await import('libsql');
    const folder = my.folder();
    const collections = await openEmbedded({ folder, patienceMs: 200 });
    const numbers = await collections.open(counters);
    const other = new Database(`${folder}/leuchtnetz.db`);
    other.exec('BEGIN IMMEDIATE');
    const turns: number[] = [];
    const turning = setInterval(() => turns.push(1), 10);
    const error = await refusal(numbers.insert({ id: 'a', value: 1 }));
    clearInterval(turning);
    expect(error).to.be.instanceOf(StorageUnavailable);
    expect(error.message).to.contain('another process keeps it locked');
    expect(turns, 'the process went on with other things').to.not.be.empty;
    expect(await numbers.get('a'), 'reading needs no lock').to.equal(undefined);
    const waiting = numbers.insert({ id: 'b', value: 2 });
    setTimeout(() => other.exec('COMMIT'), 50);
    await waiting;
    expect(await numbers.get('b')).to.deep.equal({ id: 'b', value: 2 });
    other.close();
    await collections.close();
  });
});
