import { expect } from 'chai';
import { aQuery } from '../fixtures/search-documents.ts';
import { realIndex, recallAtTen } from './relevance.ts';
import { FURTHER_QUERIES } from './relevance-further-queries.ts';
import { HELD_OUT_QUERIES } from './relevance-held-out-queries.ts';
import { TUNING_QUERIES } from './relevance-tuning-queries.ts';

describe('relevance over the real projects, as an import brings them', function () {
  this.timeout(60_000);
  let real: Awaited<ReturnType<typeof realIndex>>;
  before(async () => {
    real = await realIndex();
  });
  after(() => real.close());

  for (const [name, queries] of [
    ['used to build the analyzer', TUNING_QUERIES],
    ['used to improve it', FURTHER_QUERIES],
    ['held out', HELD_OUT_QUERIES],
  ] as const) {
    it(`finds at least 95 of 100 expected records among the first ten (${queries.length} questions ${name})`, async () => {
      const { recall, missed } = await recallAtTen(real.index, queries, real.nameOf);
      expect(recall, missed.join('\n')).to.be.at.least(0.95);
    });
  }
  it('asks about records that exist', async () => {
    const { hits } = await real.index.ask(aQuery('', { perPage: 1_000 }), { followers: false });
    const known = new Set(hits.map(({ id }) => real.nameOf(id)));
    const unknown = [...TUNING_QUERIES, ...FURTHER_QUERIES, ...HELD_OUT_QUERIES].flatMap(({ expected }) => expected.filter((id) => !known.has(id)));
    expect(unknown).to.deep.equal([]);
  });
});
