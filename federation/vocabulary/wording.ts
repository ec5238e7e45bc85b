import type { RecordType } from '../../server/domain/content/content-types.ts';
import type { VocabularyName } from '../../server/domain/content/vocabularies.ts';
import type { SafeHtml } from '../../server/domain/safe-html.ts';

/** The words of one language, as far as what we send needs them. An unknown code is its own label. */
export interface Wording {
  readonly language: string;
  t(key: string, values: Readonly<Record<string, number>>): string;
  label(vocabulary: VocabularyName, code: string): string;
  card(table: RecordType, name: string): string;
  field(table: RecordType | 'record' | 'organisation', path: string): { readonly label: string };
  number(value: number): string;
  euros(value: number): string;
  when(value: string): string;
}

export type RenderMarkdown = (markdown: string) => SafeHtml;
