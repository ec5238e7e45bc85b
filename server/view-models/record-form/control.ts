import type { FieldProblem } from '../../domain/content/field-problem.ts';
import type { FieldView } from '../field-view.ts';
import type { Table, Words } from '../words.ts';
import type { Typed } from './typed.ts';

/** One field of a form; exactly one of line, area, select, options, group, list and flag is not null. */
export interface ControlView {
  /** Where the summary of errors leads: the control, or the first one within. */
  readonly id: string;
  /** The beginning of the ids of hint, example and problem. */
  readonly key: string;
  readonly name: string;
  readonly label: string;
  readonly hint: string | null;
  readonly example: string | null;
  /** Said beside the label: that it may stay empty, or that it is needed. */
  readonly mark: string | null;
  readonly problem: string | null;
  /** Ids of hint, example and problem; null when there are none. */
  readonly describedBy: string | null;
  readonly hasFocus: boolean;
  readonly line: LineView | null;
  readonly area: { readonly rows: number; readonly value: string; readonly isMarkdown: boolean } | null;
  readonly select: readonly OptionView[] | null;
  readonly options: { readonly isMany: boolean; readonly isColumns: boolean; readonly choices: readonly OptionView[] } | null;
  readonly flag: { readonly isChosen: boolean } | null;
  readonly group: readonly ControlView[] | null;
  readonly list: ListView | null;
  /** What somebody else saved here in the meantime. */
  readonly theirs: TheirsView | null;
}

export interface TheirsView {
  readonly said: string;
  /** Null where they left it empty. */
  readonly field: FieldView | null;
}

export interface LineView {
  readonly type: 'text' | 'email' | 'url';
  readonly inputMode: 'text' | 'decimal' | 'email' | 'url';
  readonly value: string;
  readonly isShort: boolean;
  readonly offers: { readonly id: string; readonly labels: readonly string[] } | null;
}

export interface OptionView {
  readonly id: string;
  readonly code: string;
  readonly label: string;
  readonly isChosen: boolean;
}

export interface ListView {
  /** What one of them is called. */
  readonly item: string;
  readonly rows: readonly RowView[];
  /** Null when no more fit. */
  readonly add: { readonly order: string; readonly action: string } | null;
}

interface RowView {
  readonly id: string;
  readonly item: string;
  readonly number: number;
  readonly controls: readonly ControlView[];
  readonly up: RowButton | null;
  readonly down: RowButton | null;
  readonly remove: RowButton;
}

export interface RowButton {
  readonly order: string;
  readonly action: string;
}

/** What a form is made from. */
export interface FormState {
  readonly table: Table;
  readonly typed: Typed;
  readonly problems: readonly FieldProblem[];
  readonly words: Words;
  /** Where the form posts to. */
  readonly action: string;
  /** The name of the list whose newest row gets the focus, or of a row; null for none. */
  readonly focus: string | null;
  /** Which of the fields are the exception here, and say so. */
  readonly marks: 'optional' | 'required';
  /** An example for a field, by its dotted name; null where there is none. */
  readonly exampleOf: (name: string) => string | null;
}
