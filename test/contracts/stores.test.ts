import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';

import { openEmbedded } from '../../server/storage/embedded-collections.ts';
import { openMongo } from '../../server/storage/mongo-collections.ts';
import { storesContract } from './stores.contract.ts';

const url = process.env['TEST_MONGODB_URL'] ?? process.env['TEST_FERRETDB_URL'];

describe('stores of people and their work: embedded', () => {
  const folder = mkdtempSync(join(tmpdir(), 'leuchtnetz-stores-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  storesContract({ name: 'embedded', open: () => openEmbedded({ folder }), cannot: {} });
});

describe('stores of people and their work: MongoDB', () => {
  if (url === undefined) {
    it('SKIPPED: neither TEST_MONGODB_URL nor TEST_FERRETDB_URL is set; `.ci/ferretdb start` prints the latter');
    return;
  }
  const own = new URL(url);
  own.pathname = `/leuchtnetz-test-${randomBytes(6).toString('hex')}`;
  after(async () => {
    const client = await MongoClient.connect(own.href);
    await client.db().dropDatabase();
    await client.close();
  });
  storesContract({ name: 'mongo', open: () => openMongo({ url: own.href, clock: () => new Date() }), cannot: {} });
});
