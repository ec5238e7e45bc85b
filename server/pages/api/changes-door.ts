import type { Router } from 'express';

import { changeJson, recordJson } from '../../view-models/api-record.ts';
import { contextOf } from '../../web/context.ts';
import type { ApiNeeds } from './api-needs.ts';
import { answerBadCursor } from './bad-parameter.ts';
import { door } from './door.ts';
import { toListParams } from './list-params.ts';

/** GET /records?since=…: what changed, in order; each record once, as it is now. The cursor at the end is the one to come back with. */
export function changesDoor(router: Router, needs: ApiNeeds): void {
  const read = [
    async (req, res) => {
      const { limit, since } = toListParams(req.query);
      const seq = sequenceIn(since);
      if (seq === null) return answerBadCursor(res, 'since');
      const { items, next } = await needs.listChanges(seq, limit);
      const described = await needs.describeRecords(
        contextOf(res).viewer,
        items.flatMap(({ record }) => record ?? []),
      );
      const live = new Map(described.map((each) => [each.record.id, each]));
      const context = { addresses: needs.addresses, now: needs.clock() };
      const told = items.map(({ id, at }) => {
        const found = live.get(id);
        return found === undefined ? changeJson(id, at) : recordJson(found.record, { ...context, publisher: found.publisher, place: found.place });
      });
      res.json({ items: told, next: String(next) });
    },
  ] satisfies Parameters<typeof door>[2]['get'];
  door(router, '/records', { get: read });
}

/** The number to go on after: 0 for the beginning, null for what was never a cursor of this list. */
function sequenceIn(since: string): number | null {
  if (since === '') return 0;
  return /^\d{1,15}$/.test(since) ? Number(since) : null;
}
