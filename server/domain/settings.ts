/** What an admin decides for the whole instance at run time; what the machine needs to start stands in the environment. */
export interface Settings {
  /** Somebody other than the one who wrote it must publish (four eyes). */
  readonly isFourEyes: boolean;
  /** Who must sign in with a second factor. */
  readonly secondFactor: 'optional' | 'admins' | 'everybody';
  /** Bytes of files per organisation. */
  readonly quota: number;
  /** Mails that remind of records to be confirmed. */
  readonly reminds: boolean;
}

export const DEFAULT_SETTINGS: Settings = { isFourEyes: false, secondFactor: 'optional', quota: 2 * 1024 ** 3, reminds: true };
