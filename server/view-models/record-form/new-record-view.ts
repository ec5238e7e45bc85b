import { CONTENT_TYPES, fieldsOf, type RecordType } from '../../domain/content/content-types.ts';
import type { Field } from '../../domain/content/field.ts';
import type { FieldProblem } from '../../domain/content/field-problem.ts';
import type { Words } from '../words.ts';
import { shortFields } from './cards.ts';
import type { ControlView, FormState, OptionView } from './control.ts';
import { controlView } from './control-view.ts';
import { type KeptView, keptView } from './kept-view.ts';
import { type SummaryLine, summaryOf } from './summary.ts';
import { type Typed, textOf } from './typed.ts';

export interface NewRecordView {
  readonly heading: string;
  readonly lead: string;
  readonly action: string;
  /** Names this form, so that sent twice it makes one record. */
  readonly once: string;
  readonly summary: readonly SummaryLine[];
  readonly kept: KeptView | null;
  /** The record a lesson is about. */
  readonly about: { readonly title: string; readonly href: string; readonly id: string } | null;
  readonly questions: readonly Question[];
  /** For whom it is written, where somebody writes for several. */
  readonly publisher: { readonly problem: string | null; readonly choices: readonly OptionView[] } | null;
  readonly buttons: { readonly publish: string | null; readonly submit: string | null; readonly save: string };
  /** From the last screen to the last question. */
  readonly back: string;
  readonly after: string;
}

interface Question {
  readonly id: string;
  readonly place: string;
  readonly control: ControlView;
  /** Choices of which each is worth a look: shown large. */
  readonly isCards: boolean;
  readonly back: string | null;
  readonly next: string;
}

export interface Writing {
  readonly type: RecordType;
  readonly action: string;
  readonly once: string;
  readonly typed: Typed;
  readonly problems: readonly FieldProblem[];
  readonly keptAt: string | null;
  readonly about: NewRecordView['about'];
  /** The organisations the writer belongs to. */
  readonly publishers: readonly { readonly id: string; readonly name: string }[];
  readonly mayPublish: boolean;
}

// Beyond what its table needs: the advice is what others come for.
const ALSO_ASKED: Readonly<Record<RecordType, readonly string[]>> = { project: [], lesson: ['advice'], process: [] };
const END = 'abschluss';

/** What the form of a new record asks, in its order. */
export function askedFields(type: RecordType): readonly Field[] {
  return [...shortFields(type), ...fieldsOf(type).filter(({ name }) => ALSO_ASKED[type].includes(name))];
}

/** Whether all that it needs to be published is asked here. */
export function isWholeAtOnce(type: RecordType): boolean {
  const asked = askedFields(type);
  return fieldsOf(type).every((field) => field.required !== true || asked.includes(field));
}

/** The form of a new record: each answer a question of its own, each with an example. */
export function newRecordView(writing: Writing, words: Words): NewRecordView {
  const { type, typed, problems, action } = writing;
  const asked = askedFields(type);
  const form: FormState = { table: type, typed, problems, words, action, focus: null, marks: 'optional', exampleOf: exampleIn(type, asked, words) };
  const controls = asked.map((field) => controlView(field, form));
  const whole = isWholeAtOnce(type);
  return {
    heading: words.t(`writing.new.${type}.heading`),
    lead: words.t(`writing.new.${type}.lead`, { count: asked.length }),
    action,
    once: writing.once,
    summary: summaryOf(controls, problems, type, words),
    kept: keptView(writing.keptAt, words),
    about: writing.about,
    questions: controls.map((control, n) => ({
      id: questionId(n),
      place: words.t('writing.question', { number: n + 1, count: controls.length }),
      control,
      isCards: control.options !== null && n === 0,
      back: n === 0 ? null : `#${questionId(n - 1)}`,
      next: `#${n === controls.length - 1 ? END : questionId(n + 1)}`,
    })),
    publisher: writing.publishers.length < 2 ? null : publisherView(writing, words),
    buttons: {
      publish: whole && writing.mayPublish ? words.t('writing.publish') : null,
      submit: whole && !writing.mayPublish ? words.t('writing.submit') : null,
      save: words.t(whole ? 'writing.saveDraft' : `writing.new.${type}.save`),
    },
    back: `#${questionId(controls.length - 1)}`,
    after: words.t(`writing.new.${type}.after`),
  };
}

function publisherView({ typed, problems, publishers }: Writing, words: Words): NewRecordView['publisher'] {
  const chosen = textOf(typed, 'publisher');
  const problem = problems.find(({ field }) => field === 'publisher');
  return {
    problem: problem === undefined ? null : words.problem({ ...problem, allowed: [] }, 'form'),
    choices: publishers.map(({ id, name }, n) => ({ id: `feld-publisher-${n + 1}`, code: id, label: name, isChosen: chosen === '' ? n === 0 : chosen === id })),
  };
}

function exampleIn(type: RecordType, asked: readonly Field[], words: Words): FormState['exampleOf'] {
  // Choices show what they mean by themselves, and a group's fields have hints of their own.
  const told = new Set(asked.filter(({ kind }) => ['text', 'prose', 'markdown'].includes(kind)).map(({ name }) => name));
  return (name) => (told.has(name) ? words.t(`writing.examples.${type}.${name}`) : null);
}

function questionId(n: number): string {
  return `frage-${n + 1}`;
}

/** Where the form of a new record of this type is. */
export function newPath(type: RecordType): string {
  return `/${CONTENT_TYPES[type].path}/new`;
}
