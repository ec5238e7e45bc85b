import type { Field, Group, ListField, Scalar, Value } from '../domain/content/field.ts';
import { VOCABULARIES } from '../domain/content/vocabularies.ts';
import { readDate, readFlag, readNumber, writeNumber } from './german-values.ts';
import type { codeReader } from './record-columns.ts';

const BETWEEN = ' | ';

/** What a cell says, as far as it can be read; what cannot is handed on as text, and the check of the field says what is wrong. */
export function readCell(field: Field, text: string, codeOf: ReturnType<typeof codeReader>): unknown {
  switch (field.kind) {
    case 'number':
      return readNumber(text) ?? text;
    case 'flag':
      return readFlag(text) ?? text;
    case 'when':
      return readDate(text) ?? text;
    case 'choice':
    case 'term':
      return codeOf(field.vocabulary, VOCABULARIES[field.vocabulary], text) ?? text;
    case 'choices':
      return membersOf(text).map((member) =>
        typeof member === 'string' ? (codeOf(field.vocabulary, VOCABULARIES[field.vocabulary], member) ?? member) : member,
      );
    case 'texts':
      return membersOf(text);
    case 'list':
      return readList(field, text);
    default:
      return field.name === 'ags' ? withLeadingZero(text) : text;
  }
}

/** A list of groups is JSON; where each has one member only, plain words do. */
function readList(field: ListField, text: string): unknown {
  const [only, ...others] = field.fields;
  if (only === undefined || others.length > 0) return asList(text) ?? text;
  return membersOf(text).map((member) => (typeof member === 'string' ? { [only.name]: member } : member));
}

function membersOf(text: string): readonly unknown[] {
  return (
    asList(text) ??
    text
      .split('|')
      .map((part) => part.trim())
      .filter((part) => part !== '')
  );
}

function asList(text: string): readonly unknown[] | null {
  if (!text.trimStart().startsWith('[')) return null;
  try {
    const parsed: unknown = JSON.parse(text);
    return Array.isArray(parsed) ? parsed : null;
  } catch {
    return null;
  }
}

/** Spreadsheets drop it: 5970004 was 05970004. */
function withLeadingZero(text: string): string {
  const digits = text.trim();
  return /^(\d{4}|\d{7})$/.test(digits) ? `0${digits}` : digits;
}

/** A value as a cell that `readCell` reads back as the same. */
export function writeCell(field: Field, value: Value): string {
  if (value === null) return '';
  if (field.kind === 'list') return writeList(field, value as readonly Group[]);
  if (Array.isArray(value)) return joined(value as readonly string[]);
  return writeScalar(value as Scalar);
}

export function writeScalar(value: Scalar): string {
  if (value === null) return '';
  return typeof value === 'number' ? writeNumber(value) : String(value);
}

function writeList(field: ListField, groups: readonly Group[]): string {
  const [only, ...others] = field.fields;
  if (groups.length === 0) return '';
  if (only === undefined || others.length > 0) return JSON.stringify(groups.map(withoutNulls));
  return joined(groups.map((group) => String(group[only.name] ?? '')));
}

function withoutNulls(group: Group): Group {
  return Object.fromEntries(Object.entries(group).filter(([, value]) => value !== null));
}

function joined(members: readonly string[]): string {
  const isPlain = members.every((member) => !member.includes('|') && member.trim() === member && member !== '') && members[0]?.startsWith('[') !== true;
  return isPlain ? members.join(BETWEEN) : JSON.stringify(members);
}
