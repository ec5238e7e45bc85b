import { stringify } from 'csv-stringify/sync';

import { RECORD_TYPES, type RecordType } from '../domain/content/content-types.ts';
import { type Content, type Field, type Group, isGroup, type Value } from '../domain/content/field.ts';
import type { ImportRow } from '../domain/import-row.ts';
import type { KnowledgeRecord } from '../domain/record.ts';
import { readCell, writeCell } from './csv-cells.ts';
import { fromSafeCell, readTable, safeCell, type TableRow } from './csv-table.ts';
import type { Decoded } from './decode-text.ts';
import type { FileFault } from './file-fault.ts';
import { inPeopleOrder, peopleCell, peopleHeads, spoken, type Tongue } from './people-columns.ts';
import { type ColumnWords, codeReader, columnsOf, type Resolve, resolverOf } from './record-columns.ts';
import { type Entry, entryOf, rowFrom } from './record-entry.ts';

// As Excel in Germany writes and opens it without asking; with the mark it knows the umlauts too.
const EXCEL = { delimiter: ';', quoted_match: /[,;\t\r\n]/ } as const;

type Read = { readonly rows: readonly ImportRow[] } | { readonly fault: FileFault };

/** The records of a table. Columns are known by name or label; what they hold is read as people in Germany write it. */
export function readCsv({ text, isBroken }: Decoded, words: ColumnWords): Read {
  const table = readTable(text);
  if (table === null) return { fault: { code: 'no-heading', values: {} } };
  const resolvers = new Map(RECORD_TYPES.map((type) => [type, resolverOf(type, words)]));
  const known = [...resolvers.values()].flatMap((resolve) => table.heads.filter((head) => resolve(head) !== null));
  if (known.length === 0) return { fault: { code: 'no-columns', values: { heads: table.heads.slice(0, 8).join(', ').slice(0, 200) } } };
  const twice = twiceIn(table.heads);
  if (twice !== null) return { fault: { code: 'column-twice', values: { head: twice } } };

  const codeOf = codeReader(words);
  const typeAt = table.heads.findIndex((head) => isMeta(resolvers.get('project')?.(head), 'type'));
  // Own words in an export stay as they are, even where they sound like a label.
  const isExport =
    table.heads.some((head) => isMeta(resolvers.get('project')?.(head), 'importedAs')) &&
    !table.heads.some((head) => isMeta(resolvers.get('project')?.(head), 'url'));
  const read: ReadCell = (field, cell) => (isExport && field.kind === 'term' ? cell : readCell(field, cell, codeOf));
  const rows = table.rows.map((row): ImportRow => {
    const wanted = (typeAt < 0 ? '' : (row.cells[typeAt] ?? '')).trim();
    const type = wanted === '' ? 'project' : (codeOf('type', RECORD_TYPES, wanted) ?? wanted);
    const resolve = resolvers.get(type as RecordType) ?? resolvers.get('project');
    const isTorn = isBroken && row.cells.some((cell) => cell.includes('\ufffd'));
    const fault = row.fault ?? (isTorn ? { code: 'encoding', values: {} } : null);
    return rowFrom(row.number, resolve === undefined ? {} : entryFrom(row, table.heads, resolve, type, read, codeOf), fault);
  });
  return { rows };
}

function isMeta(column: ReturnType<Resolve> | undefined, name: string): boolean {
  return column != null && 'meta' in column && column.meta === name;
}

function twiceIn(heads: readonly string[]): string | null {
  const plain = heads.map((head) => head.toLowerCase());
  return heads.find((head, at) => head !== '' && plain.indexOf(head.toLowerCase()) !== at) ?? null;
}

type ReadCell = (field: Field, cell: string) => unknown;

function entryFrom(row: TableRow, heads: readonly string[], resolve: Resolve, type: string, read: ReadCell, codeOf: ReturnType<typeof codeReader>): Entry {
  const entry = new Map<string, unknown>([['type', type]]);
  heads.forEach((head, at) => {
    const cell = fromSafeCell(row.cells[at] ?? '');
    if (cell.trim() === '') return;
    const column = resolve(head);
    if (column === null) entry.set(head, cell);
    else if ('meta' in column) {
      if (column.meta !== 'type') entry.set(column.meta, metaFrom(column.meta, cell, codeOf));
    } else {
      const [group = '', member] = column.path.split('.');
      const value = read(column.field, cell);
      const before = entry.get(group);
      entry.set(group, member === undefined ? value : { ...(typeof before === 'object' ? before : {}), [member]: value });
    }
  });
  return Object.fromEntries(entry);
}

function metaFrom(name: string, cell: string, codeOf: ReturnType<typeof codeReader>): unknown {
  if (name === 'visibility') return codeOf('visibility', ['public', 'followers', 'draft'], cell) ?? cell;
  if (name === 'formerSlugs') return cell.split('|').map((slug) => slug.trim());
  if (name !== 'extra') return cell.trim();
  try {
    return JSON.parse(cell) as unknown;
  } catch {
    return cell;
  }
}

/** How a table is written for people: its headings in words, and in the cells words instead of codes. */
export interface Spelling {
  readonly words: ColumnWords;
  readonly tongue: Tongue;
  /** Codes stay codes, and columns where they were, where every sign must come back as it was. */
  readonly hasCodes: boolean;
  /** Columns that are there to be read and that an import passes over: heading (under `form`) and cell. */
  readonly besides: readonly { readonly head: string; cell(record: KnowledgeRecord): string }[];
}

/** One column of a table that is being written. */
interface Written {
  readonly path: string;
  readonly head: string;
  cell(record: KnowledgeRecord, entry: Entry): string;
}

/** The heading, and a line for every record; see exportHeads, and inPeopleOrder for tables without codes. */
export function csvWriter({ words, tongue, hasCodes, besides }: Spelling): { readonly heading: string; line(record: KnowledgeRecord): string } {
  const heads = peopleHeads(words, tongue);
  const columns = new Map(RECORD_TYPES.map((type) => [type, new Map(columnsOf(type).map(({ path, field }) => [path, field]))]));
  const all: Written[] = [
    ...besides.map(({ head, cell }): Written => ({ path: head, head: spoken(words.heads('form', head), tongue), cell })),
    ...[...heads].map(([path, head]): Written => ({ path, head, cell: (record, entry) => cellOf(path, record, entry) })),
  ];
  const written = hasCodes ? all : inPeopleOrder(all);
  return {
    heading: stringify([written.map(({ head }) => safeCell(head))], { ...EXCEL, bom: true }),
    line(record) {
      const entry = entryOf(record);
      return stringify([written.map(({ cell }) => safeCell(cell(record, entry)))], EXCEL);
    },
  };

  function cellOf(path: string, { type }: KnowledgeRecord, entry: Entry): string {
    const field = columns.get(type)?.get(path);
    if (field === undefined) return hasCodes ? metaCell(entry, path) : metaWord(metaCell(entry, path), path);
    const value = valueAt(entry as Content, path);
    return hasCodes ? writeCell(field, value) : peopleCell(field, value, words, tongue);
  }

  function metaWord(code: string, path: string): string {
    return path === 'type' || path === 'visibility' ? spoken(words.codes(path, code), tongue) : code;
  }
}

function metaCell(entry: Entry, head: string): string {
  const value = entry[head];
  if (head === 'extra') return Object.keys(value ?? {}).length === 0 ? '' : JSON.stringify(value);
  if (head === 'formerSlugs') return Array.isArray(value) ? value.join(' | ') : '';
  return typeof value === 'string' ? value : '';
}

function valueAt(entry: Content, path: string): Value {
  const [name = '', member] = path.split('.');
  const value = entry[name] ?? null;
  if (member === undefined) return value;
  return isGroup(value) ? ((value as Group)[member] ?? null) : null;
}
