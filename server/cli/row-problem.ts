import { fieldsOf, type RecordType } from '../domain/content/content-types.ts';
import type { Field, GroupField } from '../domain/content/field.ts';
import type { FieldProblem } from '../domain/content/field-problem.ts';
import { RECORD_FIELDS } from '../domain/content/record-fields.ts';
import type { VocabularyName } from '../domain/content/vocabularies.ts';
import type { Words } from '../view-models/words.ts';

/** What is wrong in a row of a table, in the words that may stand there: labels for codes, and the headings of a group. */
export function rowProblem(found: FieldProblem, type: RecordType, words: Words): string {
  if (found.code === 'unknown-field') {
    const heads = headsOfGroup(found.field, type, words);
    if (heads.length > 0) return words.t('import.fault.group', { head: found.field, heads: heads.join(', ') });
  }
  const vocabulary = vocabularyOf(found.field, type);
  if (found.code !== 'not-a-code' || vocabulary === null) return words.problem(found, type);
  return words.problem({ ...found, allowed: found.allowed.map((code) => words.label(vocabulary, code)) }, type);
}

/** "Einmalige Kosten" alone is no column, "Einmalige Kosten: Spanne" is; quoted, since a label may hold a comma. */
function headsOfGroup(head: string, type: RecordType, words: Words): string[] {
  const plain = head.trim().toLowerCase();
  const isMeant = (field: Field): field is GroupField => field.kind === 'group' && labelOf(field.name, type, words).toLowerCase() === plain;
  const group = tableOf(type).find(isMeant);
  if (group === undefined) return [];
  const label = labelOf(group.name, type, words);
  return group.fields.map(({ name }) => words.t('import.fault.group-head', { head: `${label}: ${labelOf(`${group.name}.${name}`, type, words)}` }));
}

function labelOf(path: string, type: RecordType, words: Words): string {
  const isCommon = RECORD_FIELDS.some(({ name }) => name === path.split('.', 1)[0]);
  return words.field(isCommon ? 'record' : type, path).label;
}

function vocabularyOf(path: string, type: RecordType): VocabularyName | null {
  if (path === 'type' || path === 'visibility') return path;
  const [name = '', ...below] = path.split('.').filter((part) => !/^\d+$/.test(part));
  const top = tableOf(type).find((field) => field.name === name);
  const field = top !== undefined && 'fields' in top ? top.fields.find((member) => member.name === below[0]) : top;
  return field !== undefined && 'vocabulary' in field ? field.vocabulary : null;
}

function tableOf(type: RecordType): readonly Field[] {
  return [...RECORD_FIELDS, ...fieldsOf(type)];
}
