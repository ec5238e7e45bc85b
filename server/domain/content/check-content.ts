import { type Checked, checkScalar, cleanText } from './check-scalar.ts';
import { type Content, emptyValue, type Field, type Group, isEmpty, isGroup, type ListField, type Value } from './field.ts';
import { type FieldProblem, problem } from './field-problem.ts';
import { isCode, VOCABULARIES, type VocabularyName } from './vocabularies.ts';

const MOST_MEMBERS = 1_000;

/**
 * Reads what somebody sent into a table's content, on top of what stands there already: fields not sent stay, null empties,
 * a group's members count one by one. Every problem is named; a field with a problem keeps what stood there.
 */
export function checkContent(fields: readonly Field[], before: Content, input: Readonly<Record<string, unknown>>): Checked<Content> {
  const known = new Map(fields.map((field) => [field.name, field]));
  const problems: FieldProblem[] = [];
  const content: Record<string, Value> = { ...before };
  for (const [name, sent] of Object.entries(input)) {
    const field = known.get(name);
    if (field === undefined) {
      problems.push(problem(name, 'unknown-field'));
      continue;
    }
    const checked = checkValue(field, before[name] ?? emptyValue(field), sent);
    for (const found of checked.problems) problems.push(found);
    if (checked.problems.length === 0) content[name] = checked.value;
  }
  return { value: content, problems };
}

/** Which required fields are still empty; none means that the record may be published. */
export function missingIn(fields: readonly Field[], content: Content): FieldProblem[] {
  return fields.flatMap((field) => {
    const value = content[field.name] ?? null;
    if (field.kind === 'group') {
      if (field.required !== true && isEmpty(value)) return [];
      return isGroup(value) ? missingInside(field.fields, value, field.name) : [problem(field.name, 'required')];
    }
    if (field.required === true && isEmpty(value)) return [problem(field.name, 'required')];
    if (field.kind !== 'list') return [];
    return (value as readonly Group[]).flatMap((member, n) => missingInside(field.fields, member, `${field.name}.${n}`));
  });
}

function missingInside(fields: readonly Field[], group: Group, path: string): FieldProblem[] {
  return fields.flatMap(({ name, required }) => (required === true && isEmpty(group[name] ?? null) ? [problem(`${path}.${name}`, 'required')] : []));
}

function checkValue(field: Field, before: Value, sent: unknown): Checked<Value> {
  switch (field.kind) {
    case 'choices':
      return checkCodes(field.vocabulary, field.max, sent, field.name);
    case 'texts':
      return checkTexts(field.max, field.itemMax, sent, field.name);
    case 'group':
      return checkGroup(field.fields, isGroup(before) ? before : {}, sent, field.name);
    case 'list':
      return checkList(field, sent);
    default:
      return checkScalar(field, sent, field.name);
  }
}

function checkGroup(fields: readonly Field[], before: Group, sent: unknown, path: string): Checked<Group> {
  const empty = Object.fromEntries(fields.map(({ name }) => [name, null]));
  if (sent === null) return { value: empty, problems: [] };
  if (!isPlainObject(sent)) return { value: empty, problems: [problem(path, 'not-an-object')] };
  const { value, problems } = checkContent(fields, { ...empty, ...before }, sent);
  return { value: value as Group, problems: problems.map((found) => ({ ...found, field: `${path}.${found.field}` })) };
}

function checkList(field: ListField, sent: unknown): Checked<readonly Group[]> {
  const members = listOf(sent);
  if (members === null) return { value: [], problems: [problem(field.name, 'not-a-list')] };
  if (members.length > field.max) return { value: [], problems: [problem(field.name, 'too-many', { limit: field.max })] };
  const checked = members.map((member, n) => checkGroup(field.fields, {}, member, `${field.name}.${n}`));
  return { value: checked.map(({ value }) => value).filter((group) => !isEmpty(group)), problems: checked.flatMap(({ problems }) => problems) };
}

function checkTexts(max: number, itemMax: number, sent: unknown, path: string): Checked<readonly string[]> {
  const members = listOf(sent);
  if (members === null) return { value: [], problems: [problem(path, 'not-a-list')] };
  // Before anything else is said of them: a list of very many is one mistake, not very many.
  if (members.length > MOST_MEMBERS) return { value: [], problems: [problem(path, 'too-many', { limit: max })] };
  const problems: FieldProblem[] = [];
  const texts = members.map((member, n) => {
    if (typeof member !== 'string') problems.push(problem(`${path}.${n}`, 'not-text'));
    const text = typeof member === 'string' ? cleanText(member, false) : '';
    if (text.length > itemMax) problems.push(problem(`${path}.${n}`, 'too-long', { limit: itemMax }));
    return text;
  });
  const value = [...new Set(texts.filter((text) => text !== ''))];
  if (value.length > max) problems.push(problem(path, 'too-many', { limit: max }));
  return { value, problems };
}

function checkCodes(vocabulary: VocabularyName, max: number, sent: unknown, path: string): Checked<readonly string[]> {
  const { value, problems } = checkTexts(max, 200, sent, path);
  const strange = value.some((code) => !isCode(vocabulary, code));
  return { value, problems: strange ? [...problems, problem(path, 'not-a-code', { allowed: VOCABULARIES[vocabulary] })] : problems };
}

function listOf(sent: unknown): readonly unknown[] | null {
  if (sent === null) return [];
  return Array.isArray(sent) ? sent : null;
}

/** An object as JSON makes it; no list, no null. */
export function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
