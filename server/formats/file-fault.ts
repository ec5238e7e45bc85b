/** Why a file cannot be read at all. */
export const FILE_FAULTS = [
  'empty',
  'spreadsheet',
  'json-syntax',
  'json-shape',
  'no-heading',
  'no-columns',
  'column-twice',
  'too-large',
  'places-columns',
] as const;

export interface FileFault {
  readonly code: (typeof FILE_FAULTS)[number];
  readonly values: Readonly<Record<string, string | number>>;
}
