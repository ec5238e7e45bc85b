import { RECORD_TYPES } from '../domain/content/content-types.ts';
import { OPERATIONS, type Operation, schemaName } from './api-operations.ts';
import { organisationInputSchema, organisationSchema } from './api-organisation.ts';
import { parametersFor } from './api-parameters.ts';
import { changeSchema, recordInputSchema, recordSchema } from './api-record.ts';
import { listSchema, objectSchema, orNull, type Schema, TEXT, URI } from './api-schema.ts';
import { searchSchema } from './api-search.ts';
import type { Words } from './words.ts';

interface Where {
  /** The address of the API, without a slash at the end. */
  readonly api: string;
  readonly version: string;
}

// Every door may answer with these: a broken address, an unknown token, too many requests, a store that is away.
const EVERYWHERE = [400, 401, 429, 503];

/** The API's description in OpenAPI 3.1, in the reader's words, made from the same tables as its answers. */
export function openApi(words: Words, { api, version }: Where): Record<string, unknown> {
  const parameters = parametersFor(words);
  const paths: Record<string, Record<string, Schema>> = {};
  for (const operation of OPERATIONS) {
    paths[operation.path] = { ...paths[operation.path], [operation.method]: described(words, operation, parameters) };
  }
  return {
    openapi: '3.1.1',
    info: { title: words.t('api.title'), description: words.t('api.description'), version, license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' } },
    servers: [{ url: api }],
    paths,
    components: {
      schemas: schemasFor(words),
      responses: refusalsFor(words),
      securitySchemes: { token: { type: 'http', scheme: 'bearer', description: words.t('api.schema.token') } },
    },
  };
}

function described(words: Words, operation: Operation, parameters: ReturnType<typeof parametersFor>): Schema {
  const { name, type, body, status, answer, refusals, needsToken } = operation;
  const noun = type === null ? '' : words.label('type', type);
  const refusal = (code: number): Schema => ({ $ref: `#/components/responses/${refusalName(code)}` });
  const types = operation.method === 'patch' ? ['application/merge-patch+json', 'application/json'] : ['application/json'];
  return {
    operationId: name,
    summary: words.t(`api.operation.${operation.words}`, { type: noun }),
    // Reading needs no token, but with one more may be seen.
    security: needsToken ? [{ token: [] }] : [{}, { token: [] }],
    parameters: operation.parameters.flatMap((parameter) => parameters[parameter]),
    ...(body === null ? {} : { requestBody: { required: true, content: contentOf(types, body) } }),
    responses: {
      [status]: {
        description: words.t(`api.status.${status}`),
        ...(status === 201 ? { headers: { Location: { schema: URI } } } : {}),
        ...(answer === null ? {} : { content: contentOf(['application/json'], answer) }),
      },
      // A change that a second person has to look at first.
      ...(operation.words === 'change' && answer !== null
        ? { 202: { description: words.t('api.status.202'), content: contentOf(['application/json'], answer) } }
        : {}),
      ...Object.fromEntries([...new Set([...EVERYWHERE, ...refusals])].map((code) => [code, refusal(code)])),
      default: refusal(500),
    },
  };
}

function refusalName(status: number): string {
  return `Refused${status}`;
}

function refusalsFor(words: Words): Record<string, Schema> {
  const statuses = new Set([500, ...EVERYWHERE, ...OPERATIONS.flatMap(({ refusals }) => refusals)]);
  const content = contentOf(['application/problem+json'], 'Problem');
  return Object.fromEntries([...statuses].map((status) => [refusalName(status), { description: words.t(`api.status.${status}`), content }]));
}

function contentOf(types: readonly string[], schema: string): Schema {
  return Object.fromEntries(types.map((type) => [type, { schema: ref(schema) }]));
}

function schemasFor(words: Words): Record<string, Schema> {
  const ofTypes = RECORD_TYPES.flatMap((type): [string, Schema][] => [
    [schemaName(type, ''), recordSchema(words, type, false)],
    [schemaName(type, 'Whole'), recordSchema(words, type, true)],
    [schemaName(type, 'Input'), recordInputSchema(words, type, 'create')],
    [schemaName(type, 'Change'), recordInputSchema(words, type, 'change')],
    [schemaName(type, 'List'), pageOf(ref(schemaName(type, '')))],
  ]);
  const records = RECORD_TYPES.map((type) => ref(schemaName(type, '')));
  return {
    ...Object.fromEntries(ofTypes),
    Organisation: organisationSchema(words),
    OrganisationChange: organisationInputSchema(words),
    OrganisationList: pageOf(ref('Organisation')),
    SearchAnswer: searchSchema(words),
    Removed: changeSchema(),
    // Its `next` is a cursor, never null: asked again with it, the list goes on with what changed since.
    ChangeList: objectSchema({ items: listSchema({ oneOf: [...records, ref('Removed')] }), next: TEXT }),
    Problem: problemSchema(),
  };
}

function pageOf(item: Schema): Schema {
  return objectSchema({ items: listSchema(item), next: orNull(URI) });
}

function problemSchema(): Schema {
  const errors = listSchema(objectSchema({ field: TEXT, code: TEXT, message: TEXT }));
  const type = { type: 'string', format: 'uri-reference' };
  return objectSchema({ type, title: TEXT, status: { type: 'integer' }, detail: TEXT, errors }, 'answer', ['errors']);
}

function ref(name: string): Schema {
  return { $ref: `#/components/schemas/${name}` };
}
