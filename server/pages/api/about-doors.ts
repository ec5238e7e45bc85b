import type { Router } from 'express';

import { openApi } from '../../view-models/api-openapi.ts';
import { contextOf } from '../../web/context.ts';
import { answerProblem, PROBLEM_KINDS, PROBLEM_PATH, PROBLEM_STATUS } from '../../web/problem-json.ts';
import { apiAddress } from './api-address.ts';
import type { ApiNeeds } from './api-needs.ts';
import { door } from './door.ts';

/** What the API says of itself: GET /openapi.json, and GET /problems/:kind behind the `type` of every problem. */
export function aboutDoors(router: Router, { addresses, version }: ApiNeeds): void {
  door(router, '/openapi.json', {
    get: [(_req, res) => void res.json(openApi(contextOf(res).words, { api: apiAddress(addresses, ''), version }))],
  });
  door(router, '/problems/:kind', {
    get: [
      (req, res) => {
        const { words } = contextOf(res);
        const kind = PROBLEM_KINDS.find((known) => known === req.params['kind']);
        if (kind === undefined) return answerProblem(res, 'not-found');
        const title = words.t(`api.problem.${kind}.title`);
        const detail = words.t(`api.problem.${kind}.detail`);
        res.json({ type: `${PROBLEM_PATH}/${kind}`, title, status: PROBLEM_STATUS[kind], detail });
      },
    ],
  });
}
