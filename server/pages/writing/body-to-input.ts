import type { Field, ListField, ScalarField } from '../../domain/content/field.ts';
import { isCode, VOCABULARIES, type VocabularyName } from '../../domain/content/vocabularies.ts';
import type { RecordInput } from '../../domain/new-record.ts';
import { readDate, readNumber } from '../../formats/german-values.ts';
import { rowsTyped } from '../../view-models/record-form/rows.ts';
import { rowName, type Typed, textOf } from '../../view-models/record-form/typed.ts';
import type { Words } from '../../view-models/words.ts';

/** A urlencoded body as what was typed; anything that is no text was not typed by a person. */
export function typedIn(body: unknown): Typed {
  if (typeof body !== 'object' || body === null) return new Map();
  return new Map(Object.entries(body).map(([name, value]) => [name, [value].flat().filter((text): text is string => typeof text === 'string')]));
}

/** What was typed into these fields, as the actions take it: each field is there, an empty one is null. What cannot be read goes on as it is and is refused by the table. */
export function bodyToInput(fields: readonly Field[], typed: Typed, words: Words): RecordInput {
  return Object.fromEntries(fields.map((field) => [field.name, answerIn(field, typed, words)]));
}

function answerIn(field: Field, typed: Typed, words: Words): unknown {
  switch (field.kind) {
    case 'choices':
      return (typed.get(field.name) ?? []).filter((code) => code !== '');
    case 'texts':
      return (typed.get(field.name) ?? []).flatMap((text) => text.split(/\r\n?|\n/));
    case 'group':
      return membersOf(field.fields, field.name, typed, words);
    case 'list':
      return rowsOf(field, typed, words);
    default:
      return scalarOf(field, textOf(typed, field.name), words);
  }
}

function rowsOf(list: ListField, typed: Typed, words: Words): unknown[] {
  return Array.from({ length: rowsTyped(list, typed) }, (_, row) => membersOf(list.fields, rowName(list.name, row), typed, words));
}

function membersOf(fields: readonly ScalarField[], path: string, typed: Typed, words: Words): Record<string, unknown> {
  return Object.fromEntries(fields.map((field) => [field.name, scalarOf(field, textOf(typed, `${path}.${field.name}`), words)]));
}

function scalarOf(field: ScalarField, text: string, words: Words): unknown {
  if (text.trim() === '') return null;
  switch (field.kind) {
    case 'number':
      return numberIn(text, field.unit, words) ?? text;
    case 'when':
      return readDate(text) ?? text;
    case 'term':
      return codeIn(text, field.vocabulary, words);
    default:
      return text;
  }
}

/** As the reader's language writes numbers: 12.345,5 or 12,345.5. A degree never has thousands. */
function numberIn(text: string, unit: string | undefined, { language }: Words): number | null {
  const plain = text.trim();
  if (unit === 'degrees') return /^-?\d{1,3}([.,]\d+)?°?$/.test(plain) ? Number(plain.replace(',', '.').replace('°', '')) : null;
  if (language === 'en' && /^[€\s]*-?\d{1,3}(,\d{3})*(\.\d+)?[€\s]*$/.test(plain)) return Number(plain.replace(/[€,\s]/g, ''));
  return readNumber(plain);
}

/** People choose a label; the code is what travels. Own words stay as they are. */
function codeIn(text: string, vocabulary: VocabularyName, words: Words): string {
  const plain = text.trim();
  if (isCode(vocabulary, plain)) return plain;
  const same = (code: string) => words.label(vocabulary, code).toLowerCase() === plain.toLowerCase();
  return VOCABULARIES[vocabulary].find(same) ?? plain;
}
