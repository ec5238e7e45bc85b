import { isPlainObject } from '../../server/domain/content/check-content.ts';
import { checkScalar, cleanText } from '../../server/domain/content/check-scalar.ts';
import { type Content, emptyValue, type Field, type Group, isEmpty, type Scalar, type ScalarField, type Value } from '../../server/domain/content/field.ts';
import { type JsonObject, NAMESPACE, PREFIX } from './context.ts';
import { bareName, unprefixed } from './terms.ts';

const LONGEST_CODE = 200;

export interface ReadFields {
  readonly content: Content;
  /** What has no place in the table, under its name; inside a group or list under a dotted one. */
  readonly extra: JsonObject;
}

/**
 * A table's content from somebody's terms. A newer peer may know more than we do: its codes stay as text, what does not fit its field and what
 * has no field goes to `extra`. `isBare`: which names may also come without our prefix.
 */
export function readFields(fields: readonly Field[], json: JsonObject, isBare: (name: string) => boolean): ReadFields {
  const content: Record<string, Value> = {};
  const extra: Record<string, unknown> = {};
  for (const field of fields) {
    const sent = termIn(json, field.name, isBare);
    const read = sent === undefined ? { value: emptyValue(field), extra: {} } : readValue(field, sent);
    content[field.name] = read.value;
    Object.assign(extra, read.extra);
  }
  return { content, extra };
}

/** The value of a term with our prefix or namespace, or without where that can mean nothing else; undefined where there is none. */
export function termIn(json: JsonObject, name: string, isBare: (name: string) => boolean): unknown {
  const value = json[PREFIX + name] ?? json[NAMESPACE + name] ?? (isBare(name) ? json[name] : undefined);
  return value ?? undefined;
}

interface Read<T> {
  readonly value: T;
  readonly extra: JsonObject;
}

function readValue(field: Field, sent: unknown): Read<Value> {
  switch (field.kind) {
    case 'choices':
      return readTexts(field, sent, field.max, LONGEST_CODE);
    case 'texts':
      return readTexts(field, sent, field.max, field.itemMax);
    case 'group': {
      const one = only(sent);
      return isPlainObject(one) ? readGroup(field.fields, one, field.name) : misfit(field, sent);
    }
    case 'list':
      return readList(field, sent);
    default: {
      const value = readScalar(field, only(sent));
      return value === undefined ? misfit(field, sent) : { value, extra: {} };
    }
  }
}

function misfit(field: Field, sent: unknown): Read<Value> {
  return { value: emptyValue(field), extra: { [field.name]: unprefixed(sent) } };
}

/** JSON-LD makes no difference between a thing and a list of one. */
function only(sent: unknown): unknown {
  return Array.isArray(sent) && sent.length === 1 ? sent[0] : sent;
}

function readTexts(field: Field, sent: unknown, max: number, itemMax: number): Read<Value> {
  const [fit, strange] = sorted(sent, (member) => typeof member === 'string');
  const texts = fit.map((member) => cut(cleanText(String(member), false), itemMax)).filter((text) => text !== '');
  return { value: [...new Set(texts)].slice(0, max), extra: strange.length === 0 ? {} : misfit(field, strange).extra };
}

function readList(field: Extract<Field, { kind: 'list' }>, sent: unknown): Read<Value> {
  const [fit, strange] = sorted(sent, isPlainObject);
  const groups: Group[] = [];
  const extra: Record<string, unknown> = strange.length === 0 ? {} : { ...misfit(field, strange).extra };
  for (const member of fit.slice(0, field.max)) {
    const read = readGroup(field.fields, member as JsonObject, `${field.name}.${groups.length}`);
    if (isEmpty(read.value)) continue;
    groups.push(read.value);
    Object.assign(extra, read.extra);
  }
  return { value: groups, extra };
}

/** The members that fit, and those that do not; what is no list is a list of one. */
function sorted(sent: unknown, fits: (member: unknown) => boolean): readonly [readonly unknown[], readonly unknown[]] {
  const members: readonly unknown[] = (Array.isArray(sent) ? sent : [sent]).filter((member) => member !== null);
  return [members.filter(fits), members.filter((member) => !fits(member))];
}

function readGroup(fields: readonly ScalarField[], json: JsonObject, path: string): Read<Group> {
  const { content, extra } = readFields(fields, json, () => true);
  const known = new Set(fields.map(({ name }) => name));
  const strange = Object.entries(json).filter(([key]) => !known.has(bareName(key)));
  const left = { ...extra, ...Object.fromEntries(strange.map(([key, value]) => [bareName(key), unprefixed(value)])) };
  return { value: content as Group, extra: Object.fromEntries(Object.entries(left).map(([name, value]) => [`${path}.${name}`, value])) };
}

/** Undefined for what does not fit. A text that is too long is cut: half of it says more than nothing. */
function readScalar(field: ScalarField, sent: unknown): Scalar | undefined {
  const isText = field.kind === 'text' || field.kind === 'prose' || field.kind === 'markdown';
  if (isText || field.kind === 'choice') {
    if (typeof sent !== 'string') return undefined;
    return cut(cleanText(sent, field.kind === 'prose' || field.kind === 'markdown'), isText ? field.max : LONGEST_CODE) || null;
  }
  const { value, problems } = checkScalar(field, sent, field.name);
  return problems.length === 0 ? value : undefined;
}

function cut(text: string, most: number): string {
  return text.slice(0, most).toWellFormed();
}
