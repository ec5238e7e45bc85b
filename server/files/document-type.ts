import type { FileHandle } from 'node:fs/promises';

import { BPMN, FILE_TYPES, type FileFlaw } from '../domain/file-types.ts';
import { xmlType } from './xml-type.ts';
import { type Zip, zipNames } from './zip-names.ts';

const OFFICE = 'application/vnd.openxmlformats-officedocument';
const PARTS: readonly (readonly [part: string, type: string])[] = [
  ['word/document.xml', `${OFFICE}.wordprocessingml.document`],
  ['xl/workbook.xml', `${OFFICE}.spreadsheetml.sheet`],
  ['ppt/presentation.xml', `${OFFICE}.presentationml.presentation`],
];
const MACROS = /(^|\/)(vbaProject\.bin|vbaData\.xml)$|^Basic\/|^Scripts\//;
// PDF allows a few bytes before its sign, and some scanners write them.
const PDF_WITHIN = 1_024;
const MOST_XML = 8 * 1024 ** 2;
const SAMPLE = 64 * 1024;
const MARKUP = /<\s*(!doctype\s+html|html|script|svg|body|iframe)\b/i;

/** What a document is by its content: its media type, or why it is not taken. `ending` tells only plain texts apart. */
export async function documentType(file: FileHandle, size: number, ending: string): Promise<{ type: string } | { flaw: FileFlaw }> {
  const head = await firstBytes(file, SAMPLE);
  if (head.subarray(0, PDF_WITHIN).includes('%PDF-')) return { type: 'application/pdf' };
  if (head.subarray(0, 2).toString('latin1') === 'PK') return officeType(await zipNames(file, size));
  // The old Office format: a container nobody can look into from outside, where macros live.
  if (head.subarray(0, 4).equals(Buffer.from([0xd0, 0xcf, 0x11, 0xe0]))) return { flaw: 'unknown' };
  const text = textOf(head, size > SAMPLE);
  if (text === null) return { flaw: 'unknown' };
  if (text.trimStart().startsWith('<') && !MARKUP.test(text.slice(0, 2_000)))
    return size > MOST_XML ? { flaw: 'too-large' } : xmlType(textOf(await firstBytes(file, size), false) ?? '');
  if (/<\s*svg\b/i.test(text.slice(0, 2_000))) return { flaw: 'vector' };
  if (MARKUP.test(text.slice(0, 2_000))) return { flaw: 'unknown' };
  return { type: ending === 'csv' ? 'text/csv' : 'text/plain' };
}

/** A document may come only under the ending of what it is. */
export function isHonest(type: string, ending: string): boolean {
  return FILE_TYPES[type]?.comesAs.includes(ending) ?? false;
}

export function isProcess(type: string): boolean {
  return type === BPMN;
}

function officeType(zip: Zip | null): { type: string } | { flaw: FileFlaw } {
  if (zip === null) return { flaw: 'broken' };
  if ([...zip.names].some((name) => MACROS.test(name))) return { flaw: 'macros' };
  const open = zip.first;
  if (open !== null && FILE_TYPES[open] !== undefined && zip.names.has('content.xml')) return { type: open };
  const found = zip.names.has('[Content_Types].xml') ? PARTS.find(([part]) => zip.names.has(part)) : undefined;
  return found === undefined ? { flaw: 'unknown' } : { type: found[1] };
}

/** UTF-8, or one byte a letter as old programs write; null when it is no text. */
function textOf(bytes: Buffer, isCut: boolean): string | null {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what no text has
  const binary = /[\u0000-\u0008\u000e-\u001a\u001c-\u001f\u007f]/;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: isCut });
    return binary.test(text) ? null : text;
  } catch {
    const text = bytes.toString('latin1');
    return binary.test(text) ? null : text;
  }
}

async function firstBytes(file: FileHandle, most: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(most), 0, most, 0);
  return buffer.subarray(0, bytesRead);
}
