import type { Field, Group, Scalar, ScalarField, Value } from '../domain/content/field.ts';
import { isEmpty } from '../domain/content/field.ts';
import { scalarView } from './field-view.ts';
import type { Table, Words } from './words.ts';

/** A field's value as plain text in the reader's words, a line for every part, so that two versions can be laid over each other. */
export function fieldText(field: Field, value: Value, table: Table, words: Words): string {
  if (isEmpty(value)) return '';
  switch (field.kind) {
    case 'choices':
      return (value as readonly string[]).map((code) => words.label(field.vocabulary, code)).join('\n');
    case 'texts':
      return (value as readonly string[]).join('\n');
    case 'group':
      return partsText(field.fields, value as Group, `${field.name}.`, table, words).join('\n');
    case 'list':
      return (value as readonly Group[]).map((member) => partsText(field.fields, member, `${field.name}.`, table, words).join('\n')).join('\n\n');
    default:
      return scalarText(field, value as Scalar, words);
  }
}

function partsText(fields: readonly ScalarField[], group: Group, path: string, table: Table, words: Words): string[] {
  return fields.flatMap((field) => {
    const value = group[field.name] ?? null;
    return value === null || value === '' ? [] : [`${words.field(table, path + field.name).label}: ${scalarText(field, value, words)}`];
  });
}

/** The whole address, not the short one that pages show: a change at its end must be seen. */
function scalarText(field: ScalarField, value: Scalar, words: Words): string {
  return field.kind === 'url' || field.kind === 'iri' ? String(value) : scalarView(field, value, words).text;
}
