import type { Field, ValuesOf } from './field.ts';
import { LESSON_FIELDS } from './lesson.ts';
import type { ORGANISATION_FIELDS } from './organisation.ts';
import { PROJECT_FIELDS } from './pilot-project.ts';
import { PROCESS_FIELDS } from './process.ts';
import type { RECORD_FIELDS } from './record-fields.ts';

/** The types of record an organisation publishes; their paths are part of the stable interface. */
export const RECORD_TYPES = ['project', 'lesson', 'process'] as const;
export type RecordType = (typeof RECORD_TYPES)[number];

interface ContentType {
  /** The first segment of its pages and of its API. */
  readonly path: string;
  readonly fields: readonly Field[];
  /** The field that is shown as its title, and the one shown as its summary, if any. */
  readonly title: string;
  readonly summary: string | null;
}

const TABLES = { project: PROJECT_FIELDS, lesson: LESSON_FIELDS, process: PROCESS_FIELDS } as const;

export const CONTENT_TYPES = {
  project: { path: 'projects', fields: PROJECT_FIELDS, title: 'title', summary: 'summary' },
  lesson: { path: 'lessons', fields: LESSON_FIELDS, title: 'statement', summary: null },
  process: { path: 'processes', fields: PROCESS_FIELDS, title: 'name', summary: 'purpose' },
} as const satisfies Record<RecordType, ContentType>;

export type ContentOf<T extends RecordType> = ValuesOf<(typeof TABLES)[T]>;
export type RecordValues = ValuesOf<typeof RECORD_FIELDS>;
export type OrganisationContent = ValuesOf<typeof ORGANISATION_FIELDS>;

/** The table of a type without its literal detail, for code that walks over any type. */
export function fieldsOf(type: RecordType): readonly Field[] {
  return CONTENT_TYPES[type].fields;
}
