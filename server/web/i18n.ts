import type { FieldProblem } from '../domain/content/field-problem.ts';
import type { VocabularyName } from '../domain/content/vocabularies.ts';
import { LANGUAGES, type Language, type Table, type Words } from '../view-models/words.ts';
import { type Catalogue, openCatalogue } from './catalogue.ts';
import { formatsFor } from './formats-for.ts';
import { problemSentence } from './problem-sentence.ts';

/** The words of every language, read once from <folder>/<language>/*.json. */
export function openWords(folder: string): Record<Language, Words> {
  return { de: wordsFrom('de', openCatalogue(folder, 'de')), en: wordsFrom('en', openCatalogue(folder, 'en')) };
}

function wordsFrom(language: Language, catalogue: Catalogue): Words {
  const formats = formatsFor(language);
  const plural = new Intl.PluralRules(language);

  const t: Words['t'] = (key, values = {}) => {
    const count = values['count'];
    const text = catalogue.get(key) ?? catalogue.get(`${key}.${typeof count === 'number' ? plural.select(count) : 'other'}`);
    if (text === undefined) throw new Error(`No words for ${key} (${language})`);
    if (!text.includes('{')) return text;
    return text.replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = Object.hasOwn(values, name) ? values[name] : undefined;
      if (value === undefined) throw new Error(`The words for ${key} (${language}) need a value for {${name}}`);
      return typeof value === 'number' ? formats.number(value) : value;
    });
  };
  const field: Words['field'] = (table, path) => {
    const key = `fields.${table}.${withoutNumbers(path)}`;
    return { label: catalogue.get(`${key}.label`) ?? path, hint: catalogue.get(`${key}.hint`) ?? null };
  };
  return {
    language,
    t,
    label: (vocabulary, code) => catalogue.get(`vocabularies.${vocabulary}.${code}`) ?? code,
    facet: (name) => t(`vocabularies.facets.${name}`),
    card: (table, name) => t(`fields.cards.${table}.${name}`),
    field,
    item: (table, list) => catalogue.get(`fields.${table}.${list}.item`) ?? t('writing.row.item'),
    problem: (problem: FieldProblem, table?: Table, isShort = false) => problemSentence({ t, catalogue }, problem, table, isShort),
    ...formats,
  };
}

function withoutNumbers(path: string): string {
  return path.replace(/\.\d+(?=\.|$)/g, '');
}

/** German, unless `?lang=` or else Accept-Language asks for another language that is here. `query` is the query of the request. */
export function languageOf({ query, acceptLanguage }: { query: Readonly<Record<string, unknown>>; acceptLanguage: string | undefined }): Language {
  const asked = [query['lang']].flat().find(isLanguage);
  return asked ?? preferred(acceptLanguage ?? '') ?? 'de';
}

/** The first of our languages among those with the highest weight (RFC 9110, 12.5.4); null when none is named. */
function preferred(header: string): Language | null {
  const ranges = header.split(',', 30).flatMap((part) => {
    const [range = '', ...parameters] = part.split(';').map((piece) => piece.trim().toLowerCase());
    const language = range.split('-')[0];
    const weight = Number(parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? 1);
    return isLanguage(language) && weight > 0 ? [{ language, weight }] : [];
  });
  return ranges.reduce<(typeof ranges)[number] | null>((best, range) => (best === null || range.weight > best.weight ? range : best), null)?.language ?? null;
}

function isLanguage(value: unknown): value is Language {
  return (LANGUAGES as readonly unknown[]).includes(value);
}

/** The words for a code in every language, for the search index (the port `Labels`); empty for a code nobody knows. */
export function labelsFrom(words: Readonly<Record<Language, Words>>): (vocabulary: VocabularyName, code: string) => readonly string[] {
  return (vocabulary, code) => {
    const labels = LANGUAGES.map((language) => words[language].label(vocabulary, code)).filter((label) => label !== code);
    return [...new Set(labels)];
  };
}
