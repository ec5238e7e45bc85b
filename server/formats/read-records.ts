import type { ImportRow } from '../domain/import-row.ts';
import { readCsv } from './csv.ts';
import { decodeText } from './decode-text.ts';
import type { FileFault } from './file-fault.ts';
import { readJson } from './json-records.ts';
import type { ColumnWords } from './record-columns.ts';

export const MOST_BYTES = 200 * 1_024 * 1_024;

/** The records of a file, by its content and, where that could be either, by the ending of its name. Never throws on what is in it. */
export function readRecords(bytes: Uint8Array, name: string, words: ColumnWords): { readonly rows: readonly ImportRow[] } | { readonly fault: FileFault } {
  if (bytes.length > MOST_BYTES) return { fault: { code: 'too-large', values: { limit: MOST_BYTES / 1_024 / 1_024 } } };
  // Excel, LibreOffice and every other zip begin so; old Excel files with the other.
  const magic = Buffer.from(bytes.subarray(0, 4)).toString('hex');
  if (magic === '504b0304' || magic === 'd0cf11e0') return { fault: { code: 'spreadsheet', values: {} } };
  const decoded = decodeText(bytes);
  const start = decoded.text
    .replace(/^\ufeff/, '')
    .trimStart()
    .slice(0, 1);
  if (start === '') return { fault: { code: 'empty', values: {} } };
  const isJson = /\.(json|jsonld)$/i.test(name) || (!/\.(csv|tsv|txt)$/i.test(name) && (start === '[' || start === '{'));
  return isJson ? readJson(decoded) : readCsv({ ...decoded, text: decoded.text.replace(/^\ufeff/, '') }, words);
}
