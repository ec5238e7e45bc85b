import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { filterOf, quoted } from '../../search/engines/meilisearch/filters.ts';
import { CLOSE_MARK, keptRecord, keyOf, OPEN_MARK } from '../../search/engines/meilisearch/kept-record.ts';
import { foundWords, stretches } from '../../search/engines/meilisearch/marks.ts';
import { questionsOf } from '../../search/engines/meilisearch/questions.ts';
import { SETTINGS } from '../../search/engines/meilisearch/settings.ts';
import { openMeilisearchIndex } from '../../search/engines/meilisearch-index.ts';
import { SearchUnavailable } from '../../server/ports/search-index.ts';
import { aDocument, aQuery } from '../fixtures/search-documents.ts';

const PUBLIC = { followers: false };
const BOUNDS = { current: 2_000, check: 1_000 };

describe('what is said to Meilisearch', () => {
  it('keeps every value inside its quotes', () => {
    for (const value of ['a" OR visibility = "followers', '\\', '\\" OR 1=1 OR "', "a' OR '1'='1", 'a\nb', '']) {
      const inside = quoted(value).slice(1, -1);
      expect(inside.replace(/\\\\|\\"/g, '')).not.to.match(/["\\]/);
      expect(inside.replaceAll('\\"', '"').replaceAll('\\\\', '\\')).to.equal(value);
    }
  });
  it('asks within the scope, under all choices, without facets nobody knows', () => {
    const query = aQuery('', { chosen: { topic: ['energy', 'x"y'], 'topic = 1 OR state': ['a'], freshness: ['check'] }, population: { min: 5, max: null } });
    expect(filterOf(query, PUBLIC, BOUNDS, null)).to.deep.equal([
      'visibility = "public"',
      'facets.topic IN ["energy", "x\\"y"]',
      '((confirmed >= 1000 AND confirmed < 2000))',
      'population >= 5',
    ]);
    expect(filterOf(query, { followers: true }, BOUNDS, 'topic').join())
      .not.to.contain('visibility')
      .and.not.to.contain('topic');
  });
  it('reads circles in metres and no number as a power', () => {
    const query = aQuery('', { near: { lat: 54.1, lon: -0.0000001, km: 12.5 }, cost: { min: null, max: 1e21 } });
    expect(filterOf(query, { followers: true }, BOUNDS, null)).to.deep.equal(['cost <= 1000000000000000000000', '_geoRadius(54.1, -0.0000001, 12500)']);
  });
  it('is one request: the hits with the free facets, each chosen facet without its own choice, freshness by ranges', () => {
    const query = aQuery('"Rad" -Bus', { chosen: { topic: ['energy'], state: ['DE-SH'] }, count: ['topic', 'phase', 'freshness', 'zebra'] });
    const { queries } = questionsOf(query, PUBLIC, BOUNDS, 'records', 'all');
    expect(queries).to.have.length(5);
    expect(queries[0]).to.include({ q: 'Rad  Bus', page: 1, hitsPerPage: 20 });
    expect(queries[0]?.facets).to.deep.equal(['facets.phase']);
    expect(queries[1]).to.deep.include({ page: 0, facets: ['facets.topic'], filter: ['visibility = "public"', 'facets.state IN ["DE-SH"]'] });
    for (const counting of queries.slice(1)) expect(counting).to.include({ page: 0 });
  });
  it('keeps addresses out of keys, and no sign that we mark with', () => {
    const kept = keptRecord(aDocument('a', { title: `Bücher${OPEN_MARK}bus in der Straße`, body: 'Koeln \ud800' }), 7);
    expect(kept.key)
      .to.match(/^[0-9a-f]{40}$/)
      .and.to.equal(keyOf(kept.id));
    expect(kept.title).to.equal('Bücherbus in der Straße');
    expect(kept.spellings.split(' ')).to.include.members(['buecherbus', 'strasse', 'koln']);
    expect(JSON.stringify(kept)).not.to.contain('\\ud800');
  });
  it('knows synonyms both ways, every facet, and the typo rules', () => {
    const synonyms = SETTINGS.synonyms ?? {};
    expect(synonyms['smart city']).to.include('digitale agenda');
    expect(synonyms['digitale agenda']).to.include('smart city');
    expect(JSON.stringify(SETTINGS.filterableAttributes)).to.contain('"facets.topic"').and.to.contain('"facets.orgType"');
    expect(SETTINGS.typoTolerance).to.deep.include({ disableOnNumbers: true, minWordSizeForTypos: { oneTypo: 5, twoTypos: 9 } });
  });
});

describe('what comes back from Meilisearch', () => {
  const marksIn = (text: string) => text.replaceAll('[', OPEN_MARK).replaceAll(']', CLOSE_MARK);
  it('becomes stretches of whole words, never markup', () => {
    const found = foundWords([marksIn('Straßen[beleuchtung] & <b>'), marksIn('[buecher]bus')]);
    const texts = { title: 'Straßenbeleuchtung & <b>Bus</b>', summary: 'Im Bücherbus.', body: '' };
    expect(stretches(texts, found)).to.deep.equal({
      markedTitle: [
        { text: 'Straßenbeleuchtung', isMatch: true },
        { text: ' & <b>Bus</b>', isMatch: false },
      ],
      markedText: [
        { text: 'Im ', isMatch: false },
        { text: 'Bücherbus', isMatch: true },
        { text: '.', isMatch: false },
      ],
    });
  });
});

describe('the removals noted in Meilisearch', () => {
  const asked: { readonly path: string; readonly body: string }[] = [];
  const server = createServer((req, res) => {
    res.setHeader('content-type', 'application/json');
    res.statusCode = req.method === 'GET' ? 200 : 202;
    const pieces: Buffer[] = [];
    req.on('data', (piece: Buffer) => pieces.push(piece));
    req.on('end', () => {
      if (req.method !== 'GET') asked.push({ path: req.url ?? '', body: Buffer.concat(pieces).toString() });
      res.end(JSON.stringify({ taskUid: 1, uid: 1, indexUid: 'records', status: 'succeeded', type: 'x', error: null }));
    });
  });
  before(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
  after(() => {
    server.close();
    server.closeAllConnections();
  });

  it('are forgotten after a day, looked at once an hour', async () => {
    const { port } = server.address() as AddressInfo;
    const index = await openMeilisearchIndex({ url: `http://127.0.0.1:${port}`, key: 'k', clock: () => new Date() });
    await index.remove(['a']);
    await index.remove(['b']);
    await index.close();
    const forgetting = asked.filter(({ path, body }) => path.startsWith('/indexes/records_state/documents/delete') && body.includes('filter'));
    expect(forgetting).to.have.length(1);
    const [, before] = /stamp < (\d+)/.exec(forgetting[0]?.body ?? '') ?? [];
    expect(Date.now() - Number(before)).to.be.within(86_400_000, 86_460_000);
  });
});

describe('a Meilisearch that does not answer', () => {
  it('opens nevertheless, and says SearchUnavailable to everything', async () => {
    const index = await openMeilisearchIndex({ url: 'http://127.0.0.1:9', key: 'k', clock: () => new Date(), timeout: 500 });
    const faults = await Promise.all(
      [index.ask(aQuery('Rad'), PUBLIC), index.put([aDocument('a')]), index.remove(['a']), index.ping(), index.mustRebuild()].map((asked) =>
        asked.then(
          () => null,
          (fault: unknown) => fault,
        ),
      ),
    );
    for (const fault of faults) expect(fault).to.be.instanceOf(SearchUnavailable);
    await index.close();
  });
});
