import { CONTENT_TYPES, RECORD_TYPES, type RecordType } from '../domain/content/content-types.ts';

export interface Operation {
  /** Below /api/v1, in OpenAPI's form: /projects/{slug}. */
  readonly path: string;
  readonly method: 'get' | 'post' | 'patch' | 'delete';
  /** The operationId. */
  readonly name: string;
  /** Its words: api.operation.<words>. */
  readonly words: string;
  readonly type: RecordType | null;
  readonly parameters: readonly ParameterName[];
  /** The schema of the body, or null. */
  readonly body: string | null;
  /** What it answers with when it does what was asked: the status and the schema, null without a body. */
  readonly status: number;
  readonly answer: string | null;
  /** The statuses with which it says no, besides those of every door. */
  readonly refusals: readonly number[];
  readonly needsToken: boolean;
}

export type ParameterName = 'slug' | 'handle' | 'limit' | 'after' | 'since' | 'publisher' | 'lang' | 'ifMatch' | 'ifNoneMatch' | 'search';

const READ = { body: null, status: 200, needsToken: false } as const;
const WRITE_REFUSALS = [403, 404, 410, 412] as const;

/** The names of a type's schemas: Project, ProjectWhole, ProjectInput, ProjectChange, ProjectList. */
export function schemaName(type: RecordType, kind: '' | 'Whole' | 'Input' | 'Change' | 'List'): string {
  return `${type.charAt(0).toUpperCase()}${type.slice(1)}${kind}`;
}

function operationsOf(type: RecordType): Operation[] {
  const one = schemaName(type, '');
  const path = `/${CONTENT_TYPES[type].path}`;
  const whole = schemaName(type, 'Whole');
  const change = { type, needsToken: true, parameters: ['slug', 'ifMatch', 'lang'], refusals: WRITE_REFUSALS } as const;
  return [
    {
      ...READ,
      path,
      method: 'get',
      name: `list${one}s`,
      words: 'list',
      type,
      parameters: ['limit', 'after', 'publisher', 'lang'],
      answer: schemaName(type, 'List'),
      refusals: [],
    },
    {
      path,
      method: 'post',
      name: `create${one}`,
      words: 'create',
      type,
      parameters: ['lang'],
      body: schemaName(type, 'Input'),
      status: 201,
      answer: whole,
      refusals: [403, 413, 415, 422],
      needsToken: true,
    },
    {
      ...READ,
      path: `${path}/{slug}`,
      method: 'get',
      name: `read${one}`,
      words: 'read',
      type,
      parameters: ['slug', 'ifNoneMatch', 'lang'],
      answer: whole,
      refusals: [404, 410],
    },
    {
      ...change,
      path: `${path}/{slug}`,
      method: 'patch',
      name: `change${one}`,
      words: 'change',
      body: schemaName(type, 'Change'),
      status: 200,
      answer: whole,
      refusals: [...WRITE_REFUSALS, 413, 415, 422],
    },
    { ...change, path: `${path}/{slug}`, method: 'delete', name: `delete${one}`, words: 'delete', body: null, status: 204, answer: null },
    { ...change, path: `${path}/{slug}/confirm`, method: 'post', name: `confirm${one}`, words: 'confirm', body: null, status: 200, answer: whole },
  ];
}

/** Every operation of the API; a test holds it against the doors that are there. */
export const OPERATIONS: readonly Operation[] = [
  {
    ...READ,
    path: '/search',
    method: 'get',
    name: 'search',
    words: 'search',
    type: null,
    parameters: ['search', 'limit', 'lang'],
    answer: 'SearchAnswer',
    refusals: [],
  },
  ...RECORD_TYPES.flatMap(operationsOf),
  {
    ...READ,
    path: '/records',
    method: 'get',
    name: 'listChanges',
    words: 'changes',
    type: null,
    parameters: ['since', 'limit', 'lang'],
    answer: 'ChangeList',
    refusals: [],
  },
  {
    ...READ,
    path: '/organisations',
    method: 'get',
    name: 'listOrganisations',
    words: 'organisations',
    type: null,
    parameters: ['limit', 'after', 'lang'],
    answer: 'OrganisationList',
    refusals: [],
  },
  {
    ...READ,
    path: '/organisations/{handle}',
    method: 'get',
    name: 'readOrganisation',
    words: 'organisation',
    type: null,
    parameters: ['handle', 'ifNoneMatch', 'lang'],
    answer: 'Organisation',
    refusals: [404],
  },
  {
    path: '/organisations/{handle}',
    method: 'patch',
    name: 'changeOrganisation',
    words: 'changeOrganisation',
    type: null,
    parameters: ['handle', 'ifMatch', 'lang'],
    body: 'OrganisationChange',
    status: 200,
    answer: 'Organisation',
    refusals: [403, 404, 412, 413, 415, 422],
    needsToken: true,
  },
];
