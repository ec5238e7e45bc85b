import type { FileKind } from './stored-file.ts';

interface FileType {
  /** The ending its name gets. */
  readonly ending: string;
  /** Endings under which it may come. */
  readonly comesAs: readonly string[];
  readonly kind: FileKind;
}

const PICTURE_ENDINGS = ['jpg', 'jpeg', 'jpe', 'jfif', 'png', 'webp', 'gif', 'avif'] as const;
const OFFICE = 'application/vnd.openxmlformats-officedocument';
const OPEN = 'application/vnd.oasis.opendocument';

const picture = (ending: string): FileType => ({ ending, comesAs: PICTURE_ENDINGS, kind: 'image' });
const document = (ending: string, ...also: string[]): FileType => ({ ending, comesAs: [ending, ...also], kind: 'document' });

/** What may be kept, by what its content says it is. Pictures are made anew, so one picture's ending on another is nothing. */
export const FILE_TYPES: Readonly<Record<string, FileType>> = {
  'image/jpeg': picture('jpg'),
  'image/png': picture('png'),
  'image/webp': picture('webp'),
  'image/gif': picture('gif'),
  'image/avif': picture('avif'),
  'application/pdf': document('pdf'),
  [`${OFFICE}.wordprocessingml.document`]: document('docx'),
  [`${OFFICE}.spreadsheetml.sheet`]: document('xlsx'),
  [`${OFFICE}.presentationml.presentation`]: document('pptx'),
  [`${OPEN}.text`]: document('odt'),
  [`${OPEN}.spreadsheet`]: document('ods'),
  [`${OPEN}.presentation`]: document('odp'),
  'text/csv': document('csv'),
  'text/plain': document('txt'),
  'application/bpmn+xml': document('bpmn', 'xml'),
  'application/xml': document('xml'),
};

export const BPMN = 'application/bpmn+xml';

/** Endings a file chooser offers. */
export function endingsOf(kind: FileKind): string[] {
  return [...new Set(Object.values(FILE_TYPES).flatMap((type) => (type.kind === kind ? type.comesAs : [])))];
}

export function endingFor(type: string): string {
  return FILE_TYPES[type]?.ending ?? 'bin';
}

/** Why a file is not taken; each has a sentence with the remedy in files.json. */
export const FILE_FLAWS = [
  'none-chosen',
  'empty',
  'too-large',
  'too-large-picture',
  'too-many-pixels',
  'too-many-pixels-avif',
  'vector',
  'phone-format',
  'macros',
  'doctype',
  'lying',
  'unknown',
  'broken',
  'not-a-picture',
  'not-a-process',
  'no-room',
  'too-many',
  'busy',
] as const;
export type FileFlaw = (typeof FILE_FLAWS)[number];

export function isTooLarge(flaw: FileFlaw | null): boolean {
  return flaw === 'too-large' || flaw === 'too-large-picture';
}
