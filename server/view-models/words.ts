import type { FieldProblem } from '../domain/content/field-problem.ts';
import type { VocabularyName } from '../domain/content/vocabularies.ts';

export const LANGUAGES = ['de', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Where a field's label stands in fields.json: a table of domain/content, or `form` for what only a form or a command asks. */
export const TABLES = ['project', 'lesson', 'process', 'organisation', 'record', 'form'] as const;
export type Table = (typeof TABLES)[number];

/** The reader's language: every word, number and date that a page, a feed, the API or the command line says. */
export interface Words {
  readonly language: Language;
  /** By file and key below views/locales/<language>/: `search.heading` stands in search.json. `{name}` in the text takes a value; `one`/`other` take `{count}`. Throws on an unknown key. */
  t(key: string, values?: Readonly<Record<string, string | number>>): string;
  /** The label of a code; an unknown code is given back as it is. */
  label(vocabulary: VocabularyName, code: string): string;
  /** The heading over a facet of domain/search/facets.ts. */
  facet(name: string): string;
  /** The heading of a card of a table. */
  card(table: Table, name: string): string;
  /** The label and the explanation (or null) of a field; `path` as in a FieldProblem, list numbers ignored: `contact.mailbox`, `providers.0.name`. */
  field(table: Table, path: string): { readonly label: string; readonly hint: string | null };
  /** What one member of a list is called; of a list without a word of its own, simply an entry. */
  item(table: Table, list: string): string;
  /** A whole sentence that names the field and the remedy; `table` where it is known, since two tables may name a field differently. In short where the page is about one group only, and need not name it. */
  problem(problem: FieldProblem, table?: Table, isShort?: boolean): string;
  number(value: number): string;
  euros(value: number): string;
  /** EDTF level 0 as people write it: 2024, Mai 2024, 31. Mai 2024. */
  when(value: string): string;
  /** An instant (UTC, ISO 8601) as a day in Europe/Berlin. */
  day(instant: string): string;
  /** An instant as day and time in Europe/Berlin. */
  moment(instant: string): string;
}
