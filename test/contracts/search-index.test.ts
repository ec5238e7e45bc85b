import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbeddedIndex } from '../../search/engines/embedded-index.ts';
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
