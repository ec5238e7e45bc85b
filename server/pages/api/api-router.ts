import { Router } from 'express';

import { RECORD_TYPES } from '../../domain/content/content-types.ts';
import { bearer } from '../../web/bearer.ts';
import { contextOf } from '../../web/context.ts';
import { answerProblem, problemOnFault } from '../../web/problem-json.ts';
import { aboutDoors } from './about-doors.ts';
import type { ApiNeeds } from './api-needs.ts';
import { changesDoor } from './changes-door.ts';
import { listDoor } from './list-doors.ts';
import { organisationDoors } from './organisation-doors.ts';
import { recordDoors } from './record-doors.ts';
import { searchDoor } from './search-door.ts';

/** The whole JSON API of interface.md, to be mounted at API_PATH behind the context; it reads its own bodies and answers its own faults. */
export function apiRouter(needs: ApiNeeds): Router {
  const router = Router();
  router.use(bearer({ viewerOf: needs.useTokens.viewerOf }));
  router.use((_req, res, next) => {
    res.set('Content-Language', contextOf(res).words.language);
    next();
  });
  for (const type of RECORD_TYPES) {
    const { create } = recordDoors(router, type, needs);
    listDoor(router, type, needs, create);
  }
  searchDoor(router, needs);
  changesDoor(router, needs);
  organisationDoors(router, needs);
  aboutDoors(router, needs);
  router.use((_req, res) => answerProblem(res, 'no-such-address'));
  router.use(problemOnFault(needs.log));
  return router;
}
