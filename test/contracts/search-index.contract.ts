import type { Clock } from '../../server/ports/clock.ts';
import type { SearchIndex } from '../../server/ports/search-index.ts';
import { choicesAreKept } from './search-index-choices.contract.ts';
import { aSubject } from './search-index-subject.ts';
import { wordsAreFound } from './search-index-words.contract.ts';
import { writesAreKept } from './search-index-writes.contract.ts';

const NOW = new Date('2026-07-01T12:00:00.000Z');

/** What any engine must keep. Run once per engine; `open` gives an index without documents. */
export function searchIndexKeepsItsPromise(engine: string, open: (clock: Clock) => Promise<SearchIndex>): void {
  describe(`${engine} search index`, () => {
    let index: SearchIndex;
    beforeEach(async () => {
      index = await open(() => NOW);
    });
    afterEach(() => index.close());

    const subject = aSubject(() => index);
    writesAreKept(subject);
    wordsAreFound(subject);
    choicesAreKept(subject);
    it('answers a ping', () => index.ping());
  });
}
