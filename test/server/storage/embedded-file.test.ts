import { copyFileSync, mkdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import Database from 'libsql';

import { Duplicate, StorageUnavailable } from '../../../server/storage/collection.ts';
import { readOrder, readWhere } from '../../../server/storage/conditions.ts';
import { openEmbedded } from '../../../server/storage/embedded-collections.ts';
import { toSql } from '../../../server/storage/embedded-sql.ts';
import { indexedFields } from '../../../server/storage/shapes.ts';
import { aCard, cards, refusal } from '../../contracts/collections-fixture.ts';
import { counters, workplace } from './storage-processes.ts';

const WAL_HEADER = 32;
const FRAME_HEADER = 24;

describe('embedded storage file', () => {
  const my = workplace();
  const fileIn = (folder: string) => join(folder, 'leuchtnetz.db');

  it('refuses a file that is no database, one that is cut off, and one of another program, and leaves each as it was', async () => {
    const whole = my.folder();
    const collections = await openEmbedded({ folder: whole });
    const numbers = await collections.open(counters);
    await Promise.all(Array.from({ length: 500 }, (_, i) => numbers.insert({ id: `a${i}`, value: i })));
    await collections.close();

    const [garbage, cut, foreign] = [my.folder(), my.folder(), my.folder()] as const;
    writeFileSync(fileIn(garbage), 'Das ist keine Datenbank. '.repeat(1000));
    copyFileSync(fileIn(whole), fileIn(cut));
    truncateSync(fileIn(cut), 9000);
    const other = new Database(fileIn(foreign));
    other.exec('CREATE TABLE theirs (a); INSERT INTO theirs VALUES (1)');
    other.close();

    for (const [folder, words] of [
      [garbage, /damaged or no database/],
      [cut, /damaged or no database/],
      [foreign, /database of another program/],
    ] as const) {
      const before = readFileSync(fileIn(folder));
      for (let attempt = 0; attempt < 2; attempt++) {
        const error = await refusal(openEmbedded({ folder, server: true }));
        expect(error).to.be.instanceOf(StorageUnavailable);
        expect(error.message).to.match(words).and.to.contain(fileIn(folder));
      }
      expect(readFileSync(fileIn(folder)).equals(before), 'untouched').to.equal(true);
    }
  });

  it('says clearly when it cannot get at the folder or the file', async () => {
    const folder = my.folder();
    mkdirSync(fileIn(folder));
    expect((await refusal(openEmbedded({ folder }))).message).to.contain('check its path and rights');
    const notAFolder = join(my.folder(), 'file');
    writeFileSync(notAFolder, '');
    const error = await refusal(openEmbedded({ folder: notAFolder }));
    expect(error).to.be.instanceOf(StorageUnavailable);
    expect(error.message).to.contain(notAFolder);
  });

  it('makes the folder when there is none, for its owner alone', async () => {
    const folder = join(my.folder(), 'a', 'b');
    await (await openEmbedded({ folder })).close();
    expect(statSync(folder).mode & 0o077).to.equal(0);
  });

  it('writes 100 documents that come at the same moment in one transaction, and refuses only the wrong one among them', async () => {
    const folder = my.folder();
    const collections = await openEmbedded({ folder });
    const collection = await collections.open(cards);
    const before = commitsIn(fileIn(folder));
    await Promise.all(Array.from({ length: 100 }, (_, i) => collection.insert(aCard(`a${i}`))));
    expect(commitsIn(fileIn(folder)) - before).to.equal(1);
    const answers = await Promise.allSettled(['b1', 'a7', 'b2'].map((id) => collection.insert(aCard(id))));
    expect(answers.map(({ status }) => status)).to.deep.equal(['fulfilled', 'rejected', 'fulfilled']);
    expect(answers[1]).to.have.property('reason').that.is.instanceOf(Duplicate);
    expect(commitsIn(fileIn(folder)) - before).to.equal(2);
    await collections.close();
  });

  it('finishes what was asked for before it closes, and refuses clearly afterwards', async () => {
    const folder = my.folder();
    const collections = await openEmbedded({ folder });
    const collection = await collections.open(cards);
    const writing = collection.insert(aCard('a'));
    await collections.close();
    await writing;
    for (const late of [() => collection.get('a'), () => collection.insert(aCard('b')), () => collections.ping()]) {
      expect(await refusal(late())).to.be.instanceOf(StorageUnavailable);
    }
    await collections.close();
  });

  it('answers every kind of question from an index', async () => {
    const folder = my.folder();
    const collections = await openEmbedded({ folder });
    await collections.open(cards);
    const fields = indexedFields(cards);
    const plan = new Database(fileIn(folder));
    const questions = [
      [{ slug: 's' }, {}],
      [{ rank: { gt: 5 } }, { sort: [['rank', -1]], limit: 20 }],
      [{ rank: null }, {}],
      [{ rank: { in: [1, 'a', null] } }, {}],
      [{ town: 'Aa' }, { sort: [['rank', 1]], limit: 20 }],
      [
        { town: 'Aa', rank: { gte: 'a', lt: 'b' } },
        { sort: [['rank', -1]], limit: 20 },
      ],
      [{ tags: 'x' }, { sort: [['rank', 1]] }],
      [{ tags: { in: ['x', 'y'] } }, {}],
      [{}, { sort: [['rank', 1]], limit: 20 }],
      [{}, { sort: [['slug', -1]], limit: 20 }],
      [{ id: { gt: 'a' } }, { sort: [['id', 1]], limit: 20 }],
    ] as const;
    for (const [where, how] of questions) {
      const { sql, values } = toSql(fields, readWhere(fields, where), readOrder(fields, how));
      const steps = plan.prepare(`EXPLAIN QUERY PLAN SELECT id, schema, doc FROM "cards"${sql}`).all(values as string[]) as { detail: string }[];
      const words = steps.map(({ detail }) => detail).join('; ');
      expect(words, JSON.stringify([where, how])).to.match(/(SEARCH|SCAN) cards USING INDEX/);
      expect(words).to.not.match(/SCAN (cards|cards\.list)(;|$)/);
    }
    plan.close();
    await collections.close();
  });
});

/** How often the file was made to wait for the disk: its log marks the last page of each transaction. */
function commitsIn(file: string): number {
  const log = readFileSync(`${file}-wal`);
  const frame = FRAME_HEADER + log.readUInt32BE(8);
  let commits = 0;
  for (let at = WAL_HEADER; at + frame <= log.length; at += frame) {
    const isCurrent = log.compare(log, 16, 24, at + 8, at + 16) === 0;
    if (isCurrent && log.readUInt32BE(at + 4) !== 0) commits++;
  }
  return commits;
}
