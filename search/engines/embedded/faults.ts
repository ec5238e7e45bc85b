import { SearchUnavailable } from '../../../server/ports/search-index.ts';

/** What the machine does to us, not what a document does: it passes, or somebody mends it, and then the same work succeeds. */
const PASSING: readonly (readonly [code: RegExp, reason: string])[] = [
  [/^SQLITE_(BUSY|LOCKED|PROTOCOL|INTERRUPT|SCHEMA)/, 'another process keeps the file locked'],
  [/^(SQLITE_FULL|ENOSPC|EDQUOT)/, 'the disk is full'],
  [/^(SQLITE_(CANTOPEN|READONLY|PERM|AUTH)|EACCES|EPERM|EROFS|ENOENT|ENOTDIR)/, 'the file cannot be opened for reading and writing; check its path and rights'],
  [/^(SQLITE_(IOERR|NOMEM|NOLFS)|EIO|ENOMEM|EMFILE|ENFILE|EBUSY)/, 'the disk or the memory failed'],
  [/^SQLITE_(CORRUPT|NOTADB|FORMAT)/, 'the file is damaged'],
];

/** SearchUnavailable for what passes; what says something about a document stays what it is. */
export function asUnavailable(error: unknown): unknown {
  const code = codeOf(error);
  const reason = PASSING.find(([pattern]) => pattern.test(code))?.[1];
  return reason === undefined ? error : new SearchUnavailable(`${reason} (${code})`, { cause: error });
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  if ('code' in error && typeof error.code === 'string' && error.code !== '') return error.code;
  // The package reports a failed opening as plain text.
  return /ConnectionFailed\(/.test(error.message) ? 'SQLITE_CANTOPEN' : '';
}
