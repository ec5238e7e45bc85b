import { isPlainObject } from '../domain/content/check-content.ts';
import type { ImportRow, RowFault } from '../domain/import-row.ts';
import type { KnowledgeRecord } from '../domain/record.ts';
import type { Decoded } from './decode-text.ts';
import type { FileFault } from './file-fault.ts';
import { type Entry, entryOf, rowFrom } from './record-entry.ts';
import { isSourceProject, rowsFromSource } from './source-projects.ts';

// Where the list lies: our export, an answer of the API, and our export as JSON-LD.
const LISTS = ['records', 'items', '@graph'] as const;

/** The records of a JSON file: a list, an object that holds one, or entries in the shape of projects.json. */
export function readJson({ text, isBroken }: Decoded): { readonly rows: readonly ImportRow[] } | { readonly fault: FileFault } {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (err) {
    return { fault: { code: 'json-syntax', values: { line: lineOf(text, err) } } };
  }
  const list = listIn(parsed);
  if (list === null) return { fault: { code: 'json-shape', values: {} } };
  const rows = list.flatMap((entry, n) => rowsOf(n + 1, entry));
  return { rows: isBroken ? rows.map(withTorn) : rows };
}

function listIn(parsed: unknown): readonly unknown[] | null {
  if (Array.isArray(parsed)) return parsed;
  if (!isPlainObject(parsed)) return null;
  const found = LISTS.map((name) => (Object.hasOwn(parsed, name) ? parsed[name] : undefined)).find(Array.isArray);
  return found ?? null;
}

function rowsOf(number: number, sent: unknown): readonly ImportRow[] {
  if (!isPlainObject(sent)) return [rowFrom(number, {}, { code: 'not-an-object', values: {} })];
  // What GET /api/v1/records says of a record that was deleted there.
  if (sent['deleted'] === true) return [];
  return isSourceProject(sent) ? rowsFromSource(number, sent) : [rowFrom(number, sent)];
}

function withTorn(row: ImportRow): ImportRow {
  const fault: RowFault = { code: 'encoding', values: {} };
  return JSON.stringify(row).includes('\ufffd') ? { ...row, fault } : row;
}

function lineOf(text: string, err: unknown): number {
  const position = /position (\d+)/.exec(err instanceof Error ? err.message : '')?.[1];
  const before = position === undefined ? text : text.slice(0, Number(position));
  return before.split('\n').length;
}

/** The parts of a JSON export in order: a head, an entry for every record, a tail. */
export function jsonWriter(head: Entry): { readonly heading: string; line(record: KnowledgeRecord, n: number): string; readonly end: string } {
  const start = JSON.stringify(head).slice(0, -1);
  return {
    heading: `${start}${start === '{' ? '' : ',\n'}"records": [`,
    line: (record, n) => `${n === 0 ? '' : ','}\n${JSON.stringify(entryOf(record))}`,
    end: '\n]}\n',
  };
}
