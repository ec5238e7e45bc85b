import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect } from 'chai';
import { MongoClient } from 'mongodb';

import { openDiskBlobs } from '../../server/storage/file-disk.ts';
import { openGridFsBlobs } from '../../server/storage/file-gridfs.ts';
import { fileBlobsContract } from './file-blobs.contract.ts';

const { TEST_MONGODB_URL: real, TEST_FERRETDB_URL: ferret } = process.env;

describe('file blobs: disk', () => {
  const folder = mkdtempSync(join(tmpdir(), 'leuchtnetz-blobs-'));
  const home = join(folder, 'files');
  after(() => rmSync(folder, { recursive: true, force: true }));
  fileBlobsContract({ name: 'disk', open: () => openDiskBlobs(home) });

  it('shows them to their owner alone', async () => {
    const blobs = await openDiskBlobs(home);
    await blobs.put('own', (async function* () {})());
    expect(statSync(home).mode & 0o077).to.equal(0);
    expect(statSync(join(home, 'own')).mode & 0o077).to.equal(0);
  });

  it('clears away what a killed process left half written', async () => {
    const left = join(home, 'half.leuchtnetz-999999999-0a1b2c3d.part');
    writeFileSync(left, 'half');
    const blobs = await openDiskBlobs(home);
    const names: string[] = [];
    for await (const { name } of blobs.list()) names.push(name);
    expect(names.join()).not.to.contain('half');
    await blobs.tidy();
    expect(existsSync(left)).to.equal(false);
    expect(readdirSync(home).filter((name) => name.endsWith('.part'))).to.deep.equal([]);
  });
});

describe('file blobs: GridFS', () => {
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
  fileBlobsContract({ name: real === undefined ? 'GridFS on FerretDB' : 'GridFS on MongoDB', open: () => openGridFsBlobs({ url: own.href }) });
});
