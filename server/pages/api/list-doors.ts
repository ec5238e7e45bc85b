import type { RequestHandler, Router } from 'express';

import { CONTENT_TYPES, type RecordType } from '../../domain/content/content-types.ts';
import { recordJson } from '../../view-models/api-record.ts';
import { contextOf } from '../../web/context.ts';
import { apiAddress } from './api-address.ts';
import type { ApiNeeds } from './api-needs.ts';
import { answerBadCursor } from './bad-parameter.ts';
import { door } from './door.ts';
import { cursor, placeOf, toListParams } from './list-params.ts';

/** GET /projects and the like: the public records of a type, in pages. */
export function listDoor(router: Router, type: RecordType, needs: ApiNeeds, create: readonly RequestHandler[]): void {
  const { path } = CONTENT_TYPES[type];

  const publisherId = async (asked: string): Promise<string | null> => {
    if (asked === '' || asked.includes(':')) return asked || null;
    const found = await needs.readOrganisation(asked.replace(/^@/, ''));
    // An unknown handle names nobody, so that nothing is found.
    return found.ok ? found.value.id : asked;
  };

  const list: RequestHandler = async (req, res) => {
    const { limit, after, publisher } = toListParams(req.query);
    const place = placeOf(after);
    if (place === undefined) return answerBadCursor(res, 'after');
    const { items, next } = await needs.listRecords({ type, publisher: await publisherId(publisher), after: place, limit });
    const described = await needs.describeRecords(contextOf(res).viewer, items);
    const context = { addresses: needs.addresses, now: needs.clock() };
    const params = { limit: String(limit), publisher: publisher || null, after: next === null ? null : cursor(next) };
    res.json({
      items: described.map(({ record, publisher, place }) => recordJson(record, { ...context, publisher, place })),
      next: next === null ? null : apiAddress(needs.addresses, `/${path}`, params),
    });
  };

  door(router, `/${path}`, { get: [list], post: create });
}
