import { checkContent, missingIn } from './content/check-content.ts';
import { CONTENT_TYPES, fieldsOf, type RecordType } from './content/content-types.ts';
import { type Content, emptyContent, type Field } from './content/field.ts';
import { type FieldProblem, problem } from './content/field-problem.ts';
import { RECORD_FIELDS } from './content/record-fields.ts';
import { VOCABULARIES } from './content/vocabularies.ts';
import { isAgs, stateOfAgs } from './place.ts';
import type { KnowledgeRecord, Visibility } from './record.ts';

/** What somebody sends to make or change a record: fields of the type's table and of RECORD_FIELDS side by side, and its visibility. */
export type RecordInput = Readonly<Record<string, unknown>>;

/** The part of a record that an input can set. */
export type Written = Pick<KnowledgeRecord, 'visibility' | 'values' | 'content'>;

const COMMON = new Set<string>(RECORD_FIELDS.map(({ name }) => name));
const LANGUAGE = /^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*$/;

/** A record's writable part before anything was written. */
export function blank(type: RecordType, language: string): Written {
  const values = { ...emptyContent(RECORD_FIELDS), language, license: 'CC BY 4.0', origin: 'own' };
  return { visibility: 'draft', values, content: emptyContent(CONTENT_TYPES[type].fields) as KnowledgeRecord['content'] };
}

/** Reads an input on top of what stands there; see checkContent. `id` is the record's, as far as it has one: it cannot refer to itself. */
export function written(
  type: RecordType,
  before: Written,
  input: RecordInput,
  id: string | null = null,
): { value: Written; problems: readonly FieldProblem[] } {
  const { visibility: sentVisibility, ...fields } = input;
  const own = Object.fromEntries(Object.entries(fields).filter(([name]) => !COMMON.has(name)));
  const common = Object.fromEntries(Object.entries(fields).filter(([name]) => COMMON.has(name)));
  const content = checkContent(CONTENT_TYPES[type].fields as readonly Field[], before.content, own);
  const values = checkContent(RECORD_FIELDS, before.values, common);
  const visibility = sentVisibility === undefined ? before.visibility : sentVisibility;
  const problems = [...content.problems, ...values.problems];
  if (!isVisibility(visibility)) problems.push(problem('visibility', 'not-a-code', { allowed: VOCABULARIES.visibility }));
  const typed = values.value as unknown as KnowledgeRecord['values'];
  problems.push(...commonProblems(typed), ...selfReferences(type, content.value, id));
  const value: Written = {
    visibility: isVisibility(visibility) ? visibility : before.visibility,
    values: withDefaults(typed, before.values),
    content: content.value as unknown as KnowledgeRecord['content'],
  };
  return { value, problems };
}

/** What still stops it from being published. A record from public sources needs only title, summary and source (domain.md 2). */
export function missingForPublication(type: RecordType, { values, content }: Written): FieldProblem[] {
  const missing = missingIn(CONTENT_TYPES[type].fields, content as Content);
  if (values.origin !== 'public-source') return missing;
  const { title, summary } = CONTENT_TYPES[type];
  const needed = missing.filter(({ field }) => field === title || field === summary);
  return values.sources.length === 0 ? [...needed, problem('sources', 'required')] : needed;
}

function commonProblems(values: KnowledgeRecord['values']): FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (values.language !== null && !LANGUAGE.test(values.language)) problems.push(problem('language', 'not-a-code', { allowed: VOCABULARIES.language }));
  if (values.subject.ags !== null && !isAgs(values.subject.ags)) problems.push(problem('subject.ags', 'bad-ags'));
  return problems;
}

function selfReferences(type: RecordType, content: Content, id: string | null): FieldProblem[] {
  if (id === null) return [];
  return fieldsOf(type).flatMap(({ kind, name }) => (kind === 'iri' && content[name] === id ? [problem(name, 'is-itself')] : []));
}

/** Language, licence and origin are never empty, and a place's state follows from its AGS. */
function withDefaults(values: KnowledgeRecord['values'], before: KnowledgeRecord['values']): KnowledgeRecord['values'] {
  const { subject } = values;
  const state = subject.ags === null ? subject.state : (stateOfAgs(subject.ags) ?? subject.state);
  return {
    ...values,
    language: values.language ?? before.language,
    license: values.license ?? before.license,
    origin: values.origin ?? before.origin,
    subject: { ...subject, state },
  };
}

function isVisibility(value: unknown): value is Visibility {
  return typeof value === 'string' && (VOCABULARIES.visibility as readonly string[]).includes(value);
}
