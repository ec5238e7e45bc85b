import { expect } from 'chai';
import { createAnalyzer } from '../../search/language/analyzer.ts';
import { holding, partings } from '../../search/language/compounds.ts';
import { fold, wordsOf } from '../../search/language/folding.ts';
import { excerpt, marked } from '../../search/language/highlight.ts';
import { oneTypoAway, typoDistance, typosAllowed } from '../../search/language/typo-distance.ts';

describe('the German language room', () => {
  const analyzer = createAnalyzer();

  it('lets spellings meet', () => {
    for (const [one, other] of [
      ['Straße', 'STRASSE'],
      ['Bürger', 'Buerger'],
      ['Öffnung', 'Oeffnung'],
      ['Käse', 'Kaese'],
      ['Bu\u0308rger', 'Bürger'],
      ['CO₂', 'co2'],
      ['Straßen\u00adbeleuchtung', 'Straßenbeleuchtung'],
    ] as const) {
      expect(fold(one), one).to.equal(fold(other));
    }
  });
  it('keeps letters apart that only look spelled out', () => {
    expect(fold('Neue Bauer Quelle')).to.equal('neue bauer quelle');
  });
  it('knows where words stand', () => {
    expect(wordsOf('Die E-Akte, für 5G!').map(({ text, start, end }) => [text, start, end])).to.deep.equal([
      ['Die', 0, 3],
      ['E', 4, 5],
      ['Akte', 6, 10],
      ['für', 12, 15],
      ['5G', 16, 18],
    ]);
  });
  it('reads inflected words alike and leaves out words that say nothing', () => {
    const keys = (text: string) => analyzer.tokens(text).map(({ key }) => key);
    expect(keys('Kommunen')).to.deep.equal(keys('der Kommune'));
    expect(keys('die und für')).to.deep.equal([]);
  });
  it('finds one meaning in many phrases', () => {
    const meanings = (text: string) => analyzer.tokens(text).flatMap(({ key, form }) => (form === null ? [key] : []));
    expect(meanings('Unsere Digitale Agenda')).to.deep.equal(meanings('eine Smart-City'));
    expect(meanings('Internet der Dinge')).to.deep.equal(meanings('IoT'));
    expect(meanings('digitale Brücke')).to.deep.equal([]);
  });
  it('asks each word once, and no more than wanted', () => {
    expect(analyzer.asked('Rad Räder Rad und Bus', 9).map(({ form }) => form)).to.deep.equal(['rad', 'bus']);
    expect(analyzer.asked('a1 b2 c3 d4', 2)).to.have.length(2);
  });

  it('tells compounds from chance', () => {
    const known = new Set(['strassen', 'haushalt', 'verkehr', 'wende', 'trager', 'schule', 'beleuchtung', 'mess', 'stelle']);
    const how = (term: string, form: string) => holding(term, { form, stem: analyzer.stem(form) }, (word) => known.has(word));
    expect(how('strassenbeleuchtung', 'beleuchtung')).to.equal('part');
    expect(how('haushaltswesen', 'haushalt')).to.equal('near');
    expect(how('verkehrswende', 'verkehr')).to.equal('part');
    expect(how('verkehrswende', 'wende')).to.equal('part');
    expect(how('schultrager', 'schule')).to.equal('part');
    expect(how('sensorik', 'sensoren')).to.equal('near');
    expect(how('kontakte', 'akte')).to.equal(null);
    expect(how('schulden', 'schule')).to.equal('weak');
    expect(how('antrag', 'trag')).to.equal(null);
  });
  it('parts compounds, linking letters left out', () => {
    const known = new Set(['verkehr', 'zahlung', 'fullstand', 'sensor']);
    expect(partings('verkehrszahlung', (word) => known.has(word))).to.deep.equal([['verkehr', 'zahlung']]);
    expect(partings('fullstandssensor', (word) => known.has(word))).to.deep.equal([['fullstand', 'sensor']]);
  });

  it('counts typing mistakes, two swapped letters as one', () => {
    expect(typoDistance('verkehr', 'verkerh', 2)).to.equal(1);
    expect(typoDistance('akte', 'akten', 2)).to.equal(1);
    expect(typoDistance('beleuchtung', 'beleuchtnug', 2)).to.equal(1);
    expect(typoDistance('rathaus', 'landkreis', 2)).to.equal(3);
    expect(oneTypoAway('akte')).to.include.members(['kate', 'akt', 'akten', 'akxe']).and.not.include('akte');
  });
  it('allows one from 5 letters, two from 9, none in numbers', () => {
    expect(['akte', 'akten', 'haushalt', 'haushalte', '2026', 'b290000000', 'x'.repeat(5_000)].map(typosAllowed)).to.deep.equal([0, 1, 1, 2, 0, 0, 0]);
  });

  describe('marks', () => {
    const keysOf = (words: string) => new Set(analyzer.asked(words, 9).flatMap(({ stem, others }) => [stem, ...others]));
    const shown = (text: string, words: string) =>
      marked(text, analyzer.tokens(text), keysOf(words))
        .map((piece) => (piece.isMatch ? `[${piece.text}]` : piece.text))
        .join('');
    it('mark words, phrases and the right part of hyphened words', () => {
      expect(shown('Die Smart-City-Strategie: Städte', 'Stadt')).to.equal('Die Smart-City-Strategie: [Städte]');
      expect(shown('Unsere Digitale Agenda gilt', 'Smart City')).to.equal('Unsere [Digitale Agenda] gilt');
      expect(shown('City-App', 'App')).to.equal('City-[App]');
    });
    it('show the summary unless only the text says more than the title', () => {
      const piece = (title: string, summary: string, body: string) =>
        excerpt({ title, summary, body }, analyzer.tokens, keysOf('Wochenmarkt'))
          .map(({ text }) => text)
          .join('');
      expect(piece('Wochenmarkt', 'Kurz.', 'Der Wochenmarkt.')).to.equal('Kurz.');
      expect(piece('Handel', 'Kurz.', 'Der Wochenmarkt.')).to.equal('Der Wochenmarkt.');
      expect(piece('Handel', '', '')).to.equal('');
      expect(piece('Handel', `${'🚲'.repeat(400)}`, '').length).to.be.below(310);
    });
  });
});
