import { Duplicate, type StorageFault, StorageUnavailable } from './collection.ts';

const REASONS: readonly (readonly [code: RegExp, fault: StorageFault, reason: string])[] = [
  [/^SQLITE_(BUSY|LOCKED|PROTOCOL)/, 'locked', 'another process keeps it locked'],
  [/^SQLITE_(NOTADB|CORRUPT|FORMAT)/, 'damaged', 'the file is damaged or no database; it was left as it is. Restore a backup'],
  [/^SQLITE_FULL/, 'full', 'the disk is full'],
  [/^SQLITE_(CANTOPEN|READONLY|PERM|AUTH)/, 'rights', 'the file cannot be opened for reading and writing; check its path and rights'],
  [/^SQLITE_(IOERR|NOMEM|NOLFS)/, 'failed', 'the disk or the memory failed'],
];

/** Somebody else has the lock for the moment. */
export function isBusy(error: unknown): boolean {
  return /^SQLITE_(BUSY|LOCKED)/.test(codeOf(error));
}

/** Duplicate when a unique index, or the id, refused the write; any other error stays what it is. */
export function asDuplicate(collection: string, error: unknown): unknown {
  if (!(error instanceof Error) || !/^SQLITE_CONSTRAINT_(UNIQUE|PRIMARYKEY)/.test(codeOf(error))) return error;
  return new Duplicate(collection, /index '[^']*\.unique\.([^']*)'/.exec(error.message)?.[1] ?? 'id');
}

/** StorageUnavailable for what the machine does; a programmer's error stays what it is. */
export function asUnavailable(file: string, error: unknown): unknown {
  const code = codeOf(error);
  const found = REASONS.find(([pattern]) => pattern.test(code));
  return found === undefined ? error : new StorageUnavailable(`${file}: ${found[2]} (${code})`, { cause: error, fault: found[1] });
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  if ('code' in error && typeof error.code === 'string' && error.code !== '') return error.code;
  // The package reports a failed opening as plain text that ends in SQLite's number.
  return /ConnectionFailed\(.*: (\d+)/.test(error.message) ? 'SQLITE_CANTOPEN' : '';
}
