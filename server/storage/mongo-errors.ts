import { MongoBulkWriteError, MongoError, MongoNetworkError, MongoServerError, MongoServerSelectionError, MongoWriteConcernError } from 'mongodb';

import { StorageUnavailable } from './collection.ts';

const DUPLICATE_KEY = 11000;
const AUTHENTICATION_FAILED = 18;
/** Longer than the driver's own limits, which are to be heard first. */
const NO_ANSWER_MS = 40_000;

// Shutting down, no primary, stepped down, out of time, no majority: the same request may succeed later.
const PASSING = new Set([6, 7, 50, 64, 89, 91, 100, 134, 189, 262, 9001, 10058, 10107, 11600, 11602, 13435, 13436]);

const SOCKET_ENDED = new Set(['EPIPE', 'ECONNRESET', 'ECONNREFUSED', 'ETIMEDOUT', 'ERR_STREAM_DESTROYED', 'ERR_STREAM_WRITE_AFTER_END', 'ERR_SOCKET_CLOSED']);

/** Connection states that the driver reports with errors of its own; their classes share no parent. */
const UNREACHABLE = new Set([
  'MongoNotConnectedError',
  'MongoTopologyClosedError',
  'MongoClientClosedError',
  'MongoOperationTimeoutError',
  'MongoWaitQueueTimeoutError',
  'MongoExpiredSessionError',
]);

/** A unique index, or the id, refused the write. */
export function isDuplicate(error: unknown): error is MongoServerError {
  return hasCode(error, DUPLICATE_KEY);
}

/** Waiting does not help: the password must be put right. */
export function isSignInRefused(error: unknown): boolean {
  return hasCode(error, AUTHENTICATION_FAILED);
}

/** The server answered with this number. */
export function hasCode(error: unknown, code: number): error is MongoServerError {
  return error instanceof MongoServerError && error.code === code;
}

/** Runs the work and turns everything that means "not reachable now" into StorageUnavailable. */
export async function reaching<R>(work: () => Promise<R>): Promise<R> {
  try {
    return await work();
  } catch (error) {
    throw isUnavailable(error) ? new StorageUnavailable(error.message, { cause: error }) : error;
  }
}

/** The same for a single request. The driver waits for ever when a connection breaks in the very moment it writes to it. */
export function answering<R>(work: () => Promise<R>): Promise<R> {
  return reaching(() => within(NO_ANSWER_MS, work()));
}

/** Gives up on the work after so long. */
export async function within<R>(ms: number, work: Promise<R>): Promise<R> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, refuse) => {
    timer = setTimeout(() => refuse(new StorageUnavailable(`no answer within ${ms} ms`)), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

function isUnavailable(error: unknown): error is Error {
  // A socket that was ended between two requests: the driver lets Node's own error through.
  if (error instanceof Error && 'code' in error && SOCKET_ENDED.has(String(error.code))) return true;
  if (!(error instanceof MongoError)) return false;
  if (error instanceof MongoNetworkError || error instanceof MongoServerSelectionError || error instanceof MongoWriteConcernError) return true;
  if (UNREACHABLE.has(error.name) || error.hasErrorLabel('RetryableWriteError')) return true;
  return !(error instanceof MongoBulkWriteError) && error instanceof MongoServerError && PASSING.has(Number(error.code));
}
