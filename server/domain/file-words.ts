import { checkScalar } from './content/check-scalar.ts';
import type { Group, ScalarField } from './content/field.ts';
import { type FieldProblem, problem } from './content/field-problem.ts';
import { PROJECT_FIELDS } from './content/pilot-project.ts';
import { type FileSlot, slotsIn } from './file-slot.ts';

/** The list in whose line stands what is said of a file; other types ask the same of theirs. */
const [DOCUMENTS] = PROJECT_FIELDS.flatMap((field) => (field.name === 'documents' ? slotsIn(field) : []));
const KEPT_WITH_FILE: readonly string[] = ['alt', 'credit', 'licence'];

/** The fields of the form for a file: all of the list's, or those that are kept with the file itself where the record has no place for more. */
export function fileFields(slot: FileSlot): readonly ScalarField[] {
  const all = DOCUMENTS?.beside ?? [];
  return slot.isList ? slot.beside : all.filter(({ name }) => KEPT_WITH_FILE.includes(name));
}

/** The name of such a field in a form, and its path in the words. */
export function fileFieldName({ name }: ScalarField): string {
  return `${DOCUMENTS?.field ?? ''}.${name}`;
}

/** Reads what was typed about a file, and names everything that is wrong or missing. */
export function checkFileWords(slot: FileSlot, typed: Readonly<Record<string, string>>): { readonly said: Group; readonly problems: readonly FieldProblem[] } {
  const problems: FieldProblem[] = [];
  const said: Record<string, Group[string]> = {};
  for (const field of fileFields(slot)) {
    const path = fileFieldName(field);
    const checked = checkScalar(field, (typed[path] ?? '').trim() === '' ? null : typed[path], path);
    problems.push(...checked.problems);
    said[field.name] = checked.problems.length > 0 ? null : checked.value;
    if (field.required === true && said[field.name] === null && checked.problems.length === 0) problems.push(problem(path, 'required'));
  }
  return { said, problems };
}
