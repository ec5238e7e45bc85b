import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Meilisearch } from 'meilisearch';
import { openEmbeddedIndex } from '../../search/engines/embedded-index.ts';
import { openMeilisearchIndex } from '../../search/engines/meilisearch-index.ts';
import { searchIndexKeepsItsPromise } from './search-index.contract.ts';

const folders: string[] = [];

searchIndexKeepsItsPromise('embedded', (clock) => {
  const folder = mkdtempSync(join(tmpdir(), 'leuchtnetz-search-'));
  folders.push(folder);
  return openEmbeddedIndex({ folder, clock });
});

after(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

const url = process.env['TEST_MEILI_URL'];
const key = process.env['TEST_MEILI_KEY'] ?? '';
if (url === undefined) {
  describe('meilisearch search index', () => {
    it('was not tried: TEST_MEILI_URL does not name an engine');
  });
} else {
  const prefix = `test-${randomUUID()}`;
  let opened = 0;
  describe('with a Meilisearch engine', function () {
    this.timeout(120_000);
    searchIndexKeepsItsPromise('meilisearch', (clock) => {
      opened += 1;
      return openMeilisearchIndex({ url, key, clock, indexName: `${prefix}-${opened}` });
    });
    after(async () => {
      const client = new Meilisearch({ host: url, apiKey: key });
      const { results } = await client.getRawIndexes({ limit: 1_000 });
      for (const { uid } of results) if (uid.startsWith(prefix)) await client.deleteIndex(uid).waitTask();
    });
  });
}
