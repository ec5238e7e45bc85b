import type { Config } from '../config.ts';
import { FolderInUse, NewerSchema, StorageUnavailable } from '../storage/collection.ts';
import { asUnavailable } from '../storage/embedded-errors.ts';
import type { Words } from '../view-models/words.ts';

/** What the machine refused, as one sentence that says what to do, in the language of the terminal; what nobody foresaw is told as it is, in one line. */
export function faultSentence(err: unknown, { DATA_DIR: folder, HOST: host, PORT }: Pick<Config, 'DATA_DIR' | 'HOST' | 'PORT'>, words: Words): string {
  const fault = asUnavailable(folder, err);
  const port = String(PORT);
  if (fault instanceof FolderInUse) return words.t('server.folder-in-use', { folder });
  if (fault instanceof NewerSchema) return words.t('server.newer', { folder });
  if (fault instanceof StorageUnavailable) return words.t(`server.store.${fault.fault}`, { folder, reason: lineOf(fault) });
  if (!(fault instanceof Error)) return lineOf(fault);
  if (fault.name === 'SearchUnavailable') return words.t('server.search', { reason: lineOf(fault) });
  const { code, syscall, path }: NodeJS.ErrnoException = fault;
  if (syscall === undefined || code === undefined) return lineOf(fault);
  if (syscall === 'listen' && code === 'EADDRINUSE') return words.t('server.port-in-use', { port });
  if (syscall === 'listen' && code === 'EACCES') return words.t('server.port-forbidden', { port });
  if (syscall === 'listen' || syscall === 'getaddrinfo') return words.t('server.host', { host, reason: code });
  return words.t('server.path', { path: path ?? folder, reason: code });
}

function lineOf(err: unknown): string {
  return (err instanceof Error ? err.message : String(err)).replace(/\s*\n\s*/g, ' ').trim();
}
