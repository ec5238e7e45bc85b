import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect } from 'chai';

import { CONTENT_TYPES } from '../../server/domain/content/content-types.ts';
import type { Field } from '../../server/domain/content/field.ts';
import { PROBLEM_CODES } from '../../server/domain/content/field-problem.ts';
import { ORGANISATION_FIELDS } from '../../server/domain/content/organisation.ts';
import { RECORD_FIELDS } from '../../server/domain/content/record-fields.ts';
import { VOCABULARIES } from '../../server/domain/content/vocabularies.ts';
import { FACETS } from '../../server/domain/search/facets.ts';
import { LANGUAGES, type Language } from '../../server/view-models/words.ts';
import { type Catalogue, openCatalogue } from '../../server/web/catalogue.ts';

const CATALOGUES: Readonly<Record<Language, Catalogue>> = { de: openCatalogue('views/locales', 'de'), en: openCatalogue('views/locales', 'en') };
const TABLES: Readonly<Record<string, readonly Field[]>> = {
  project: CONTENT_TYPES.project.fields,
  lesson: CONTENT_TYPES.lesson.fields,
  process: CONTENT_TYPES.process.fields,
  organisation: ORGANISATION_FIELDS,
  record: RECORD_FIELDS,
};
const INFORMAL = /(?<![\p{L}_])(du|dich|dir|dein|deine|deinem|deinen|deiner|deines|euch|euer|eure|eurem|euren|eurer)(?![\p{L}_])/iu;

function pathsOf(fields: readonly Field[]): string[] {
  return fields.flatMap((field) => [field.name, ...('fields' in field ? pathsOf(field.fields).map((path) => `${field.name}.${path}`) : [])]);
}

function cardsOf(fields: readonly Field[]): string[] {
  return fields.flatMap(({ card }) => (card === undefined ? [] : [card]));
}

/** The lists, each of which has a word for one of its members. */
function listsOf(fields: readonly Field[]): string[] {
  return fields.flatMap(({ kind, name }) => (kind === 'list' ? [name] : []));
}

function unitsOf(fields: readonly Field[]): string[] {
  return fields.flatMap((field) => ('fields' in field ? unitsOf(field.fields) : 'unit' in field && field.unit !== undefined ? [field.unit] : []));
}

function missing(keys: readonly string[], catalogue: Catalogue): string[] {
  return keys.filter((key) => !catalogue.has(key) && !catalogue.has(`${key}.other`));
}

/** Keys a template or a program asks for by name, with the file that asks. */
function askedIn(folder: string, ending: string, pattern: RegExp): { file: string; key: string }[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(ending))
    .flatMap((file) => [...readFileSync(join(folder, file), 'utf8').matchAll(pattern)].map((found) => ({ file, key: found[1] ?? '' })));
}

function placeholders(text: string): string[] {
  return [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? ''))].sort();
}

describe('the words', () => {
  for (const language of LANGUAGES) {
    const catalogue = CATALOGUES[language];
    it(`name every vocabulary, every code and every facet (${language})`, () => {
      const codes = Object.entries(VOCABULARIES).flatMap(([name, all]) => [`_name.${name}`, ...all.map((code) => `${name}.${code}`)]);
      const facets = [...FACETS.keys()].map((facet) => `facets.${facet}`);
      const wanted = [...codes, ...facets].map((key) => `vocabularies.${key}`);
      expect(missing(wanted, catalogue), 'missing').to.deep.equal([]);
      expect(
        [...catalogue.keys()].filter((key) => key.startsWith('vocabularies.') && !wanted.includes(key)),
        'superfluous',
      ).to.deep.equal([]);
    });

    it(`name every field, every field within a field, every card and every unit (${language})`, () => {
      const labels = Object.entries(TABLES).flatMap(([table, fields]) => pathsOf(fields).map((path) => `fields.${table}.${path}.label`));
      const cards = Object.entries(TABLES).flatMap(([table, fields]) => cardsOf(fields).map((card) => `fields.cards.${table}.${card}`));
      const units = Object.values(TABLES).flatMap((fields) => unitsOf(fields).map((unit) => `common.units.${unit}`));
      const items = Object.entries(TABLES).flatMap(([table, fields]) => listsOf(fields).map((list) => `fields.${table}.${list}.item`));
      expect(missing([...labels, ...cards, ...units, ...items], catalogue), 'missing').to.deep.equal([]);
      const known = new Set([...cards, ...items, ...labels, ...labels.map((label) => label.replace(/label$/, 'hint'))]);
      const inTables = [...catalogue.keys()].filter((key) => key.startsWith('fields.') && !key.startsWith('fields.form.'));
      expect(
        inTables.filter((key) => !known.has(key)),
        'superfluous',
      ).to.deep.equal([]);
    });

    it(`have a sentence for every problem (${language})`, () => {
      const codes = PROBLEM_CODES.map((code) => `problems.plain.${code}`);
      expect(missing(codes, catalogue), 'missing').to.deep.equal([]);
      const known = [...catalogue.keys()].filter((key) => key.startsWith('problems.')).map((key) => key.split('.')[2]);
      expect(
        known.filter((code) => !(PROBLEM_CODES as readonly (string | undefined)[]).includes(code)),
        'superfluous',
      ).to.deep.equal([]);
    });

    it(`stand there for every key that a template or the program asks for (${language})`, () => {
      const asked = [
        ...askedIn('views', '.hbs', /[{(]t ["']([\w.-]+)["']/g),
        ...askedIn('server', '.ts', /\bwords(?:\.\w+|\[[^\]]{1,60}\])?\.t\(\s*'([\w.-]+)'/g),
        ...askedIn('server', '.ts', /(?<![\w.])t\(\s*'([a-z][\w-]*\.[\w.-]+)'/g),
      ];
      expect(asked.filter(({ key }) => missing([key], catalogue).length > 0)).to.deep.equal([]);
    });
  }

  it('are the same in both languages: the same keys with the same places for values, and empty only where both are', () => {
    const { de, en } = CATALOGUES;
    const keys = (catalogue: Catalogue) => [...catalogue.keys()].sort();
    expect(
      keys(de).filter((key) => !en.has(key)),
      'not in English',
    ).to.deep.equal([]);
    expect(
      keys(en).filter((key) => !de.has(key)),
      'not in German',
    ).to.deep.equal([]);
    // A singular may say "ein" instead of its number.
    const differing = keys(de).filter((key) => !key.endsWith('.one') && placeholders(de.get(key) ?? '').join() !== placeholders(en.get(key) ?? '').join());
    expect(differing, 'other values').to.deep.equal([]);
    const empty = (catalogue: Catalogue) => keys(catalogue).filter((key) => catalogue.get(key)?.trim() === '');
    expect(empty(de), 'empty in one language').to.deep.equal(empty(en));
  });

  it('keep every plural whole', () => {
    for (const catalogue of Object.values(CATALOGUES)) {
      const halves = [...catalogue.keys()].filter((key) => {
        const parent = key.replace(/one$/, '');
        return key.endsWith('.one') && ![...catalogue.keys()].some((other) => other !== key && other.startsWith(parent));
      });
      expect(halves).to.deep.equal([]);
    }
  });

  it('address nobody informally in German', () => {
    expect([...CATALOGUES.de].filter(([, text]) => INFORMAL.test(text))).to.deep.equal([]);
    for (const text of ['Trage deine Stadt ein', 'Was willst du?', 'Für euch']) expect(INFORMAL.test(text), text).to.equal(true);
    for (const text of ['Industrie', 'Dirigent', 'Duisburg', 'Produkt']) expect(INFORMAL.test(text), text).to.equal(false);
  });
});
