import { emptyFields } from '../../domain/computed.ts';
import type { ContactTrouble } from '../../domain/contact.ts';
import { type Content, type Field, isEmpty } from '../../domain/content/field.ts';
import type { FieldProblem } from '../../domain/content/field-problem.ts';
import { fileSlots } from '../../domain/file-slot.ts';
import type { KnowledgeRecord } from '../../domain/record.ts';
import type { Rights } from '../../domain/record-rights.ts';
import { isUnpublished, lastWritten } from '../../domain/working-copy.ts';
import { pathOf, titleOf } from '../record-view.ts';
import type { Words } from '../words.ts';
import { cardPath } from './card-form-view.ts';
import { cardsOf, cardTitle, type FormCard } from './cards.ts';
import { controlView, idOf } from './control-view.ts';
import { NOTHING_TYPED } from './typed.ts';

export interface WorkshopView {
  readonly kind: string;
  readonly heading: string;
  readonly path: string;
  readonly action: string;
  readonly state: { readonly name: string; readonly text: string; readonly isOut: boolean };
  /** Why nobody can be reached at its mailbox. */
  readonly trouble: string | null;
  /** What was just done, or why it was not. */
  readonly said: string | null;
  readonly summary: readonly { readonly text: string; readonly href: string | null }[];
  /** How much of its table is answered, in percent. */
  readonly completeness: number;
  /** What keeps it from going out. */
  readonly missing: readonly Todo[];
  /** What is empty and worth most to readers. */
  readonly worth: readonly Todo[];
  readonly cards: readonly CardLine[];
  readonly comments: readonly { readonly by: string; readonly at: string; readonly text: string }[];
  /** A comment that was refused, to be mended. */
  readonly typed: string;
  readonly actions: WorkshopActions;
}

interface Todo {
  readonly label: string;
  readonly href: string;
}

interface CardLine {
  readonly title: string;
  readonly href: string;
  readonly status: string;
  readonly isWhole: boolean;
  readonly isEmpty: boolean;
  readonly hint: string;
}

interface WorkshopActions {
  readonly edit: boolean;
  readonly publish: { readonly label: string; readonly saves: number; readonly isForFollowers: boolean } | null;
  readonly fourEyes: boolean;
  readonly submit: boolean;
  readonly sendBack: boolean;
  readonly comment: boolean;
  readonly discard: boolean;
  readonly withdraw: string | null;
  readonly remove: string | null;
  readonly hasRemoval: boolean;
  readonly preview: string;
  readonly files: string | null;
  readonly history: string;
}

export interface Workshop {
  readonly record: KnowledgeRecord;
  readonly edited: KnowledgeRecord;
  readonly missing: readonly FieldProblem[];
  readonly completeness: number;
  readonly rights: Rights;
  readonly isFourEyes: boolean;
  /** The name of a person by their id. */
  readonly nameOf: (user: string) => string;
  readonly trouble: ContactTrouble | null;
  readonly said: string | null;
  readonly problems: readonly FieldProblem[];
  readonly typed: string;
}

const MOST_WORTH = 5;

/** Where a record is written: its state, what is missing, its cards, and what may be done with it. */
export function workshopView(workshop: Workshop, words: Words): WorkshopView {
  const { record, edited, missing, rights, problems, nameOf } = workshop;
  const path = pathOf(record);
  const todo = (problem: FieldProblem): Todo => ({ label: labelOf(edited, problem, words), href: hrefOf(edited, problem.field, words) });
  const needed = new Set(missing.map(({ field }) => field.split('.', 1)[0]));
  const worth = emptyFields(edited.type, edited.content as Content).filter(({ name }) => !needed.has(name));
  return {
    kind: words.label('type', record.type),
    heading: titleOf(edited) || words.t('writing.untitled'),
    path,
    action: `${path}/edit`,
    state: stateOf(workshop, words),
    trouble: workshop.trouble === null ? null : words.t(`my.trouble.${workshop.trouble}`),
    said: workshop.said,
    summary: problems.map((problem) => ({
      text: words.problem(problem, problem.field === 'comment' ? 'form' : record.type),
      href: problem.field === 'comment' ? '#feld-comment' : hrefOf(edited, problem.field, words),
    })),
    completeness: workshop.completeness,
    missing: missing.map(todo),
    worth: worth.slice(0, MOST_WORTH).map(({ name }) => ({ label: words.field(edited.type, name).label, href: hrefOf(edited, name, words) })),
    cards: cardsOf(record.type).map((card) => cardLine(card, edited, words)),
    comments: (record.review?.comments ?? []).map(({ by, at, text }) => ({ by: nameOf(by), at: words.moment(at), text })),
    typed: workshop.typed,
    actions: {
      edit: rights.mayEdit,
      publish: publishing(workshop, words),
      fourEyes: workshop.isFourEyes && isUnpublished(record) && !rights.mayPublish,
      submit: rights.maySubmit && record.review?.state !== 'submitted' && (!rights.mayPublish || workshop.isFourEyes) && missing.length === 0,
      sendBack: rights.maySendBack,
      comment: rights.mayComment && isUnpublished(record),
      discard: rights.mayDiscard,
      withdraw: rights.mayWithdraw ? `${path}/withdraw` : null,
      remove: rights.mayDelete ? `${path}/delete` : null,
      hasRemoval: rights.mayDiscard || rights.mayWithdraw || rights.mayDelete,
      preview: `${path}/preview`,
      files: rights.mayEdit && fileSlots(record.type).length > 0 ? `${path}/edit/files` : null,
      history: `${path}/history`,
    },
  };
}

function publishing({ record, rights, missing }: Workshop, words: Words): WorkshopActions['publish'] {
  if (!rights.mayPublish || !isUnpublished(record) || missing.length > 0) return null;
  const label = words.t(record.visibility === 'draft' ? 'writing.publish' : 'writing.publishChanges');
  return { label, saves: record.saves, isForFollowers: record.visibility === 'followers' };
}

function stateOf({ record, nameOf }: Workshop, words: Words): WorkshopView['state'] {
  const { by, at } = lastWritten(record);
  const values = { by: nameOf(by), when: words.moment(at) };
  const isOut = record.visibility !== 'draft';
  const name = isOut ? (record.working === null ? record.visibility : 'working') : 'draft';
  const review = record.review === null || record.review.state === 'open' ? null : record.review;
  const said = review === null ? [] : [words.t(`writing.review.${review.state}`, { by: nameOf(review.by), when: words.moment(review.at) })];
  return { name: words.t(`writing.state.${name}.name`), text: [words.t(`writing.state.${name}.text`, values), ...said].join(' '), isOut };
}

function cardLine(card: FormCard, edited: KnowledgeRecord, words: Words): CardLine {
  const all = { ...edited.values, ...edited.content } as Content;
  const filled = card.fields.filter(({ name }) => !isEmpty(all[name] ?? null)).length;
  const total = card.fields.length;
  const status =
    filled === 0 ? words.t('writing.card.empty') : filled === total ? words.t('writing.card.whole') : words.t('writing.card.part', { filled, total });
  const hint = card.fields.map(({ name }) => words.field(card.table, name).label).join(', ');
  return { title: cardTitle(card, words), href: cardPath(edited, card.name), status, isWhole: filled === total, isEmpty: filled === 0, hint };
}

function labelOf(record: KnowledgeRecord, { field }: FieldProblem, words: Words): string {
  const [first = field] = field.split('.', 1);
  return words.field(cardWith(record, first)?.table ?? record.type, first).label;
}

/** The field in the form of its card. */
function hrefOf(record: KnowledgeRecord, path: string, words: Words): string {
  const [first = path] = path.split('.', 1);
  const card = cardWith(record, first);
  const field = card?.fields.find(({ name }) => name === first);
  if (card === undefined || field === undefined) return `${pathOf(record)}/edit`;
  return `${cardPath(record, card.name)}#${first === path ? idOfField(field, card, words) : idOf(path)}`;
}

function idOfField(field: Field, { table }: FormCard, words: Words): string {
  return controlView(field, { table, typed: NOTHING_TYPED, problems: [], words, action: '', focus: null, marks: 'required', exampleOf: () => null }).id;
}

function cardWith(record: KnowledgeRecord, name: string): FormCard | undefined {
  return cardsOf(record.type).find(({ fields }) => fields.some((field) => field.name === name));
}
