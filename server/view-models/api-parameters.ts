import { FACETS } from '../domain/search/facets.ts';
import { SORTS } from '../domain/search/search-query.ts';
import type { ParameterName } from './api-operations.ts';
import { type Schema, TEXT } from './api-schema.ts';
import { LANGUAGES, type Words } from './words.ts';

const number: Schema = { type: 'number' };
const amount: Schema = { type: 'number', minimum: 0 };

/** The parameters of the search that no facet table carries. */
const SEARCH: Readonly<Record<string, Schema>> = {
  q: { type: 'string', maxLength: 200 },
  near: { type: 'string', maxLength: 200 },
  km: amount,
  lat: { ...number, minimum: -90, maximum: 90 },
  lon: { ...number, minimum: -180, maximum: 180 },
  radius: amount,
  populationMin: amount,
  populationMax: amount,
  costMin: amount,
  costMax: amount,
  sort: { enum: SORTS },
  page: { type: 'integer', minimum: 1, maximum: 500, default: 1 },
};

/** What OpenAPI says of each parameter, in the reader's words. */
export function parametersFor(words: Words): Record<ParameterName, Schema[]> {
  const said = (name: string) => words.t(`api.parameter.${name}`);
  const inQuery = (name: string, schema: Schema): Schema => ({ name, in: 'query', description: said(name), schema });
  const inPath = (name: string): Schema => ({ name, in: 'path', required: true, description: said(name), schema: TEXT });
  const inHeader = (name: string, words: string): Schema => ({ name, in: 'header', description: said(words), schema: TEXT });
  const facets = [...FACETS.keys()].map((name) => ({
    name,
    in: 'query',
    description: words.facet(name),
    schema: { type: 'array', maxItems: 20, items: { type: 'string', maxLength: 200 } },
  }));
  return {
    slug: [inPath('slug')],
    handle: [inPath('handle')],
    limit: [inQuery('limit', { type: 'integer', minimum: 1, maximum: 200, default: 50 })],
    after: [inQuery('after', TEXT)],
    since: [inQuery('since', TEXT)],
    publisher: [inQuery('publisher', TEXT)],
    lang: [inQuery('lang', { enum: LANGUAGES })],
    ifMatch: [inHeader('If-Match', 'ifMatch')],
    ifNoneMatch: [inHeader('If-None-Match', 'ifNoneMatch')],
    search: [...Object.entries(SEARCH).map(([name, schema]) => inQuery(name, schema)), ...facets],
  };
}
