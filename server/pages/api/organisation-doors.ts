import type { RequestHandler, Router } from 'express';

import { refuse } from '../../domain/result.ts';
import { isReadOnlyOfOrganisation, organisationJson } from '../../view-models/api-organisation.ts';
import { mustWrite } from '../../web/bearer.ts';
import { contextOf } from '../../web/context.ts';
import { answerRefusalAsProblem } from '../../web/problem-json.ts';
import { apiAddress } from './api-address.ts';
import type { ApiNeeds } from './api-needs.ts';
import { answerBadCursor } from './bad-parameter.ts';
import { door } from './door.ts';
import { revisionWanted } from './etag.ts';
import { bodyOf, jsonBody } from './json-body.ts';
import { cursor, placeOf, toListParams } from './list-params.ts';
import { withReadOnly } from './read-only.ts';
import { answerWhole } from './whole-answer.ts';

/** GET /organisations, by name; GET and PATCH /organisations/:handle. */
export function organisationDoors(router: Router, { readOrganisation, changeOrganisation, listOrganisations, addresses }: ApiNeeds): void {
  const list: RequestHandler = async (req, res) => {
    const { limit, after } = toListParams(req.query);
    const place = placeOf(after);
    const all = await listOrganisations();
    // The last handle read names the place, so that one founded meanwhile moves nobody out of sight.
    const start = place === null ? 0 : all.findIndex(({ handle }) => handle === place) + 1;
    if (place === undefined || (place !== null && start === 0)) return answerBadCursor(res, 'after');
    const items = all.slice(start, start + limit);
    const last = start + limit < all.length ? items.at(-1) : undefined;
    const next = last === undefined ? null : apiAddress(addresses, '/organisations', { limit: String(limit), after: cursor(last.handle) });
    res.json({ items: items.map((organisation) => organisationJson(organisation, addresses)), next });
  };

  const read: RequestHandler = async (req, res) => {
    const found = await readOrganisation(String(req.params['handle']));
    if (!found.ok) return answerRefusalAsProblem(res, found.refusal, 'organisation');
    answerWhole(req, res, found.value, organisationJson(found.value, addresses));
  };

  const change: RequestHandler = async (req, res) => {
    const found = await readOrganisation(String(req.params['handle']));
    if (!found.ok) return answerRefusalAsProblem(res, found.refusal, 'organisation');
    const revision = revisionWanted(req.get('if-match'), found.value);
    const changed = revision === 'no' ? refuse({ kind: 'outdated' }) : await changeOrganisation(contextOf(res).viewer, found.value.id, bodyOf(req), revision);
    if (!changed.ok) return answerRefusalAsProblem(res, withReadOnly(changed, isReadOnlyOfOrganisation).refusal, 'organisation');
    answerWhole(req, res, changed.value, organisationJson(changed.value, addresses));
  };

  door(router, '/organisations', { get: [list] });
  door(router, '/organisations/:handle', { get: [read], patch: [mustWrite, ...jsonBody('application/merge-patch+json', 'application/json'), change] });
}
