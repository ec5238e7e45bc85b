import type { RecordType } from './content/content-types.ts';
import type { FieldProblem } from './content/field-problem.ts';
import type { RecordInput } from './new-record.ts';

/** Why a whole row cannot be taken, where no single field is to blame. */
export const ROW_FAULTS = ['cells', 'quotes', 'encoding', 'not-an-object', 'twice', 'reference', 'other-type', 'refused'] as const;

export interface RowFault {
  readonly code: (typeof ROW_FAULTS)[number];
  /** What the sentence about it mentions: numbers of rows, counts of cells. */
  readonly values: Readonly<Record<string, string | number>>;
}

/** What an export says of a record's past besides its content. */
export interface Past {
  readonly slug: string | null;
  readonly formerSlugs: readonly string[];
  readonly created: string | null;
  readonly published: string | null;
  readonly updated: string | null;
  readonly lastConfirmedAt: string | null;
  readonly replaces: string | null;
  readonly importKey: string | null;
  readonly importedAs: string | null;
}

/** One record as a file tells it, whatever the file's format. */
export interface ImportRow {
  /** As people count it: in a table the heading is row 1, in a list the first entry is 1. */
  readonly number: number;
  readonly title: string;
  readonly type: RecordType;
  /** What the file calls it: a record's IRI or a key of its own; null when it does not say. */
  readonly key: string | null;
  /** IRI of the organisation that published it where it comes from. */
  readonly publisher: string | null;
  /** Its fields and visibility, unchecked. References may name other rows by their keys. */
  readonly input: RecordInput;
  readonly extra: Readonly<Record<string, unknown>>;
  /** Null when it does not come from an export. */
  readonly past: Past | null;
  /** What the format already found wrong. */
  readonly problems: readonly FieldProblem[];
  readonly fault: RowFault | null;
}
