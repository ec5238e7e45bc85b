import type { Request, RequestHandler, Response, Router } from 'express';

import { CONTENT_TYPES, type RecordType } from '../../domain/content/content-types.ts';
import { problem } from '../../domain/content/field-problem.ts';
import type { RecordWithContext } from '../../domain/described-record.ts';
import type { KnowledgeRecord } from '../../domain/record.ts';
import { accept, invalid, type Result, refuse } from '../../domain/result.ts';
import { isReadOnly, submittedJson, wholeRecordJson } from '../../view-models/api-record.ts';
import { mustWrite } from '../../web/bearer.ts';
import { contextOf } from '../../web/context.ts';
import { answerRefusalAsProblem } from '../../web/problem-json.ts';
import { apiAddress } from './api-address.ts';
import type { ApiNeeds } from './api-needs.ts';
import { door } from './door.ts';
import { revisionWanted } from './etag.ts';
import { bodyOf, jsonBody } from './json-body.ts';
import { withReadOnly } from './read-only.ts';
import { answerWhole } from './whole-answer.ts';

type Change = (res: Response, record: KnowledgeRecord, revision: number | null) => Promise<Result<unknown>>;

/** Whether what was sent to go out waits for a second person instead. */
function isWaiting(before: Pick<KnowledgeRecord, 'visibility' | 'revision'>, sent: unknown, after: KnowledgeRecord): boolean {
  if (after.review?.state !== 'submitted') return false;
  return before.visibility === 'draft' ? sent !== undefined && sent !== 'draft' && after.visibility === 'draft' : after.revision === before.revision;
}

/** The doors to single records of one type, and `create` for the door to their list. */
export function recordDoors(router: Router, type: RecordType, needs: ApiNeeds): { create: RequestHandler[] } {
  const { path } = CONTENT_TYPES[type];
  const isFixed = (field: string): boolean => isReadOnly(type, field);

  const find = (req: Request, res: Response): Promise<Result<RecordWithContext>> =>
    needs.readRecord.byAddress(contextOf(res).viewer, type, String(req.params['slug']));

  const answer = (req: Request, res: Response, { record, publisher, place, lessons }: RecordWithContext, besides: Record<string, unknown> = {}): void => {
    const context = { publisher, place, addresses: needs.addresses, now: needs.clock() };
    answerWhole(req, res, record, { ...wholeRecordJson(record, context, lessons), ...besides });
  };

  const read: RequestHandler = async (req, res) => {
    const found = await find(req, res);
    if (!found.ok) return answerRefusalAsProblem(res, found.refusal, type);
    const { slug } = found.value.record;
    if (slug !== req.params['slug']) return res.redirect(301, apiAddress(needs.addresses, `/${path}/${slug}`));
    answer(req, res, found.value);
  };

  /** Finds the record, holds it against If-Match, and does the change; the action looks at the revision again in the very write. */
  const changing =
    (change: Change): RequestHandler =>
    async (req, res) => {
      const found = await find(req, res);
      if (!found.ok) return answerRefusalAsProblem(res, found.refusal, type);
      const { record } = found.value;
      const revision = revisionWanted(req.get('if-match'), record);
      const changed = revision === 'no' ? refuse({ kind: 'outdated' }) : await change(res, record, revision);
      if (!changed.ok) return answerRefusalAsProblem(res, withReadOnly(changed, isFixed).refusal, type);
      if (req.method === 'DELETE') return void res.status(204).end();
      await answerById(req, res, record.id);
    };

  const answerById = async (req: Request, res: Response, id: string, besides: Record<string, unknown> = {}): Promise<void> => {
    const found = await needs.readRecord.byId(contextOf(res).viewer, id);
    return found.ok ? answer(req, res, found.value, besides) : answerRefusalAsProblem(res, found.refusal, type);
  };

  /** Where two people must look, the answer is 202 and says so; what everybody reads is still as it was. */
  const patch: RequestHandler = async (req, res) => {
    const found = await find(req, res);
    if (!found.ok) return answerRefusalAsProblem(res, found.refusal, type);
    const { record } = found.value;
    const body = bodyOf(req);
    const revision = revisionWanted(req.get('if-match'), record);
    const changed = revision === 'no' ? refuse({ kind: 'outdated' }) : await needs.changeRecord(contextOf(res).viewer, record.id, body, null, revision);
    if (!changed.ok) return answerRefusalAsProblem(res, withReadOnly(changed, isFixed).refusal, type);
    const waits = isWaiting(record, body['visibility'], changed.value);
    await answerById(req, waits ? res.status(202) : res, record.id, waits ? submittedJson(changed.value) : {});
  };

  const create: RequestHandler = async (req, res) => {
    const { viewer } = contextOf(res);
    const { publisher: sent, ...input } = bodyOf(req);
    const publisher = await publisherIn(sent);
    const made = publisher.ok ? await needs.createRecord(viewer, type, publisher.value, input) : publisher;
    if (!made.ok) return answerRefusalAsProblem(res, withReadOnly(made, isFixed).refusal, type);
    res.status(201).location(apiAddress(needs.addresses, `/${path}/${made.value.slug}`));
    await answerById(req, res, made.value.id, submittedJson(made.value));
  };

  /** By IRI or handle; none sent is the writer's own. */
  const publisherIn = async (sent: unknown): Promise<Result<string | null>> => {
    if (sent === undefined || sent === null) return accept(null);
    if (typeof sent !== 'string') return invalid(problem('publisher', 'not-text'));
    const found = sent.includes(':') ? null : await needs.readOrganisation(sent.replace(/^@/, ''));
    return accept(found?.ok ? found.value.id : sent);
  };

  door(router, `/${path}/:slug`, {
    get: [read],
    patch: [mustWrite, ...jsonBody('application/merge-patch+json', 'application/json'), patch],
    delete: [mustWrite, changing((res, { id }, revision) => needs.deleteRecord(contextOf(res).viewer, id, revision))],
  });
  door(router, `/${path}/:slug/confirm`, {
    post: [mustWrite, changing((res, { id }, revision) => needs.confirmRecord(contextOf(res).viewer, id, revision))],
  });
  return { create: [mustWrite, ...jsonBody('application/json'), create] };
}
