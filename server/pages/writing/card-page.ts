import { type NextFunction, type Request, type RequestHandler, type Response, Router } from 'express';

import type { KeepForms } from '../../actions/keep-forms.ts';
import type { NamePeople } from '../../actions/name-people.ts';
import type { ReadForEdit } from '../../actions/read-for-edit.ts';
import type { SaveRecord } from '../../actions/save-record.ts';
import { CONTENT_TYPES, RECORD_TYPES, type RecordType } from '../../domain/content/content-types.ts';
import type { Content } from '../../domain/content/field.ts';
import { fingerprintOf } from '../../domain/fingerprint.ts';
import { written } from '../../domain/new-record.ts';
import type { KnowledgeRecord } from '../../domain/record.ts';
import type { Refusal } from '../../domain/result.ts';
import type { SafeHtml } from '../../domain/safe-html.ts';
import { type CardForm, cardFormView, cardPath, pathAfter } from '../../view-models/record-form/card-form-view.ts';
import { cardsOf, cardTitle, type FormCard } from '../../view-models/record-form/cards.ts';
import { baseIn, baseOf, meet } from '../../view-models/record-form/conflict.ts';
import { afterOrder, newestRow, rowOrder, withoutEmptyRows } from '../../view-models/record-form/rows.ts';
import { type Typed, textOf, typedFrom } from '../../view-models/record-form/typed.ts';
import { pathOf } from '../../view-models/record-view.ts';
import { PLAIN_HEAD } from '../../view-models/shell.ts';
import { contextOf } from '../../web/context.ts';
import { answerRefusal } from '../../web/refusals.ts';
import type { Show } from '../../web/show.ts';
import { bodyToInput } from './body-to-input.ts';
import { bodyOf, onward, postedIn, typedOf } from './form-request.ts';

interface Needs {
  readonly readForEdit: ReadForEdit;
  readonly saveRecord: SaveRecord;
  readonly namePeople: NamePeople;
  readonly keepForms: KeepForms;
  readonly renderMarkdown: (markdown: string) => SafeHtml;
  readonly mustSignIn: RequestHandler;
  readonly show: Show;
}

type OfCard = Request<{ slug: string; card: string }>;

/** What one request is about, found once. */
interface Desk {
  readonly needs: Needs;
  readonly req: OfCard;
  readonly res: Response;
  readonly card: FormCard;
  /** As the forms show it. */
  readonly record: KnowledgeRecord;
}

/** GET and POST /projects/:slug/edit/:card and its kin: one card of a record, saved by itself. */
export function cardPage(needs: Needs): Router {
  const router = Router();
  for (const type of RECORD_TYPES) {
    const path = `/${CONTENT_TYPES[type].path}/:slug/edit/:card`;
    router.get(path, needs.mustSignIn, (req: OfCard, res: Response, next) => atDesk(needs, type, req, res, next, first));
    router.post(path, needs.mustSignIn, (req: OfCard, res: Response, next) => atDesk(needs, type, req, res, next, posted));
  }
  return router;
}

async function atDesk(needs: Needs, type: RecordType, req: OfCard, res: Response, next: NextFunction, then: (desk: Desk) => Promise<void>): Promise<void> {
  const card = cardsOf(type).find(({ name }) => name === req.params.card);
  if (card === undefined) return next();
  const found = await needs.readForEdit.byAddress(contextOf(res).viewer, type, req.params.slug);
  if (!found.ok) return answerRefusal(req, res, needs.show, found.refusal);
  const { edited: record, rights } = found.value;
  if (!rights.mayEdit) return answerRefusal(req, res, needs.show, { kind: 'not-allowed' });
  if (req.method === 'GET' && record.slug !== req.params.slug) return res.redirect(303, onward(req, cardPath(record, card.name)));
  await then({ needs, req, res, card, record });
}

async function first(desk: Desk): Promise<void> {
  const { needs, req, res, card, record } = desk;
  const { viewer } = contextOf(res);
  const kept = await needs.keepForms.find(viewer, cardPath(record, card.name));
  const isSaved = req.query['saved'] !== undefined;
  if (kept === null) return showCard(desk, { isSaved });
  // With the fingerprints it was begun with: who saved in the meantime is met when this is saved.
  const typed = typedOf(kept.body);
  await showCard(desk, { typed, keptAt: kept.at, ...printsIn(typed, desk) });
}

async function posted(desk: Desk): Promise<void> {
  const { needs, req, res, card, record } = desk;
  const { viewer, words } = contextOf(res);
  const path = cardPath(record, card.name);
  const { order, typed: sent } = postedIn(req);
  if (order === 'drop') {
    await needs.keepForms.forget(viewer, path);
    return res.redirect(303, onward(req, path));
  }
  const rows = rowOrder(card.fields, order);
  if (rows !== null) {
    const typed = afterOrder(card.fields, sent, rows);
    await needs.keepForms.keep(viewer, path, bodyOf(typed));
    return showCard(desk, { typed, focus: rows.kind === 'add' ? newestRow(card.fields, typed, rows.list) : null, ...printsIn(sent, desk) });
  }
  const typed = withoutEmptyRows(card.fields, sent);
  const saved = await needs.saveRecord(viewer, record.id, bodyToInput(card.fields, typed, words), textOf(typed, 'seen') || null);
  if (!saved.ok) return refused(desk, typed, saved.refusal);
  await needs.keepForms.forget(viewer, path);
  res.redirect(303, onward(req, order === 'save-next' ? pathAfter(saved.value, card) : pathOnceSaved(saved.value, card)));
}

/** Steps are written in many small goes, each followed by a look at what they add up to; other cards are done for now. */
function pathOnceSaved(record: KnowledgeRecord, { name }: FormCard): string {
  return name === 'steps' ? `${cardPath(record, name)}?saved=1` : `${pathOf(record)}/edit?done=saved`;
}

async function refused(desk: Desk, typed: Typed, refusal: Refusal): Promise<void> {
  const { needs, req, res, card, record } = desk;
  const { viewer, words } = contextOf(res);
  if (refusal.kind !== 'invalid' && refusal.kind !== 'conflict') return answerRefusal(req, res, needs.show, refusal);
  await needs.keepForms.keep(viewer, cardPath(record, card.name), bodyOf(typed));
  if (refusal.kind === 'invalid') {
    res.status(422);
    return showCard(desk, { typed, problems: refusal.problems, ...printsIn(typed, desk) });
  }
  const { theirs, by, at } = refusal;
  const names = await needs.namePeople([by]);
  const values = { by: names.get(by ?? '') ?? words.t('writing.somebody'), when: words.moment(at) };
  const mine = written(record.type, theirs, bodyToInput(card.fields, typed, words), record.id).value;
  const base = baseIn(textOf(typed, 'base'));
  const met = meet({ card, typed, mine, theirs, base, said: words.t('writing.conflict.theirs', values), words, renderMarkdown: needs.renderMarkdown });
  const sentence = words.t('writing.conflict.sentence', { ...values, card: cardTitle(card, words) });
  res.status(409);
  await showCard({ ...desk, record: { ...record, ...theirs } as KnowledgeRecord }, { typed: met.typed, conflict: { sentence, theirs: met.theirs } });
}

/** What the form was made from when it was first shown, as far as it says so. */
function printsIn(typed: Typed, { card, record }: Desk): Pick<CardForm, 'seen' | 'base'> {
  return { seen: textOf(typed, 'seen') || seenOf(card, record), base: textOf(typed, 'base') || baseOf(card, record) };
}

function seenOf(card: FormCard, record: KnowledgeRecord): string {
  return fingerprintOf(
    record,
    card.fields.map(({ name }) => name),
  );
}

async function showCard({ needs, req, res, card, record }: Desk, shown: Partial<CardForm>): Promise<void> {
  const { words } = contextOf(res);
  const typed = typedFrom(card.fields, { ...record.values, ...record.content } as Content, words);
  const plain = { typed, problems: [], seen: seenOf(card, record), base: baseOf(card, record), keptAt: null, focus: null, isSaved: false, conflict: null };
  const view = cardFormView({ ...plain, card, record, action: cardPath(record, card.name), ...shown }, words);
  res.set('Cache-Control', 'no-store');
  await needs.show(req, res, 'pages/edit-card', { ...PLAIN_HEAD, title: `${view.heading}: ${view.record}`, hasForm: true }, view);
}
