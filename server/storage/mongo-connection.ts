import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import { MongoClient } from 'mongodb';

import { StorageUnavailable } from './collection.ts';
import { answering, isSignInRefused, within } from './mongo-errors.ts';

const PAUSE_MS = 1_000;
const CLOSING_MS = 2_000;
const ANSWER_WITHIN_MS = 5_000;
const DATABASE = 'leuchtnetz';

export interface MongoOptions {
  readonly url: string;
  /** Is told why it waits, each time it finds nobody. */
  readonly onWaiting?: (reason: string) => void;
  /** Ends the waiting. */
  readonly signal?: AbortSignal;
  /** How long a request looks for a server before it gives up. */
  readonly answerWithinMs?: number;
}

/** Connects, and waits as long as nobody answers. Throws on a wrong address, a refused sign-in, or when told to stop (StorageUnavailable). */
export async function connectMongo({ url, onWaiting, signal, answerWithinMs = ANSWER_WITHIN_MS }: MongoOptions): Promise<MongoClient> {
  for (;;) {
    const client = newClient(url, answerWithinMs);
    try {
      await untilStopped(greet(client), signal);
      return client;
    } catch (error) {
      await closeMongo(client);
      if (isSignInRefused(error)) throw new Error('MongoDB refused the sign-in: check user and password in MONGODB_URL', { cause: error });
      if (!(error instanceof StorageUnavailable) || signal?.aborted) throw error;
      onWaiting?.(error.message);
    }
    await untilStopped(sleep(PAUSE_MS), signal);
  }
}

/** Closes, and gives up after a while: with the server gone in this very moment the driver would wait for it without end. */
export async function closeMongo(client: MongoClient): Promise<void> {
  // A turn of the event loop, so that the driver hears of connections that broke just now and does not write to them.
  await nextTurn();
  await within(CLOSING_MS, client.close()).catch(() => {});
}

/** The database of the address; the driver's own default, `test`, would be a surprise. */
export function databaseOf(url: string): string {
  const path = /^mongodb(?:\+srv)?:\/\/[^/]+\/([^?]+)/.exec(url)?.[1];
  return path === undefined ? DATABASE : decodeURIComponent(path);
}

function newClient(url: string, answerWithinMs: number): MongoClient {
  try {
    return new MongoClient(url, {
      appName: 'leuchtnetz',
      writeConcern: { w: 'majority', journal: true, wtimeoutMS: 10_000 },
      readConcernLevel: 'majority',
      readPreference: 'primary',
      retryWrites: true,
      retryReads: true,
      serverSelectionTimeoutMS: answerWithinMs,
      connectTimeoutMS: answerWithinMs,
      waitQueueTimeoutMS: answerWithinMs,
      socketTimeoutMS: 30_000,
    });
  } catch (error) {
    throw new Error(`MONGODB_URL is no address of a MongoDB: ${error instanceof Error ? error.message : error}`, { cause: error });
  }
}

async function greet(client: MongoClient): Promise<void> {
  await answering(async () => {
    await client.connect();
    await client.db('admin').command({ ping: 1 });
  });
}

async function untilStopped(work: Promise<void>, signal: AbortSignal | undefined): Promise<void> {
  if (signal === undefined) return work;
  const stopped = new StorageUnavailable('told to stop waiting');
  if (signal.aborted) throw stopped;
  let onAbort = () => {};
  const stopping = new Promise<never>((_, refuse) => {
    onAbort = () => refuse(stopped);
    signal.addEventListener('abort', onAbort, { once: true });
  });
  // Who is left behind may still fail, and nobody listens then.
  work.catch(() => {});
  return Promise.race([work, stopping]).finally(() => signal.removeEventListener('abort', onAbort));
}
