import { fieldsOf, RECORD_TYPES } from '../domain/content/content-types.ts';
import type { Field } from '../domain/content/field.ts';
import { RECORD_FIELDS } from '../domain/content/record-fields.ts';
import type { KnowledgeRecord } from '../domain/record.ts';
import { type Entry, entryOf } from './record-entry.ts';

const XSD = 'http://www.w3.org/2001/XMLSchema#';
const INSTANT = { '@type': `${XSD}dateTime` };
const LINK = { '@type': '@id' };
// Words that others know carry their meaning; all the rest is ours and stands on /ns/v1.
const KNOWN: Readonly<Record<string, string>> = {
  title: 'http://purl.org/dc/terms/title',
  summary: 'http://purl.org/dc/terms/abstract',
  publisher: 'http://purl.org/dc/terms/publisher',
  license: 'http://purl.org/dc/terms/license',
  language: 'http://purl.org/dc/terms/language',
  created: 'http://purl.org/dc/terms/created',
  published: 'http://purl.org/dc/terms/issued',
  updated: 'http://purl.org/dc/terms/modified',
  replaces: 'http://purl.org/dc/terms/replaces',
  sources: 'http://purl.org/dc/terms/source',
};

/** The meaning of every name in an export, inline: nobody has to fetch anything to read it. Derived from the tables of fields. */
export function exportContext(base: string): Entry {
  const vocabulary = `${base}/ns/v1#`;
  const named = (name: string, how: Readonly<Record<string, unknown>>): [string, unknown] => [name, { '@id': KNOWN[name] ?? vocabulary + name, ...how }];
  const fields: readonly Field[] = [...RECORD_FIELDS, ...RECORD_TYPES.flatMap(fieldsOf)];
  const members = fields.flatMap((field) => (field.kind === 'group' || field.kind === 'list' ? field.fields : []));
  const terms = new Map<string, unknown>([
    ...[...members, ...fields].map((field) => named(field.name, meaningOf(field))),
    ...['created', 'published', 'updated', 'lastConfirmedAt'].map((name) => named(name, INSTANT)),
    ...['publisher', 'replaces'].map((name) => named(name, LINK)),
    // Not ours to interpret: kept as the JSON it is.
    named('extra', { '@type': '@json' }),
  ]);
  return { '@version': 1.1, '@vocab': vocabulary, id: '@id', type: '@type', ...Object.fromEntries(terms) };
}

function meaningOf(field: Field): Readonly<Record<string, unknown>> {
  if (field.kind === 'url' || field.kind === 'iri') return LINK;
  return field.kind === 'choices' || field.kind === 'texts' || field.kind === 'list' ? { '@container': '@list' } : {};
}

/** The parts of a JSON-LD export in order: a head with the context, an entry for every record, a tail. */
export function jsonLdWriter(base: string): { readonly heading: string; line(record: KnowledgeRecord, n: number): string; readonly end: string } {
  return {
    heading: `{"@context": ${JSON.stringify(exportContext(base))},\n"@graph": [`,
    line: (record, n) => `${n === 0 ? '' : ','}\n${JSON.stringify(entryOf(record))}`,
    end: '\n]}\n',
  };
}
