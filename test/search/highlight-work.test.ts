import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { openEmbeddedIndex } from '../../search/engines/embedded-index.ts';
import { foundWords, stretches } from '../../search/engines/meilisearch/marks.ts';
import { createAnalyzer } from '../../search/language/analyzer.ts';
import { densestBegin, type Span } from '../../search/language/densest.ts';
import { excerpt, LOOKED_THROUGH } from '../../search/language/highlight.ts';
import { aDocument, aQuery } from '../fixtures/search-documents.ts';

const LONGEST = 'wort '.repeat(7_990);

// Anybody may publish a record of one word said eight thousand times, and look for that word.
describe('the work of marking', () => {
  const analyzer = createAnalyzer();

  it('grows with the number of places, not with its square', () => {
    const reads = (count: number) => {
      let read = 0;
      const spans = Array.from({ length: count }, (_, at) => ({
        get start() {
          read += 1;
          return at * 5;
        },
        get end() {
          read += 1;
          return at * 5 + 4;
        },
      }));
      densestBegin(spans, 300, 60);
      return read;
    };
    expect(reads(8_000)).to.be.below(8_000 * 8);
  });
  it('still finds the densest place', () => {
    const counted = (spans: readonly Span[]) => {
      const inside = (begin: number) => spans.filter(({ start, end }) => start >= begin && end <= begin + 300).length;
      return spans.map(({ start }) => Math.max(0, start - 60)).reduce((best, begin) => (inside(begin) > inside(best) ? begin : best), 0);
    };
    for (let seed = 1; seed <= 50; seed += 1) {
      let place = 0;
      const spans = Array.from({ length: 40 }, (_, at) => {
        const start = place + ((at * seed * 7_919) % 211);
        place = start + 1 + ((at + seed) % 17);
        return { start, end: place };
      });
      expect(densestBegin(spans, 300, 60)).to.equal(counted(spans));
    }
  });
  it('ends after the beginning of a long text, for both engines', () => {
    const looked: number[] = [];
    const tokensOf = (text: string) => {
      looked.push(text.length);
      return analyzer.tokens(text);
    };
    excerpt({ title: 'Titel', summary: LONGEST, body: LONGEST }, tokensOf, new Set(['nichts']));
    expect(LOOKED_THROUGH).to.be.at.most(8_000);
    expect(Math.max(...looked)).to.be.at.most(LOOKED_THROUGH);

    const late = `${'x '.repeat(10_000)}Wochenmarkt`;
    const { markedText } = stretches({ title: 'Titel', summary: 'Kurz.', body: late }, new Set(['wochenmarkt']));
    expect(markedText).to.deep.equal([{ text: 'Kurz.', isMatch: false }]);
  });
  it('shows that a text goes on where marking ended', () => {
    const pieces = excerpt(
      { title: '', summary: '', body: `${'x '.repeat(2_900)}Wochenmarkt ${'x '.repeat(9_000)}` },
      analyzer.tokens,
      new Set(['wochenmarkt']),
    );
    expect(pieces.map(({ text, isMatch }) => (isMatch ? `[${text}]` : text)).join('')).to.match(/^… .*\[Wochenmarkt\].* …$/);
  });
  it('reads what Meilisearch marked once, however long a word is', () => {
    const found = foundWords(['\ue000gut\ue001 '.concat('a'.repeat(500_000))]);
    expect([...found]).to.deep.equal(['gut']);
  });

  it('lets others have their turn during a page of long texts', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'leuchtnetz-search-'));
    const index = await openEmbeddedIndex({ folder, clock: () => new Date('2026-07-01T12:00:00.000Z') });
    await index.put(Array.from({ length: 60 }, (_, at) => aDocument(`lang-${at}`, { summary: 'Kurz.', body: LONGEST })));
    let turns = 0;
    let isAsking = true;
    const turn = () => {
      turns += 1;
      if (isAsking) setImmediate(turn);
    };
    setImmediate(turn);
    const { hits } = await index.ask(aQuery('wort', { perPage: 200 }), { followers: false });
    isAsking = false;
    expect(hits).to.have.length(60);
    expect(turns).to.be.at.least(10);
    await index.close();
    rmSync(folder, { recursive: true, force: true });
  });
});
