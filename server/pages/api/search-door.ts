import type { RequestHandler, Router } from 'express';

import { FACETS } from '../../domain/search/facets.ts';
import { searchJson } from '../../view-models/api-search.ts';
import { queryOf } from '../../view-models/search-params.ts';
import { contextOf } from '../../web/context.ts';
import { findNear, readSearchParams } from '../search-query-params.ts';
import { apiAddress } from './api-address.ts';
import type { ApiNeeds } from './api-needs.ts';
import { door } from './door.ts';
import { toListParams } from './list-params.ts';

const LAST_PAGE = 500;

/** GET /search: the parameters of the page, and every facet counted. */
export function searchDoor(router: Router, needs: ApiNeeds): void {
  const search: RequestHandler = async (req, res) => {
    const { limit } = toListParams(req.query);
    const params = readSearchParams({ ...req.query, ...circleIn(req.query) });
    const { near } = await findNear(needs.findPlace, params);
    const query = queryOf(params, near, { perPage: limit, count: [...FACETS.keys()] });
    const answer = await needs.searchRecords(contextOf(res).viewer, query);
    const isMore = params.page * limit < answer.total && params.page < LAST_PAGE;
    res.json(searchJson(query, answer, isMore ? nextAddress(req.originalUrl, params.page + 1) : null));
  };

  /** The same question with the next page's number. */
  const nextAddress = (originalUrl: string, page: number): string => {
    const query = new URLSearchParams(originalUrl.split('?')[1] ?? '');
    query.set('page', String(page));
    return `${apiAddress(needs.addresses, '/search')}?${query}`;
  };

  door(router, '/search', { get: [search] });
}

/** `lat`, `lon` and `radius` say in three numbers what `near` and `km` say. */
function circleIn({ lat, lon, radius }: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const circle = radius === undefined ? {} : { km: radius };
  if (!isDegrees(lat) || !isDegrees(lon)) return circle;
  return { ...circle, near: `${Number(lat).toFixed(6)},${Number(lon).toFixed(6)}` };
}

function isDegrees(value: unknown): boolean {
  return typeof value === 'string' && /^-?\d{1,3}(\.\d{1,20})?$/.test(value);
}
