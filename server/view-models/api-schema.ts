import type { Field, ScalarField } from '../domain/content/field.ts';
import { VOCABULARIES, type VocabularyName } from '../domain/content/vocabularies.ts';
import type { Table, Words } from './words.ts';

/** JSON Schema 2020-12, as OpenAPI 3.1 uses it. */
export type Schema = Readonly<Record<string, unknown>>;

/** An answer always has every field, and a code may come from a newer peer; what is sent may leave fields out, and is checked. */
export type Direction = 'answer' | 'input';

export const INSTANT: Schema = { type: 'string', format: 'date-time' };
export const URI: Schema = { type: 'string', format: 'uri' };
export const TEXT: Schema = { type: 'string' };

export function orNull(schema: Schema): Schema {
  return 'enum' in schema ? { ...schema, enum: [...(schema['enum'] as readonly unknown[]), null] } : { ...schema, type: [schema['type'], 'null'].flat() };
}

/** An object with exactly these members; in an answer all of them, but for the optional ones. */
export function objectSchema(properties: Readonly<Record<string, Schema>>, direction: Direction = 'answer', optional: readonly string[] = []): Schema {
  const required = direction === 'input' ? [] : Object.keys(properties).filter((name) => !optional.includes(name));
  return { type: 'object', additionalProperties: false, ...(required.length > 0 ? { required } : {}), properties };
}

export function listSchema(items: Schema): Schema {
  return { type: 'array', items };
}

/** The members of a field table; titles and explanations are the words of the forms. */
export function tableSchemas(words: Words, table: Table, fields: readonly Field[], direction: Direction): Record<string, Schema> {
  const named = (path: string, schema: Schema): Schema => {
    const { label, hint } = words.field(table, path);
    return { title: label, ...(hint === null ? {} : { description: hint }), ...schema };
  };
  const members = (inner: readonly ScalarField[], path: string): Schema =>
    objectSchema(Object.fromEntries(inner.map((field) => [field.name, named(`${path}.${field.name}`, scalarSchema(field, direction))])), direction);
  const schemaOf = (field: Field): Schema => {
    switch (field.kind) {
      case 'choices':
        return { ...listSchema(codeSchema(field.vocabulary, direction)), ...(direction === 'input' ? { type: ['array', 'null'], maxItems: field.max } : {}) };
      case 'texts':
        return direction === 'input'
          ? { ...listSchema({ type: 'string', maxLength: field.itemMax }), type: ['array', 'null'], maxItems: field.max }
          : listSchema(TEXT);
      case 'group':
        return direction === 'input' ? orNull(members(field.fields, field.name)) : members(field.fields, field.name);
      case 'list':
        return { ...listSchema(members(field.fields, field.name)), ...(direction === 'input' ? { type: ['array', 'null'], maxItems: field.max } : {}) };
      default:
        return scalarSchema(field, direction);
    }
  };
  return Object.fromEntries(fields.map((field) => [field.name, named(field.name, schemaOf(field))]));
}

function scalarSchema(field: ScalarField, direction: Direction): Schema {
  switch (field.kind) {
    case 'text':
    case 'prose':
    case 'markdown':
      return {
        type: ['string', 'null'],
        ...(direction === 'input' ? { maxLength: field.max } : {}),
        ...(field.kind === 'markdown' ? { contentMediaType: 'text/markdown' } : {}),
      };
    case 'number':
      return { type: ['number', 'null'], minimum: field.min, maximum: field.max };
    case 'flag':
      return { type: ['boolean', 'null'] };
    case 'when':
      return { type: ['string', 'null'], pattern: '^\\d{4}(-\\d{2}(-\\d{2})?)?$' };
    case 'url':
    case 'iri':
      // An IRI, for people write addresses with umlauts.
      return { type: ['string', 'null'], format: 'iri' };
    case 'email':
      return { type: ['string', 'null'], format: 'email' };
    case 'choice':
      return orNull(codeSchema(field.vocabulary, direction));
    case 'term':
      return { type: ['string', 'null'], examples: VOCABULARIES[field.vocabulary] };
  }
}

function codeSchema(vocabulary: VocabularyName, direction: Direction): Schema {
  return direction === 'input' ? { enum: VOCABULARIES[vocabulary] } : { type: 'string', examples: VOCABULARIES[vocabulary] };
}
