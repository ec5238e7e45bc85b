import type { Addresses } from '../domain/addresses.ts';
import { automationShareOf, completenessOf, costPerThousand, mediaBreaksOf } from '../domain/computed.ts';
import { RECORD_TYPES } from '../domain/content/content-types.ts';
import type { Content } from '../domain/content/field.ts';
import { VOCABULARIES } from '../domain/content/vocabularies.ts';
import { freshnessOf } from '../domain/freshness.ts';
import type { Organisation } from '../domain/organisation.ts';
import type { PlaceFacts } from '../domain/place-facts.ts';
import type { KnowledgeRecord, Process, Project } from '../domain/record.ts';
import { INSTANT, objectSchema, orNull, type Schema, TEXT, URI } from './api-schema.ts';

/** What is needed besides a record to say all that the API says of it. */
export interface RecordContext {
  readonly publisher: Organisation;
  readonly place: PlaceFacts;
  readonly addresses: Addresses;
  readonly now: Date;
}

/** A member of the answer that no field table carries: its schema, and where it comes from. */
interface Member<R extends KnowledgeRecord> {
  readonly schema: Schema;
  of(record: R, context: RecordContext): unknown;
}

type Members<R extends KnowledgeRecord> = Readonly<Record<string, Member<R>>>;

const number: Schema = { type: 'number' };
const count: Schema = { type: 'integer', minimum: 0 };

export const PUBLISHER_SCHEMA = objectSchema({ id: URI, name: TEXT, handle: TEXT, url: URI });

const PLACE_SCHEMA = objectSchema({
  name: orNull(TEXT),
  state: orNull(TEXT),
  sizeType: orNull(TEXT),
  regiostar7: orNull(TEXT),
  orgType: orNull(TEXT),
  population: orNull(count),
  point: orNull(objectSchema({ lat: number, lon: number })),
});

/** What every record begins with. */
export const HEAD = {
  id: { schema: URI, of: ({ id }) => id },
  type: { schema: { enum: RECORD_TYPES }, of: ({ type }) => type },
  url: { schema: URI, of: ({ type, slug }, { addresses }) => addresses.page(type, slug) },
  slug: { schema: TEXT, of: ({ slug }) => slug },
  publisher: { schema: PUBLISHER_SCHEMA, of: (_, { publisher, addresses }) => publisherJson(publisher, addresses) },
  visibility: { schema: { enum: VOCABULARIES.visibility }, of: ({ visibility }) => visibility },
  created: { schema: INSTANT, of: ({ created }) => created },
  published: { schema: orNull(INSTANT), of: ({ published }) => published },
  updated: { schema: INSTANT, of: ({ updated }) => updated },
  lastConfirmedAt: { schema: orNull(INSTANT), of: ({ lastConfirmedAt }) => lastConfirmedAt },
  freshness: { schema: { enum: VOCABULARIES.freshness }, of: ({ lastConfirmedAt }, { now }) => freshnessOf(lastConfirmedAt, now) },
  completeness: { schema: { type: 'integer', minimum: 0, maximum: 100 }, of: ({ type, content }) => completenessOf(type, content as Content) },
  revision: { schema: { type: 'integer', minimum: 1 }, of: ({ revision }) => revision },
  replaces: { schema: orNull(URI), of: ({ replaces }) => replaces },
  place: { schema: PLACE_SCHEMA, of: (_, { place }) => place },
} as const satisfies Members<KnowledgeRecord>;

const PROJECT_MEMBERS: Members<Project> = {
  costPerThousand: {
    schema: objectSchema({ oneOff: orNull(number), perYear: orNull(number) }),
    of: ({ content: { costOneOff, costPerYear } }, { place: { population } }) => ({
      oneOff: costPerThousand(costOneOff, population),
      perYear: costPerThousand(costPerYear, population),
    }),
  },
  // Nobody can say yet that he reuses something; the counts are true all the same.
  reuses: { schema: objectSchema({ total: count, confirmed: count, claimed: count }), of: () => ({ total: 0, confirmed: 0, claimed: 0 }) },
};

const PROCESS_MEMBERS: Members<Process> = {
  automationShare: { schema: orNull({ type: 'number', minimum: 0, maximum: 1 }), of: automationShareOf },
  mediaBreaks: { schema: count, of: mediaBreaksOf },
};

/** What the API computes for one type. */
export const COMPUTED = { project: PROJECT_MEMBERS, lesson: {}, process: PROCESS_MEMBERS } as const;

export function computedJson(record: KnowledgeRecord, context: RecordContext): Record<string, unknown> {
  if (record.type === 'project') return valuesOf(PROJECT_MEMBERS, record, context);
  return record.type === 'process' ? valuesOf(PROCESS_MEMBERS, record, context) : {};
}

export function headJson(record: KnowledgeRecord, context: RecordContext): Record<string, unknown> {
  return valuesOf(HEAD, record, context);
}

export function publisherJson({ id, handle, content }: Organisation, addresses: Addresses): Record<string, string> {
  return { id, name: content.name ?? handle, handle, url: addresses.organisation(handle) };
}

function valuesOf<R extends KnowledgeRecord>(members: Members<R>, record: R, context: RecordContext): Record<string, unknown> {
  return Object.fromEntries(Object.entries(members).map(([name, { of }]) => [name, of(record, context)]));
}
