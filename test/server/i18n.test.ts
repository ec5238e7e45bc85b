import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect } from 'chai';

import { PROBLEM_CODES, problem } from '../../server/domain/content/field-problem.ts';
import { VOCABULARIES } from '../../server/domain/content/vocabularies.ts';
import { labelsFrom, languageOf, openWords } from '../../server/web/i18n.ts';

const words = openWords('views/locales');
const { de, en } = words;

describe('the language of a reader', () => {
  const asked = (acceptLanguage: string | undefined, query = {}) => languageOf({ query, acceptLanguage });
  it('is German when nothing else is asked for', () => {
    for (const header of [undefined, '', '*', 'fr', 'xx;q=foo', ';;,,;q=', 'fr-CH, fr;q=0.9, *;q=0.5']) expect(asked(header), header).to.equal('de');
  });
  it('follows what the browser prefers', () => {
    expect(asked('en-GB,en;q=0.9,de;q=0.8')).to.equal('en');
    expect(asked('de-AT,de;q=0.9,en;q=0.8')).to.equal('de');
    expect(asked('de;q=0.3, en;q=0.7')).to.equal('en');
    expect(asked('fr, en;q=0.5')).to.equal('en');
    expect(asked('en;q=0, de;q=0.1')).to.equal('de');
    expect(asked('DE, EN;Q=0.5')).to.equal('de');
  });
  it('is the one in the address before all others, if it is one of ours', () => {
    expect(asked('de', { lang: 'en' })).to.equal('en');
    expect(asked('en', { lang: 'de' })).to.equal('de');
    expect(asked('en', { lang: ['fr', 'de'] })).to.equal('de');
    for (const lang of ['fr', '', '__proto__', { a: 'de' }, ['x']]) expect(asked('en', { lang })).to.equal('en');
  });
});

describe('words', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'words-'));
    for (const language of ['de', 'en']) mkdirSync(join(folder, language));
    writeFileSync(join(folder, 'de', 'search.json'), '{ "found": { "one": "{count} Treffer für {what}", "other": "{count} Treffer" }, "a": { "b": "tief" } }');
    writeFileSync(join(folder, 'en', 'search.json'), '{ "found": { "one": "{count} hit", "other": "{count} hits" }, "a": { "b": "deep" } }');
  });
  after(() => rmSync(folder, { recursive: true }));

  it('take values, and numbers as the language writes them', () => {
    const own = openWords(folder);
    expect(own.de.t('search.a.b')).to.equal('tief');
    expect(own.en.t('search.found', { count: 1 })).to.equal('1 hit');
    expect(own.en.t('search.found', { count: 0 })).to.equal('0 hits');
    expect(own.de.t('search.found', { count: 12_345 })).to.equal('12.345 Treffer');
    expect(own.de.t('search.found', { count: 1, what: '{count} $& <b>' })).to.equal('1 Treffer für {count} $& <b>');
  });
  it('are never silently missing: neither a key nor a value', () => {
    const own = openWords(folder);
    expect(() => own.de.t('search.lost')).to.throw('search.lost');
    expect(() => own.de.t('search')).to.throw('search');
    expect(() => own.de.t('search.found', { count: 1 })).to.throw('{what}');
    expect(() => own.de.t('constructor')).to.throw('constructor');
  });
  it('name the file that cannot be read', () => {
    writeFileSync(join(folder, 'de', 'broken.json'), '{');
    expect(() => openWords(folder)).to.throw('broken.json');
    rmSync(join(folder, 'de', 'broken.json'));
  });
});

describe('labels', () => {
  it('stand for codes; a code from elsewhere stands for itself', () => {
    expect(de.label('topic', 'waste')).to.equal('Abfallentsorgung');
    expect(en.label('state', 'DE-BY')).to.equal('Bavaria');
    for (const code of ['hydrogen', 'constructor', '__proto__', '']) expect(de.label('topic', code)).to.equal(code);
  });
  it('reach the search index in both languages, once each, and not for unknown codes', () => {
    const labels = labelsFrom(words);
    expect(labels('topic', 'waste')).to.deep.equal(['Abfallentsorgung', 'Waste disposal']);
    expect(labels('state', 'DE-HH')).to.deep.equal(['Hamburg']);
    expect(labels('topic', 'hydrogen')).to.deep.equal([]);
    for (const code of VOCABULARIES.topic) expect(labels('topic', code), code).to.have.length.greaterThan(0);
  });
  it('explain fields, also within fields and in lists', () => {
    expect(de.field('project', 'contact.mailbox').label).to.equal('Funktionspostfach');
    expect(de.field('project', 'providers.12.name')).to.deep.equal({ label: 'Name', hint: null });
    expect(de.field('project', 'title').hint).to.be.a('string');
    expect(en.field('project', 'no-such.field')).to.deep.equal({ label: 'no-such.field', hint: null });
    expect(de.facet('costBand')).to.equal('Einmalige Kosten');
    expect(en.card('project', 'cost')).to.equal('Cost and effort');
  });
});

describe('the sentence for a problem', () => {
  it('names the field by its label, the limit and the remedy', () => {
    expect(de.problem(problem('title', 'required'))).to.equal('Bitte füllen Sie „Titel“ aus.');
    expect(de.problem(problem('solution', 'too-long', { limit: 40_000 }))).to.equal(
      '„Lösung“ darf höchstens 40.000 Zeichen lang sein. Bitte kürzen Sie den Text.',
    );
    expect(en.problem(problem('topics', 'too-many', { limit: 3 }))).to.include('“Topics” may have at most 3 entries');
    expect(de.problem(problem('geo.lat', 'out-of-range', { limit: -90 })))
      .to.include('„Ort: Breitengrad“')
      .and.include('-90');
  });
  it('says which entry of a list is meant', () => {
    expect(de.problem(problem('providers.1.name', 'required'))).to.include('„Dienstleister 2: Name“');
    expect(en.problem(problem('technologies.0', 'not-text'))).to.include('“Technologies used 1”');
  });
  it('takes the label of the table at hand where tables differ', () => {
    expect(de.problem(problem('trigger', 'required'), 'process')).to.include('„Auslöser“');
    expect(de.problem(problem('trigger', 'required'))).to.include('„Anlass“');
    expect(de.problem(problem('admin.password', 'too-short', { limit: 8 }), 'organisation')).to.include('Passwort“ muss mindestens 8 Zeichen');
  });
  it('lists what is allowed, but not without end', () => {
    const few = de.problem(problem('origin', 'not-a-code', { allowed: VOCABULARIES.origin }));
    expect(few).to.include('own, public-source').and.not.include('…');
    const many = de.problem(problem('topics', 'not-a-code', { allowed: VOCABULARIES.topic }));
    expect(many).to.include('waste, construction').and.include('finance, …').and.not.include('nature');
  });
  it('is there for every code, with and without details, and for names that somebody made up', () => {
    for (const language of [de, en])
      for (const code of PROBLEM_CODES)
        for (const detail of [{}, { limit: 1 }, { limit: 12 }, { allowed: ['a'] }, { limit: 5, allowed: ['a', 'b'] }])
          expect(language.problem(problem('title', code, detail)), code)
            .to.match(/[.]$/)
            .and.not.match(/[{}]/);
    const strange = de.problem(problem(`__proto__.${'x'.repeat(5_000)}\u0000\u202e`, 'unknown-field'));
    expect(strange).to.include('__proto__').and.include('…');
    expect(strange.length).to.be.lessThan(300);
    expect(de.problem(problem('{field}', 'unknown-field'))).to.include('„{field}“');
    expect(de.problem(problem(`a${'.0'.repeat(50_000)}`, 'unknown-field')).length).to.be.lessThan(300);
  });
});

describe('numbers, money and dates', () => {
  it('are written as the language writes them', () => {
    expect([de.number(1234567.5), en.number(1234567.5)]).to.deep.equal(['1.234.567,5', '1,234,567.5']);
    expect([de.euros(25_000), en.euros(25_000)]).to.deep.equal(['25.000\u00a0€', '€25,000']);
    expect([de.euros(0.5), en.euros(0.5)]).to.deep.equal(['0,50\u00a0€', '€0.50']);
  });
  it('keep years, months and days as exact as they were given', () => {
    expect(['2024', '2024-05', '2024-05-31'].map(de.when)).to.deep.equal(['2024', 'Mai 2024', '31. Mai 2024']);
    expect(['2024', '2024-05', '2024-05-31'].map(en.when)).to.deep.equal(['2024', 'May 2024', '31 May 2024']);
    expect(['irgendwann', '2024-13', '2024-05-31T10:00Z'].map(de.when)).to.deep.equal(['irgendwann', '2024-13', '2024-05-31T10:00Z']);
  });
  it('say the day it was in Berlin', () => {
    expect(de.day('2024-05-31T22:30:00.000Z')).to.equal('1. Juni 2024');
    expect(en.day('2024-01-31T22:30:00.000Z')).to.equal('31 January 2024');
    expect(de.day('gestern')).to.equal('gestern');
  });
});
