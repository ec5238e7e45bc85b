import type { ArticleNeeds, ToldRecord } from '../../../federation/vocabulary/article.ts';
import { addresses } from '../../../server/domain/addresses.ts';
import { CONTENT_TYPES, fieldsOf, type RecordType } from '../../../server/domain/content/content-types.ts';
import { type Content, emptyContent, type Field, type ScalarField, type Value } from '../../../server/domain/content/field.ts';
import { ORGANISATION_FIELDS } from '../../../server/domain/content/organisation.ts';
import { RECORD_FIELDS } from '../../../server/domain/content/record-fields.ts';
import { VOCABULARIES } from '../../../server/domain/content/vocabularies.ts';
import type { Organisation } from '../../../server/domain/organisation.ts';
import type { PlaceFacts } from '../../../server/domain/place-facts.ts';
import type { KnowledgeRecord } from '../../../server/domain/record.ts';
import type { ReceivedRecord } from '../../../server/domain/remote.ts';
import { renderMarkdown } from '../../../server/text/markdown.ts';
import { openWords } from '../../../server/web/i18n.ts';

export const NOW = new Date('2026-11-21T12:00:00.000Z');
export const where = addresses('https://wissen.musterstadt.example');
export const ORGANISATION_ID = where.organisation('musterstadt');
export const FOLLOWERS = where.ofActor(ORGANISATION_ID, 'followers');
export const words = openWords('views/locales');
export const needs: ArticleNeeds = { addresses: where, wordsIn: (language) => words[language === 'en' ? 'en' : 'de'], renderMarkdown };

/** A table with something in every field, made from the table itself. */
export function filled(fields: readonly Field[]): Content {
  return Object.fromEntries(fields.map((field) => [field.name, valueFor(field)]));
}

function valueFor(field: Field): Value {
  switch (field.kind) {
    case 'choices':
      return VOCABULARIES[field.vocabulary].slice(0, Math.min(field.max, 2));
    case 'texts':
      return [`${field.name} eins`, `${field.name} „zwei“ & <drei>`];
    case 'group':
      return Object.fromEntries(field.fields.map((inner) => [inner.name, scalarFor(inner)]));
    case 'list':
      return [1, 2].map((n) =>
        Object.fromEntries(field.fields.map((inner, i) => [inner.name, n === 1 || i === 0 || inner.required === true ? scalarFor(inner) : null])),
      );
    default:
      return scalarFor(field);
  }
}

function scalarFor(field: ScalarField): string | number | boolean {
  switch (field.kind) {
    case 'text':
      return `${field.name} über *alles* & <b>mehr</b>`.slice(0, field.max);
    case 'prose':
      return `Erste Zeile von ${field.name}\n\n- keine Liste, sondern Text`.slice(0, field.max);
    case 'markdown':
      return `# Überschrift\n\n**${field.name}** mit [Link](https://beispiel.example/a_b_c)\n\n- eins\n- zwei`;
    case 'number':
      return field.unit === 'degrees' ? 9.43 : field.min + 7;
    case 'flag':
      return false;
    case 'when':
      return '2024-05';
    case 'iri':
      return 'https://andere.example/records/7';
    case 'url':
      return field.file === undefined
        ? 'https://beispiel.example/seite?a=1&b=2'
        : `https://wissen.musterstadt.example/files/f-${field.file}/datei.${field.file === 'bpmn' ? 'bpmn' : 'png'}`;
    case 'email':
      return 'digital@musterstadt.example';
    case 'choice':
    case 'term':
      return VOCABULARIES[field.vocabulary][0];
  }
}

/** A record with every field filled, as another one in every other part as `differently` says. */
export function aRecord<T extends RecordType>(type: T, differently: Partial<KnowledgeRecord> = {}): KnowledgeRecord & { type: T } {
  const record = {
    id: where.record(`${type}-1`),
    type,
    slug: `${type}-eins`,
    formerSlugs: [],
    publisher: ORGANISATION_ID,
    visibility: 'public',
    created: '2026-01-01T08:00:00.000Z',
    createdBy: 'user-1',
    published: '2026-01-02T08:00:00.000Z',
    updated: '2026-01-03T08:00:00.123Z',
    lastConfirmedAt: '2026-01-02T08:00:00.000Z',
    replaces: null,
    revision: 3,
    saves: 9,
    savedBy: 'user-2',
    importKey: 'import-key-77',
    importedAs: null,
    values: { ...filled(RECORD_FIELDS), language: 'de', license: 'CC BY 4.0', origin: 'own', tags: ['LED', 'smarte Stadt'] },
    content: filled(fieldsOf(type)),
    extra: {},
    working: null,
    review: null,
    ...differently,
  };
  return record as unknown as KnowledgeRecord & { type: T };
}

export function anOrganisation(differently: Partial<Organisation['content']> = {}): Organisation {
  const content = {
    ...emptyContent(ORGANISATION_FIELDS),
    name: 'Stadt Musterstadt',
    handle: 'musterstadt',
    orgType: 'town',
    ags: '01001000',
    state: 'DE-SH',
    ...differently,
  };
  return { id: ORGANISATION_ID, handle: 'musterstadt', created: '2026-01-01T00:00:00.000Z', updated: '2026-01-05T00:00:00.000Z', revision: 1, content };
}

export const PLACE: PlaceFacts = {
  name: 'Musterstadt',
  state: 'DE-SH',
  sizeType: '30',
  regiostar7: null,
  orgType: 'town',
  population: 12_000,
  point: { lat: 54.78, lon: 9.43 },
};

export function told(record: KnowledgeRecord, differently: Partial<ToldRecord> = {}): ToldRecord {
  return { record, publisher: anOrganisation(), place: PLACE, about: null, files: new Map(), sentUpdated: null, ...differently };
}

/** What came, as a record that can be sent on. */
export function sentOn(received: ReceivedRecord): KnowledgeRecord {
  const { type, id, created, published, updated, lastConfirmedAt, replaces, values, content, extra } = received;
  const visibility = received.reach === 'public' ? 'public' : 'followers';
  return aRecord(type, { id, created, published, updated, lastConfirmedAt, replaces, values, content, extra, visibility } as Partial<KnowledgeRecord>);
}

export const TITLE_OF = (type: RecordType): string => CONTENT_TYPES[type].title;
