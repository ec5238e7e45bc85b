import { expect } from 'chai';
import type { Stretch } from '../../server/ports/search-index.ts';
import { aDocument } from '../fixtures/search-documents.ts';
import { type Subject, short } from './search-index-subject.ts';

/** By which words a document is found, in which order, and how they are marked. */
export function wordsAreFound({ index, put, ask, found }: Subject): void {
  describe('words', () => {
    beforeEach(() =>
      put(
        aDocument('beleuchtung', { title: 'Straßenbeleuchtung mit LED', summary: 'Weniger Strom in der Nacht.' }),
        aDocument('haushalt', { title: 'Doppik', summary: 'Unser Haushaltswesen wird einfacher.' }),
        aDocument('buecher', { title: 'Bücherbus', body: 'Der Bus hält in jedem Ortsteil.' }),
        aDocument('agenda', { title: 'Digitale Agenda', summary: 'Leitlinien bis 2030.' }),
        aDocument('verkehr', { title: 'Verkehrswende im Quartier', tags: 'Mobilität' }),
        aDocument('akte', { title: 'Dokumentenmanagement im Bauamt' }),
      ),
    );
    for (const [words, id, why] of [
      ['straßenbeleuchtung', 'beleuchtung', 'small letters'],
      ['Strassenbeleuchtung', 'beleuchtung', 'ss for ß'],
      ['Bücherbus', 'buecher', 'an umlaut'],
      ['Buecherbus', 'buecher', 'ue for ü'],
      ['Beleuchtung', 'beleuchtung', 'the end of a compound'],
      ['Haushalt', 'haushalt', 'the beginning of a compound'],
      ['Straßenbel', 'beleuchtung', 'the beginning of a word'],
      ['Strasenbeleuchtung', 'beleuchtung', 'a missing letter'],
      ['Verkherswende', 'verkehr', 'two letters swapped'],
      ['Smart City', 'agenda', 'a synonym of several words'],
      ['E-Akte', 'akte', 'an abbreviation'],
      ['Ortsteile', 'buecher', 'another number'],
      ['Mobilität', 'verkehr', 'a tag'],
    ] as const) {
      it(`are found in spite of ${why}: ${words}`, async () => expect(await found(words)).to.include(id));
    }
    it('find everything when there are none, newest first', async () => {
      await put(aDocument('neu', { published: '2026-06-30T00:00:00.000Z' }));
      const answer = await ask('  ');
      expect(answer.total).to.equal(7);
      expect(short(answer.hits[0]?.id ?? '')).to.equal('neu');
    });
    it('are not corrected when they are numbers', async () => {
      await put(aDocument('zahl', { title: 'Haushaltsjahr 20260' }));
      expect(await found('20261')).to.deep.equal([]);
    });
    it('find nothing where there is nothing', async () => expect(await ask('Xylophonorchester')).to.include({ total: 0 }));
    for (const [what, hide] of [
      ['may not be seen', () => put(aDocument('geheim', { visibility: 'followers', title: 'Biblothaks Kont' }))],
      ['was removed', async () => put(aDocument('weg', { title: 'Biblothaks Kont' })).then(() => index().remove([aDocument('weg').id]))],
      ['says something else now', async () => put(aDocument('anders', { title: 'Biblothaks Kont' })).then(() => put(aDocument('anders')))],
    ] as const) {
      it(`are read as if there were no record that ${what}`, async () => {
        await put(aDocument('bibliothek', { title: 'Bibliothek' }), aDocument('kontakte', { title: 'Kontakte' }));
        await hide();
        // Nearer to what was typed than the word that can be found.
        expect(await found('Biblothak')).to.deep.equal(['bibliothek']);
        // A compound of "Kont" only for those who may know that word.
        expect(await found('Akte')).not.to.include('kontakte');
      });
    }
    it('never make a search fail', async () => {
      const odd = ['"', "'", '" OR 1', 'a AND', 'NEAR(', '*', 'title:x', '^a', '-', '\u0000', 'a\u0000b', '🚲', '\ud800', ')', '{a}', '%', '_', 'die der das'];
      for (const words of [...odd, 'Haushalt '.repeat(2_000), 'x'.repeat(10_000), `"${'a"'.repeat(3_000)}`]) {
        const answer = await ask(words);
        expect(answer.total, words.slice(0, 20)).to.be.a('number');
      }
      expect(await found('"Haushaltswesen" AND (')).to.include('haushalt');
    });
  });

  describe('order', () => {
    it('puts the title before the summary before the tags before the text', async () => {
      await put(
        aDocument('d', { body: 'Regenwasser' }),
        aDocument('c', { tags: 'Regenwasser' }),
        aDocument('b', { summary: 'Regenwasser' }),
        aDocument('a', { title: 'Regenwasser' }),
      );
      expect(await found('Regenwasser')).to.deep.equal(['a', 'b', 'c', 'd']);
    });
    it('puts all words before some words', async () => {
      await put(aDocument('eins', { title: 'Regenwasser Regenwasser' }), aDocument('beide', { body: 'Im Schulhof versickert das Regenwasser.' }));
      expect((await found('Regenwasser Schulhof'))[0]).to.equal('beide');
    });
    it('lets stale records sink a little', async () => {
      await put(aDocument('a', { title: 'Regenwasser', confirmedAt: null }), aDocument('b', { title: 'Regenwasser' }));
      expect(await found('Regenwasser')).to.deep.equal(['b', 'a']);
    });
    it('does not prefer large towns', async () => {
      await put(aDocument('a', { title: 'Regenwasser', population: 400 }), aDocument('b', { title: 'Regenwasser', population: 900_000 }));
      expect(await found('Regenwasser')).to.deep.equal(['a', 'b']);
    });
    it('sorts by newest, freshest and nearest, those without the fact last', async () => {
      await put(
        aDocument('a', { published: '2026-01-01T00:00:00.000Z', confirmedAt: '2026-06-20T00:00:00.000Z', point: { lat: 54.3, lon: 10.1 } }),
        aDocument('b', { published: '2026-05-01T00:00:00.000Z', confirmedAt: null, point: { lat: 48.1, lon: 11.6 } }),
        aDocument('c', { published: '2026-03-01T00:00:00.000Z', confirmedAt: '2026-06-25T00:00:00.000Z', point: null }),
      );
      expect(await found('', { sort: 'newest' })).to.deep.equal(['b', 'c', 'a']);
      expect(await found('', { sort: 'freshest' })).to.deep.equal(['c', 'a', 'b']);
      expect(await found('', { sort: 'nearest', near: { lat: 54, lon: 10, km: null } })).to.deep.equal(['a', 'b', 'c']);
    });
    it('pages without gaps or repetitions, ties by id', async () => {
      await index().put(Array.from({ length: 45 }, (_, at) => aDocument(`n${String((at * 7) % 45).padStart(2, '0')}`, { title: 'Regenwasser' })));
      const pages = await Promise.all([1, 2, 3, 4].map((page) => found('Regenwasser', { page })));
      expect(pages.map(({ length }) => length)).to.deep.equal([20, 20, 5, 0]);
      expect(pages.flat()).to.deep.equal(Array.from({ length: 45 }, (_, at) => `n${String(at).padStart(2, '0')}`));
      expect((await ask('Regenwasser', { page: 3 })).total).to.equal(45);
    });
  });

  describe('marks', () => {
    const texts = (stretches: readonly Stretch[] | undefined) => (stretches ?? []).filter(({ isMatch }) => isMatch).map(({ text }) => text);
    const whole = (stretches: readonly Stretch[] | undefined) => (stretches ?? []).map(({ text }) => text).join('');
    it('show the words found, and the rest as it is', async () => {
      await put(aDocument('a', { title: 'Rad & <b>Bus</b>', summary: 'Mit dem Bus & "Rad" <i>schneller</i>' }));
      const [hit] = (await ask('Bus')).hits;
      expect(texts(hit?.markedTitle)).to.deep.equal(['Bus']);
      expect(whole(hit?.markedTitle)).to.equal('Rad & <b>Bus</b>');
      expect(whole(hit?.markedText)).to.equal('Mit dem Bus & "Rad" <i>schneller</i>');
    });
    it('mark nothing when nothing was asked', async () => {
      await put(aDocument('a', { summary: 'Ein Satz.' }));
      const [hit] = (await ask('')).hits;
      expect(hit?.markedTitle).to.deep.equal([{ text: 'Vorhaben a', isMatch: false }]);
      expect(hit?.markedText).to.deep.equal([{ text: 'Ein Satz.', isMatch: false }]);
    });
    it('show the place in a long text where the words stand', async () => {
      const body = `${'Viele Worte vorher. '.repeat(100)}Hier steht die Wärmepumpe im Keller. ${'Viele Worte danach. '.repeat(100)}`;
      await put(aDocument('a', { summary: 'Kurz.', body }));
      const [hit] = (await ask('Wärmepumpe')).hits;
      expect(texts(hit?.markedText)).to.deep.equal(['Wärmepumpe']);
      expect(whole(hit?.markedText).length).to.be.within(100, 340);
    });
  });
}
