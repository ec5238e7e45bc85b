import type { Addresses } from '../domain/addresses.ts';
import { ORGANISATION_FIELDS } from '../domain/content/organisation.ts';
import type { Organisation } from '../domain/organisation.ts';
import { INSTANT, objectSchema, type Schema, tableSchemas, URI } from './api-schema.ts';
import type { Words } from './words.ts';

const FIXED: Readonly<Record<string, Schema>> = { id: URI, url: URI, created: INSTANT, updated: INSTANT, revision: { type: 'integer', minimum: 1 } };

/** An organisation as the API gives it out: flat, with all of its fields. */
export function organisationJson({ id, handle, created, updated, revision, content }: Organisation, addresses: Addresses): Record<string, unknown> {
  return { id, url: addresses.organisation(handle), created, updated, revision, ...content };
}

/** What of an organisation is told but never sent; its handle stands in its address. */
export function isReadOnlyOfOrganisation(name: string): boolean {
  return name === 'handle' || Object.hasOwn(FIXED, name);
}

export function organisationSchema(words: Words): Schema {
  return objectSchema({ ...FIXED, ...tableSchemas(words, 'organisation', ORGANISATION_FIELDS, 'answer') });
}

/** What may be sent to change one. */
export function organisationInputSchema(words: Words): Schema {
  const fields = ORGANISATION_FIELDS.filter(({ name }) => !isReadOnlyOfOrganisation(name));
  return objectSchema(tableSchemas(words, 'organisation', fields, 'input'), 'input');
}
