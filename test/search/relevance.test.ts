import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { openEmbeddedIndex } from '../../search/engines/embedded-index.ts';
import type { SearchIndex } from '../../server/ports/search-index.ts';
import { realDocuments, recallAtTen } from './relevance.ts';
import { HELD_OUT_QUERIES } from './relevance-held-out-queries.ts';
import { TUNING_QUERIES } from './relevance-tuning-queries.ts';

describe('relevance over the real projects', () => {
  let folder: string;
  let index: SearchIndex;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'leuchtnetz-search-'));
    index = await openEmbeddedIndex({ folder, clock: () => new Date('2026-07-01T12:00:00.000Z') });
    await index.put(realDocuments());
  });
  after(async () => {
    await index.close();
    rmSync(folder, { recursive: true, force: true });
  });

  for (const [name, queries] of [
    ['used to build the analyzer', TUNING_QUERIES],
    ['held out', HELD_OUT_QUERIES],
  ] as const) {
    it(`finds at least 95 of 100 expected records among the first ten (${queries.length} questions ${name})`, async () => {
      const { recall, missed } = await recallAtTen(index, queries);
      expect(recall, missed.join('\n')).to.be.at.least(0.95);
    });
  }
  it('asks about records that exist', () => {
    const known = new Set(realDocuments().map(({ id }) => id));
    const unknown = [...TUNING_QUERIES, ...HELD_OUT_QUERIES].flatMap(({ expected }) => expected.filter((id) => !known.has(id)));
    expect(unknown).to.deep.equal([]);
  });
});
