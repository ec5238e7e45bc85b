import { parse } from 'csv-parse/sync';

import type { RowFault } from '../domain/import-row.ts';

const SEPARATORS = [',', ';', '\t'] as const;
// Spreadsheets take a cell that begins so for a formula (CWE-1236); the wide forms too. A cell also begins wherever a spreadsheet
// that was told of another separator begins one, and there no quotation marks help.
const TO_GUARD = /(?<=^|[,;\t\r\n])(?='*[=+\-@\t\r＝＋－＠])/g;
const GUARDED = /(?<=^|[,;\t\r\n])'(?='*[=+\-@\t\r＝＋－＠])/g;
const PLAIN_NEGATIVE = /^-\d+([.,]\d+)?(e[+-]?\d+)?$/i;

export interface TableRow {
  /** As a spreadsheet counts it; the first is 1. */
  readonly number: number;
  readonly cells: readonly string[];
  readonly fault: RowFault | null;
}

export interface Table {
  readonly heads: readonly string[];
  readonly rows: readonly TableRow[];
}

/** A table from text, whatever separates its cells. A row that cannot be read carries its fault and stops no other; null without a heading. */
export function readTable(text: string): Table | null {
  const { separator, body, skipped } = separatorOf(text);
  const [first, ...others] = recordsIn(body, separator).map((row) => ({ ...row, number: row.number + skipped }));
  if (first === undefined || first.fault !== null) return null;
  const heads = first.cells.map((head) => head.trim());
  while (heads.at(-1) === '') heads.pop();
  return heads.length === 0 ? null : { heads, rows: others.map((row) => fitted(row, heads.length)) };
}

function fitted(row: TableRow, columns: number): TableRow {
  const surplus = row.cells.slice(columns).filter((cell) => cell.trim() !== '').length;
  if (row.fault !== null || (row.cells.length >= columns && surplus === 0)) return row;
  return { ...row, fault: { code: 'cells', values: { cells: row.cells.length, columns } } };
}

function recordsIn(body: string, separator: string): TableRow[] {
  const torn: number[] = [];
  const records = parse(body, {
    delimiter: separator,
    relax_column_count: true,
    relax_quotes: true,
    skip_records_with_error: true,
    on_skip: (err) => {
      const before: unknown = err?.['records'];
      torn.push(typeof before === 'number' ? before : 0);
      return undefined;
    },
  }) as string[][];
  const rows: TableRow[] = [];
  let number = 0;
  const add = (cells: readonly string[], fault: RowFault | null): void => {
    number += 1;
    if (fault !== null || cells.some((cell) => cell.trim() !== '')) rows.push({ number, cells, fault });
  };
  for (let at = 0; at <= records.length; at += 1) {
    for (const before of torn) if (before === at) add([], { code: 'quotes', values: {} });
    const cells = records[at];
    if (cells !== undefined) add(cells, null);
  }
  return rows;
}

/** Excel may name the separator in a first line "sep=;"; else the one that stands most often outside quotes in the heading. */
function separatorOf(text: string): { separator: string; body: string; skipped: number } {
  const named = /^sep=(.)\r?\n/i.exec(text);
  if (named !== null) return { separator: named[1] ?? ',', body: text.slice(named[0].length), skipped: 1 };
  const heading = (/^\s*([^\r\n]*)/.exec(text.slice(0, 100_000))?.[1] ?? '').replace(/"[^"]*"/g, '');
  const counted = SEPARATORS.map((separator) => ({ separator, count: heading.split(separator).length }));
  const most = counted.reduce((best, one) => (one.count > best.count ? one : best));
  return { separator: most.separator, body: text, skipped: 0 };
}

/** A cell that no spreadsheet runs as a formula; `fromSafeCell` gives back what it was. */
export function safeCell(text: string): string {
  return PLAIN_NEGATIVE.test(text) ? text : text.replace(TO_GUARD, "'");
}

export function fromSafeCell(cell: string): string {
  return cell.replace(GUARDED, '');
}
