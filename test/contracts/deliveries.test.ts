import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';

import { openEmbedded } from '../../server/storage/embedded-collections.ts';
import { openMongo } from '../../server/storage/mongo-collections.ts';
import { deliveriesContract } from './deliveries.contract.ts';

const { TEST_MONGODB_URL: real, TEST_FERRETDB_URL: ferret } = process.env;

describe('deliveries: embedded', () => {
  const folders: string[] = [];
  after(() => {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });
  deliveriesContract({
    name: 'embedded',
    renew: () => void folders.push(mkdtempSync(join(tmpdir(), 'leuchtnetz-deliveries-'))),
    open: () => openEmbedded({ folder: folders.at(-1) ?? '' }),
    cannot: {},
  });
});

describe('deliveries: MongoDB', () => {
  const url = real ?? ferret;
  if (url === undefined) {
    it('SKIPPED: neither TEST_MONGODB_URL nor TEST_FERRETDB_URL is set; `.ci/ferretdb start` prints the latter');
    return;
  }
  const databases: string[] = [];
  const own = new URL(url);
  after(async () => {
    const client = await MongoClient.connect(url);
    for (const name of databases) await client.db(name).dropDatabase();
    await client.close();
  });
  deliveriesContract({
    name: real === undefined ? 'mongo on FerretDB' : 'mongo on MongoDB',
    renew: () => {
      const name = `leuchtnetz-test-${randomBytes(6).toString('hex')}`;
      databases.push(name);
      own.pathname = `/${name}`;
    },
    open: () => openMongo({ url: own.href, clock: () => new Date() }),
    cannot: real === undefined ? { races: 'FerretDB does not let conditional writes of the same moment happen one after the other; set TEST_MONGODB_URL' } : {},
  });
});
