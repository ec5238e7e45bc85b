import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';

import { openEmbedded } from '../../server/storage/embedded-collections.ts';
import { openMongo } from '../../server/storage/mongo-collections.ts';
import { collectionsContract, type Engine } from './collections.contract.ts';

const { TEST_MONGODB_URL: real, TEST_FERRETDB_URL: ferret } = process.env;

const FERRETDB_CANNOT: Engine['cannot'] = {
  races: 'FerretDB does not let conditional writes of the same moment happen one after the other; set TEST_MONGODB_URL',
  'lists within lists': 'FerretDB refuses them; set TEST_MONGODB_URL',
  'ranges over members': 'FerretDB finds too much by $elemMatch; set TEST_MONGODB_URL',
  'unique on change': 'FerretDB answers an internal error instead of E11000; set TEST_MONGODB_URL',
};

describe('collections: embedded', () => {
  const folder = mkdtempSync(join(tmpdir(), 'leuchtnetz-contract-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  collectionsContract({ name: 'embedded', open: () => openEmbedded({ folder }), cannot: {} });
});

describe('collections: MongoDB', () => {
  const url = real ?? ferret;
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
  collectionsContract({
    name: real === undefined ? 'mongo on FerretDB' : 'mongo on MongoDB',
    open: () => openMongo({ url: own.href, clock: () => new Date() }),
    cannot: real === undefined ? FERRETDB_CANNOT : {},
  });
});
