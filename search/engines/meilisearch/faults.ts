import { type EnqueuedTaskPromise, MeilisearchApiError, MeilisearchError } from 'meilisearch';
import { SearchUnavailable } from '../../../server/ports/search-index.ts';

// A rebuild of a large town list may wait long for its turn; the engine works on, we only stop to wait.
const LONGEST_TASK_MS = 15 * 60_000;

/** Waits until the engine has done it; a task that failed throws, which the client does not do by itself. */
export async function done(task: EnqueuedTaskPromise): Promise<void> {
  const { status, error, type } = await task.waitTask({ timeout: LONGEST_TASK_MS, interval: 50 });
  if (status !== 'succeeded') throw new FailedTask(type, error?.code ?? status, error?.message ?? 'no reason given', error?.type !== 'invalid_request');
}

/** Like `done`, but content when the engine says it is so already. */
export async function doneUnless(code: string, task: EnqueuedTaskPromise): Promise<void> {
  try {
    await done(task);
  } catch (error) {
    if (!(error instanceof FailedTask) || error.code !== code) throw error;
  }
}

class FailedTask extends Error {
  readonly code: string;
  /** Whether the engine was to blame, or somebody who cancelled the task, and not what we asked. */
  readonly isPassing: boolean;
  constructor(type: string, code: string, reason: string, isPassing: boolean) {
    super(`The search engine could not carry out ${type}: ${reason} (${code})`);
    this.name = 'FailedTask';
    this.code = code;
    this.isPassing = isPassing;
  }
}

export function isMissingIndex(error: unknown): boolean {
  return (error instanceof MeilisearchApiError && error.cause?.code === 'index_not_found') || (error instanceof FailedTask && error.code === 'index_not_found');
}

/** Faults of the way to the engine, or of its state, become SearchUnavailable; what it refuses for a reason in our data stays a fault. */
export function asUnavailable(error: unknown): unknown {
  if (isMissingIndex(error)) return new SearchUnavailable('somebody deleted its index (index_not_found)', { cause: error });
  if (error instanceof FailedTask) return error.isPassing ? new SearchUnavailable(error.message, { cause: error }) : error;
  if (error instanceof MeilisearchApiError) {
    const { status } = error.response;
    // A full disk and too many open files are answered with 422, but as the system's fault.
    const isOurs = status >= 400 && status < 500 && ![401, 403, 408, 429].includes(status) && !['system', 'internal'].includes(error.cause?.type ?? '');
    return isOurs ? error : new SearchUnavailable(error.message, { cause: error });
  }
  return error instanceof MeilisearchError ? new SearchUnavailable(error.message, { cause: error }) : error;
}
