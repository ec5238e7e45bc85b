import { fieldsOf, type RecordType } from '../../domain/content/content-types.ts';
import type { Field } from '../../domain/content/field.ts';
import { RECORD_FIELDS } from '../../domain/content/record-fields.ts';
import type { Table, Words } from '../words.ts';

/** A part of a record that is edited and saved by itself. */
export interface FormCard {
  /** The last segment of its form's address. */
  readonly name: string;
  readonly table: Table;
  readonly fields: readonly Field[];
}

const ABOUT_THE_RECORD: FormCard = { name: 'record', table: 'record', fields: RECORD_FIELDS };

/** The cards of a type in the order of its table, then what every record carries. */
export function cardsOf(type: RecordType): readonly FormCard[] {
  const cards = new Map<string, Field[]>();
  let name = 'brief';
  for (const field of fieldsOf(type)) {
    name = field.card ?? name;
    cards.set(name, [...(cards.get(name) ?? []), field]);
  }
  return [...[...cards].map(([card, fields]) => ({ name: card, table: type, fields })), ABOUT_THE_RECORD];
}

export function cardTitle({ name, table }: FormCard, words: Words): string {
  return table === 'record' ? words.t('writing.recordCard') : words.card(table, name);
}

/** The fields that a new record is asked for. */
export function shortFields(type: RecordType): readonly Field[] {
  return fieldsOf(type).filter(({ short }) => short === true);
}
