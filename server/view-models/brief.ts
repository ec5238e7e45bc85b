import type { Content, Field } from '../domain/content/field.ts';
import type { PlaceFacts } from '../domain/place-facts.ts';
import type { SafeHtml } from '../domain/safe-html.ts';
import { type FieldView, fieldView, type LinkView, type PartView, type Shaping } from './field-view.ts';
import type { Words } from './words.ts';

/** A line of the Steckbrief: a question people ask first, and its answer. */
export interface Fact {
  readonly label: string;
  readonly values: readonly LinkView[];
  readonly note: string | null;
  /** Nobody has answered it yet; it is shown all the same, because the question is always asked. */
  readonly isMissing: boolean;
}

export interface Section {
  readonly id: string;
  readonly heading: string;
  readonly text: string | null;
  readonly html: SafeHtml | null;
  readonly parts: readonly PartView[];
}

export interface StepView {
  readonly text: string;
  readonly parts: readonly PartView[];
  readonly automated: string | null;
  readonly mediaBreak: string | null;
}

/** The part of a record's page that differs by type. */
export interface Brief {
  readonly kind: string;
  readonly title: string;
  readonly lead: string | null;
  readonly topics: readonly LinkView[];
  readonly facts: readonly Fact[];
  readonly sections: readonly Section[];
  readonly steps: readonly StepView[];
  /** Fields that need no further showing on a card. */
  readonly shown: ReadonlySet<string>;
}

export function fact(label: string, values: readonly (LinkView | null)[], note: string | null = null): Fact[] {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? [] : [{ label, values: known, note, isMissing: false }];
}

export function askedFact(label: string, values: readonly (LinkView | null)[], note: string | null, words: Words): Fact[] {
  const found = fact(label, values, note);
  return found.length > 0 ? found : [{ label, values: [{ text: words.t('common.notStated'), href: null }], note, isMissing: true }];
}

/** A field of the table as a fact, if it is filled. */
export function fieldFact(fields: readonly Field[], content: Content, name: string, shaping: Shaping): Fact[] {
  const view = viewOf(fields, content, name, shaping);
  if (view === null) return [];
  return fact(view.label, [...view.values, ...view.lines.map((text) => ({ text, href: null }))]);
}

/** A field of the table as a section of text, if it is filled. */
export function fieldSection(fields: readonly Field[], content: Content, name: string, shaping: Shaping): Section[] {
  const view = viewOf(fields, content, name, shaping);
  if (view === null) return [];
  return [{ id: `abschnitt-${name}`, heading: view.label, text: view.values[0]?.text ?? null, html: view.html, parts: view.parts }];
}

function viewOf(fields: readonly Field[], content: Content, name: string, shaping: Shaping): FieldView | null {
  const field = fields.find((known) => known.name === name);
  if (field === undefined) throw new Error(`No field called ${name} in the table of ${shaping.table}`);
  return fieldView(field, content[name] ?? null, shaping);
}

export function placeFact({ name, state, sizeType, population }: PlaceFacts, words: Words): Fact[] {
  const plain = (text: string | null) => (text === null ? null : { text, href: null });
  const size = sizeType === null ? null : words.label('sizeType', sizeType);
  const people = population === null ? null : words.t('common.units.people', { count: population });
  const note = [size, people].filter((part) => part !== null).join(', ');
  const where = [name, state === null ? null : words.label('state', state)].filter((part) => part !== null).join(', ');
  return where === '' ? fact(words.t('record.place'), [plain(size)]) : fact(words.t('record.place'), [plain(where)], note === '' ? null : note);
}
