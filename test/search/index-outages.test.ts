import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { asUnavailable } from '../../search/engines/embedded/faults.ts';
import { openEmbeddedIndex } from '../../search/engines/embedded-index.ts';
import { openMeilisearchIndex } from '../../search/engines/meilisearch-index.ts';
import { type SearchIndex, SearchUnavailable } from '../../server/ports/search-index.ts';
import { aDocument, aQuery, inBatches } from '../fixtures/search-documents.ts';

const PUBLIC = { followers: false };

// The relay waits for an index that says so, and gives up a record that fails otherwise: a full disk must not cost records.
describe('an embedded index whose disk fails', () => {
  let folder: string;
  let index: SearchIndex;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'leuchtnetz-search-'));
    index = await openEmbeddedIndex({ folder, clock: () => new Date('2026-07-01T12:00:00.000Z') });
    await index.put([aDocument('a')]);
  });
  afterEach(async () => {
    await index.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('says SearchUnavailable to every write, and goes on when the disk does', async () => {
    const journal = join(folder, 'search.db-journal');
    rmSync(journal, { force: true });
    mkdirSync(journal);
    const rebuilt = index.rebuild({ documents: inBatches([aDocument('b')]), total: 1, onProgress: () => undefined });
    for (const asked of [index.put([aDocument('b')]), index.remove([aDocument('a').id]), rebuilt]) {
      expect(await faultOf(asked)).to.be.instanceOf(SearchUnavailable);
    }
    rmSync(journal, { recursive: true });
    await index.put([aDocument('b')]);
    expect((await index.ask(aQuery(''), PUBLIC)).total).to.equal(2);
  });
  it('says so to what was under way when it was closed', async () => {
    const asked = index.ask(aQuery('Vorhaben'), PUBLIC);
    await index.close();
    const fault = await faultOf(asked);
    if (fault !== null) expect(fault).to.be.instanceOf(SearchUnavailable);
    expect(await faultOf(index.put([aDocument('b')]))).to.be.instanceOf(SearchUnavailable);
  });
  for (const code of ['FULL', 'IOERR_WRITE', 'READONLY_ROLLBACK', 'BUSY_SNAPSHOT', 'LOCKED', 'CANTOPEN', 'PERM', 'AUTH', 'NOMEM', 'PROTOCOL', 'CORRUPT_VTAB']) {
    it(`counts SQLITE_${code} as passing`, () => expect(asUnavailable(coded(`SQLITE_${code}`))).to.be.instanceOf(SearchUnavailable));
  }
  for (const code of ['ENOSPC', 'EROFS', 'EACCES', 'EMFILE', 'EIO']) {
    it(`counts ${code} as passing`, () => expect(asUnavailable(coded(code))).to.be.instanceOf(SearchUnavailable));
  }
  for (const code of ['SQLITE_TOOBIG', 'SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_MISMATCH', 'SQLITE_ERROR', 'ERR_INVALID_ARG_TYPE']) {
    it(`leaves ${code} as it is`, () => {
      const error = coded(code);
      expect(asUnavailable(error)).to.equal(error);
    });
  }
});

describe('a Meilisearch that takes a document and cannot keep it', () => {
  let server: Server;
  let index: SearchIndex;
  let task: object;
  beforeEach(async () => {
    server = createServer((req, res) => {
      res.setHeader('content-type', 'application/json');
      const isWrite = req.method !== 'GET';
      const answer = isWrite
        ? { taskUid: 1, indexUid: 'records', status: 'enqueued', type: 'documentAdditionOrUpdate', enqueuedAt: '2026-07-01T12:00:00Z' }
        : task;
      res.statusCode = isWrite ? 202 : 200;
      req.resume().on('end', () => res.end(JSON.stringify(answer)));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    index = await openMeilisearchIndex({ url: `http://127.0.0.1:${port}`, key: 'k', clock: () => new Date(), timeout: 2_000 });
  });
  afterEach(async () => {
    await index.close();
    server.close();
    server.closeAllConnections();
  });

  for (const [code, type, isPassing] of [
    ['internal', 'internal', true],
    ['database_size_limit_reached', 'internal', true],
    ['no_space_left_on_device', 'system', true],
    ['too_many_open_files', 'system', true],
    ['index_not_found', 'invalid_request', true],
    ['invalid_document_geo_field', 'invalid_request', false],
    ['invalid_document_id', 'invalid_request', false],
  ] as const) {
    it(`${isPassing ? 'is unavailable' : 'speaks of the document'} when the task fails with ${code}`, async () => {
      task = { uid: 1, status: 'failed', type: 'documentAdditionOrUpdate', error: { message: 'no', code, type, link: '' } };
      const fault = await faultOf(index.put([aDocument('a')]));
      expect(fault).to.be.instanceOf(Error).with.property('message').that.contains(code);
      expect(fault instanceof SearchUnavailable).to.equal(isPassing);
    });
  }
  it('is unavailable when somebody cancelled the task', async () => {
    task = { uid: 1, status: 'canceled', type: 'documentAdditionOrUpdate', error: null };
    expect(await faultOf(index.put([aDocument('a')]))).to.be.instanceOf(SearchUnavailable);
  });
});

function coded(code: string): Error {
  return Object.assign(new Error(`fault ${code}`), { code });
}

async function faultOf(asked: Promise<unknown>): Promise<unknown> {
  return asked.then(
    () => null,
    (fault: unknown) => fault,
  );
}
