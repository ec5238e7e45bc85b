import type { ImportRow } from '../domain/import-row.ts';
import { readCsv } from './csv.ts';
import { decodeText } from './decode-text.ts';
import type { FileFault } from './file-fault.ts';
import { readJson } from './json-records.ts';
import type { ColumnWords } from './record-columns.ts';

export const MOST_BYTES = 200 * 1_024 * 1_024;

/** `isTable`: rows are counted as in a spreadsheet, not as entries of a list. */
type Read = { readonly rows: readonly ImportRow[]; readonly isTable: boolean } | { readonly fault: FileFault };

/** The records of a file, by its content and, where that could be either, by the ending of its name. Never throws on what is in it. */
export function readRecords(bytes: Uint8Array, name: string, words: ColumnWords): Read {
  if (bytes.length > MOST_BYTES) return { fault: { code: 'too-large', values: { limit: MOST_BYTES / 1_024 / 1_024 } } };
  // Excel, LibreOffice and every other zip begin so; old Excel files with the other.
  const magic = Buffer.from(bytes.subarray(0, 4)).toString('hex');
  if (magic === '504b0304' || magic === 'd0cf11e0') return { fault: { code: 'spreadsheet', values: {} } };
  const decoded = decodeText(bytes);
  const start = decoded.text.trimStart().slice(0, 1);
  if (start === '') return { fault: { code: 'empty', values: {} } };
  const isJson = /\.(json|jsonld)$/i.test(name) || (!/\.(csv|tsv|txt)$/i.test(name) && (start === '[' || start === '{'));
  const read = isJson ? readJson(decoded) : readCsv(decoded, words);
  return 'fault' in read ? read : { ...read, isTable: !isJson };
}
