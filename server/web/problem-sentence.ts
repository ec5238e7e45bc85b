import type { FieldProblem } from '../domain/content/field-problem.ts';
import { TABLES, type Table, type Words } from '../view-models/words.ts';
import type { Catalogue } from './catalogue.ts';

const SHOWN_CODES = 8;
const SHOWN_NAME = 80;

interface Needs {
  readonly t: Words['t'];
  readonly catalogue: Catalogue;
}

/** Says which field is wrong, by its label, and what to do about it. Without a table the first table that has the field names it. */
export function problemSentence({ t, catalogue }: Needs, { field, code, limit, allowed }: FieldProblem, table: Table | undefined, isShort: boolean): string {
  const tables = table === undefined ? TABLES : [table, ...TABLES];
  const name = tables.map((each) => labelled(catalogue, each, field, isShort)).find((label) => label !== null) ?? shortened(field);
  const codes = allowed.length > SHOWN_CODES ? `${allowed.slice(0, SHOWN_CODES).join(', ')}, …` : allowed.join(', ');
  if (allowed.length > 0 && catalogue.has(`problems.allowing.${code}`)) return t(`problems.allowing.${code}`, { field: name, allowed: codes });
  const speaksOfLimit = catalogue.has(`problems.limited.${code}`) || catalogue.has(`problems.limited.${code}.other`);
  return limit !== null && speaksOfLimit ? t(`problems.limited.${code}`, { field: name, count: limit }) : t(`problems.plain.${code}`, { field: name });
}

/** `providers.1.name` is "Beteiligte Dienstleister 2: Name", in short "Name"; null when the table has no such field. */
function labelled(catalogue: Catalogue, table: Table, path: string, isShort: boolean): string | null {
  const said: string[] = [];
  let key = `fields.${table}`;
  for (const part of path.split('.', 10)) {
    const last = said.at(-1);
    if (/^\d{1,6}$/.test(part) && last !== undefined) {
      said[said.length - 1] = `${last} ${Number(part) + 1}`;
      continue;
    }
    key = `${key}.${part}`;
    const label = catalogue.get(`${key}.label`);
    if (label === undefined) return null;
    said.push(label);
  }
  return isShort ? (said.at(-1) ?? null) : said.join(': ');
}

/** A name nobody knows was sent by somebody: shown, but neither long nor with invisible characters. */
function shortened(path: string): string {
  const plain = path.replace(/\p{C}/gu, ' ');
  return plain.length > SHOWN_NAME ? `${plain.slice(0, SHOWN_NAME)}…` : plain;
}
