import { CONTENT_TYPES, type RecordType } from './content/content-types.ts';
import { type FieldProblem, problem } from './content/field-problem.ts';
import type { ImportRow, RowFault } from './import-row.ts';
import { missingForPublication, type Written } from './new-record.ts';
import { isTombstone, type KnowledgeRecord, type Tombstone } from './record.ts';

export const IMPORT_OUTCOMES = ['new', 'changed', 'unchanged', 'skipped', 'failed'] as const;
export type ImportOutcome = (typeof IMPORT_OUTCOMES)[number];

/** What became of a row. */
export interface ImportedRow {
  readonly number: number;
  readonly title: string;
  readonly type: RecordType;
  readonly outcome: ImportOutcome;
  /** The record here, or what is left of it; null when there is none. */
  readonly id: string | null;
  /** Why it was skipped. */
  readonly reason: 'by-hand' | 'deleted' | null;
  readonly problems: readonly FieldProblem[];
  readonly fault: RowFault | null;
}

type Plan =
  | { readonly kind: 'settled'; readonly row: ImportedRow }
  | { readonly kind: 'create' }
  | { readonly kind: 'change'; readonly before: KnowledgeRecord };

/** Decides what to do with a row, given what it says and what stands here under its key. */
export function plannedImport(
  row: ImportRow,
  value: Written,
  problems: readonly FieldProblem[],
  before: KnowledgeRecord | Tombstone | undefined,
  fingerprint: (value: Written, extra: KnowledgeRecord['extra']) => string,
): Plan {
  if (problems.length > 0) return { kind: 'settled', row: failed(row, problems) };
  const missing = value.visibility === 'draft' ? [] : missingForPublication(row.type, value);
  if (missing.length > 0) return { kind: 'settled', row: failed(row, missing) };
  if (row.key === null && row.title === '') return { kind: 'settled', row: failed(row, [problem(CONTENT_TYPES[row.type].title, 'required')]) };
  if (before === undefined) return { kind: 'create' };
  if (isTombstone(before)) return { kind: 'settled', row: skipped(row, 'deleted', before.id) };
  if (before.type !== row.type) return { kind: 'settled', row: failedBy(row, { code: 'other-type', values: {} }) };
  const present = fingerprint(before, before.extra);
  if (present === fingerprint(value, row.extra)) return { kind: 'settled', row: settled(row, 'unchanged', before.id) };
  // Untouched: as an import left it, or as the export this row comes from has seen it.
  const isUntouched = before.importedAs === present || (row.past?.updated != null && row.past.updated === before.updated);
  return isUntouched ? { kind: 'change', before } : { kind: 'settled', row: skipped(row, 'by-hand', before.id) };
}

/** Under which an import knows the row again; a file without keys goes by title. */
export function keyOf(row: ImportRow): string {
  return row.key ?? `title:${row.type}:${row.title}`;
}

export function settled({ number, title, type }: ImportRow, outcome: ImportOutcome, id: string | null): ImportedRow {
  return { number, title, type, outcome, id, reason: null, problems: [], fault: null };
}

export function skipped(row: ImportRow, reason: 'by-hand' | 'deleted', id: string): ImportedRow {
  return { ...settled(row, 'skipped', id), reason };
}

export function failed(row: ImportRow, problems: readonly FieldProblem[]): ImportedRow {
  return { ...settled(row, 'failed', null), problems };
}

export function failedBy(row: ImportRow, fault: RowFault): ImportedRow {
  return { ...settled(row, 'failed', null), fault };
}
