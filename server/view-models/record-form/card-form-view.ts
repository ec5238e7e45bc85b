import { automationShareOf, mediaBreaksOf } from '../../domain/computed.ts';
import type { FieldProblem } from '../../domain/content/field-problem.ts';
import type { KnowledgeRecord } from '../../domain/record.ts';
import { pathOf, titleOf } from '../record-view.ts';
import type { Words } from '../words.ts';
import { cardsOf, cardTitle, type FormCard } from './cards.ts';
import type { ControlView, FormState, TheirsView } from './control.ts';
import { controlView } from './control-view.ts';
import { type KeptView, keptView } from './kept-view.ts';
import { type SummaryLine, summaryOf } from './summary.ts';
import type { Typed } from './typed.ts';

export interface CardFormView {
  readonly heading: string;
  readonly record: string;
  readonly workshop: string;
  readonly action: string;
  readonly summary: readonly SummaryLine[];
  readonly kept: KeptView | null;
  /** Somebody else was faster: who and when, in a sentence. */
  readonly conflict: string | null;
  /** The fingerprints of what the form was made from: of all its fields together, and of each. */
  readonly seen: string;
  readonly base: string;
  readonly controls: readonly ControlView[];
  /** How far a machine does the work, and where paper interrupts it. */
  readonly measures: readonly { readonly label: string; readonly value: string; readonly isBad: boolean }[];
  /** What was said after saving. */
  readonly said: string | null;
  /** The name of the next card; null on the last. */
  readonly next: string | null;
}

export interface CardForm {
  readonly card: FormCard;
  /** As the forms show it: with its working copy. */
  readonly record: KnowledgeRecord;
  readonly action: string;
  readonly typed: Typed;
  readonly problems: readonly FieldProblem[];
  readonly seen: string;
  readonly base: string;
  readonly keptAt: string | null;
  readonly focus: string | null;
  readonly isSaved: boolean;
  readonly conflict: { readonly sentence: string; readonly theirs: ReadonlyMap<string, TheirsView> } | null;
}

/** The form of one card of a record. */
export function cardFormView(form: CardForm, words: Words): CardFormView {
  const { card, record, problems, conflict } = form;
  const cards = cardsOf(record.type);
  const next = cards[cards.findIndex(({ name }) => name === card.name) + 1];
  const state: FormState = { ...form, table: card.table, words, marks: 'required', exampleOf: () => null };
  const controls = card.fields.map((field) => ({ ...controlView(field, state), theirs: conflict?.theirs.get(field.name) ?? null }));
  return {
    heading: cardTitle(card, words),
    record: titleOf(record) || words.t('writing.untitled'),
    workshop: `${pathOf(record)}/edit`,
    action: form.action,
    summary: summaryOf(controls, problems, card.table, words),
    kept: keptView(form.keptAt, words),
    conflict: conflict?.sentence ?? null,
    seen: form.seen,
    base: form.base,
    controls,
    measures: card.name === 'steps' ? measuresOf(record, words) : [],
    said: form.isSaved ? words.t('writing.saved') : null,
    next: next === undefined ? null : cardTitle(next, words),
  };
}

function measuresOf(record: KnowledgeRecord, words: Words): CardFormView['measures'] {
  const share = record.type === 'process' ? automationShareOf(record) : null;
  if (record.type !== 'process' || share === null) return [];
  const breaks = mediaBreaksOf(record);
  return [
    { label: words.t('record.steps'), value: words.number(record.content.steps.length), isBad: false },
    { label: words.facet('automationShare'), value: words.t('common.units.percent', { count: Math.round(share * 100) }), isBad: false },
    { label: words.facet('mediaBreaks'), value: words.number(breaks), isBad: breaks > 0 },
  ];
}

/** Where the card after this one is; the workshop after the last. */
export function pathAfter(record: KnowledgeRecord, card: FormCard): string {
  const cards = cardsOf(record.type);
  const next = cards[cards.findIndex(({ name }) => name === card.name) + 1];
  return next === undefined ? `${pathOf(record)}/edit` : cardPath(record, next.name);
}

export function cardPath(record: Pick<KnowledgeRecord, 'type' | 'slug'>, card: string): string {
  return `${pathOf(record)}/edit/${card}`;
}
