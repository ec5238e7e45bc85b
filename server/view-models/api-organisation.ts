import type { Addresses } from '../domain/addresses.ts';
import { ORGANISATION_FIELDS } from '../domain/content/organisation.ts';
import type { Organisation } from '../domain/organisation.ts';
import { INSTANT, objectSchema, type Schema, tableSchemas, URI } from './api-schema.ts';
import type { Words } from './words.ts';

/** An organisation as the API gives it out: flat, with all of its fields. */
export function organisationJson({ id, handle, created, updated, content }: Organisation, addresses: Addresses): Record<string, unknown> {
  return { id, url: addresses.organisation(handle), created, updated, ...content };
}

export function organisationSchema(words: Words): Schema {
  const fixed = { id: URI, url: URI, created: INSTANT, updated: INSTANT };
  return objectSchema({ ...fixed, ...tableSchemas(words, 'organisation', ORGANISATION_FIELDS, 'answer') });
}
