import { parseAddress } from '../web-address.ts';
import type { Scalar, ScalarField } from './field.ts';
import { type FieldProblem, problem } from './field-problem.ts';
import { isCode, VOCABULARIES } from './vocabularies.ts';

const MAX_URL = 2_000;
const MAX_EMAIL = 254;
const MAX_CODE = 200;
// HTML's own rule for <input type=email>, so that browser and server agree.
const EMAIL = /^[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)+$/;
const WHEN = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;

export type Checked<T> = { readonly value: T; readonly problems: readonly FieldProblem[] };

/** Reads one value of a scalar kind; what cannot be read becomes null and a problem that names the field by `path`. */
export function checkScalar(field: ScalarField, input: unknown, path: string): Checked<Scalar> {
  if (input === null || input === undefined || input === '') return { value: null, problems: [] };
  switch (field.kind) {
    case 'number':
      return checkNumber(input, field.min, field.max, path);
    case 'flag':
      return checkFlag(input, path);
    default:
      return checkText(field, input, path);
  }
}

/** Line ends as one character, no invisible control characters, no broken surrogates, one way to write an umlaut (Unicode NFC). */
export function cleanText(text: string, lines: boolean): string {
  const plain = text
    .toWellFormed()
    .normalize('NFC')
    .replace(/\r\n?|\u2028|\u2029/g, '\n')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: taking them out is the point
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufeff\ufffe\uffff]|[\u202a-\u202e\u2066-\u2069]/g, '');
  return (lines ? plain : plain.replace(/[\n\t]+/g, ' ')).trim();
}

type TextField = Exclude<ScalarField, { kind: 'number' | 'flag' }>;

function checkText(field: TextField, input: unknown, path: string): Checked<Scalar> {
  if (typeof input !== 'string') return { value: null, problems: [problem(path, 'not-text')] };
  const text = cleanText(input, field.kind === 'prose' || field.kind === 'markdown');
  if (text === '') return { value: null, problems: [] };
  const found = textProblem(field, text, path);
  return { value: found === null ? text : null, problems: found === null ? [] : [found] };
}

function textProblem(field: TextField, text: string, path: string): FieldProblem | null {
  switch (field.kind) {
    case 'text':
    case 'prose':
    case 'markdown':
      return text.length > field.max ? problem(path, 'too-long', { limit: field.max }) : null;
    case 'choice':
      return isCode(field.vocabulary, text) ? null : problem(path, 'not-a-code', { allowed: VOCABULARIES[field.vocabulary] });
    case 'term':
      return text.length > MAX_CODE ? problem(path, 'too-long', { limit: MAX_CODE }) : null;
    case 'when':
      return isWhen(text) ? null : problem(path, 'not-a-date');
    case 'email':
      return text.length <= MAX_EMAIL && EMAIL.test(text) ? null : problem(path, 'not-an-email');
    case 'url':
    case 'iri':
      return isWebAddress(text) ? null : problem(path, 'not-a-url');
  }
}

/** Only http and https, so that no link runs a script. */
export function isWebAddress(text: string): boolean {
  if (text.length > MAX_URL || /\s/.test(text)) return false;
  const { protocol, hostname, username, password } = parseAddress(text) ?? {};
  return (protocol === 'https:' || protocol === 'http:') && hostname !== '' && username === '' && password === '';
}

/** EDTF level 0 without times: a year, a month or a day that the calendar has. */
export function isWhen(text: string): boolean {
  const [, year, month = '01', day = '01'] = WHEN.exec(text) ?? [];
  if (year === undefined) return false;
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(`${year}-${month}-${day}`) && Number(year) >= 1800 && Number(year) <= 2200;
}

function checkNumber(input: unknown, min: number, max: number, path: string): Checked<Scalar> {
  const number = typeof input === 'string' && /^-?\d+(\.\d+)?$/.test(input.trim()) ? Number(input) : input;
  if (typeof number !== 'number' || !Number.isFinite(number)) return { value: null, problems: [problem(path, 'not-a-number')] };
  if (number < min || number > max) return { value: null, problems: [problem(path, 'out-of-range', { limit: number < min ? min : max })] };
  return { value: number, problems: [] };
}

function checkFlag(input: unknown, path: string): Checked<Scalar> {
  if (input === true || input === 'true' || input === 'yes') return { value: true, problems: [] };
  if (input === false || input === 'false' || input === 'no') return { value: false, problems: [] };
  return { value: null, problems: [problem(path, 'not-yes-or-no')] };
}

/** An e-mail address that must be there, in small letters. */
export function checkEmail(input: string, path: string): Checked<string | null> {
  const email = input.trim().toLowerCase();
  if (email === '') return { value: null, problems: [problem(path, 'required')] };
  const { value, problems } = checkScalar({ name: path, kind: 'email' }, email, path);
  return { value: typeof value === 'string' ? value : null, problems };
}
