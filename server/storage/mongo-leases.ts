import { randomUUID } from 'node:crypto';
import type { Db } from 'mongodb';

import { answering, isDuplicate } from './mongo-errors.ts';

export interface LeaseTimes {
  readonly clock: () => Date;
  /** How long a right outlives a holder that fell silent. */
  readonly leaseMs: number;
  readonly renewEveryMs: number;
}

export interface Leases {
  hold(right: string): Promise<boolean>;
  holds(right: string): boolean;
  release(right: string): Promise<void>;
  releaseAll(): Promise<void>;
}

interface Lease {
  readonly _id: string;
  readonly holder: string;
  /** Milliseconds; the clocks of all who share the database must agree within a few seconds. */
  readonly until: number;
}

interface Held {
  until: number;
  readonly renewing: NodeJS.Timeout;
}

/** With an underscore, as no collection of a store has. */
const LEASES = '_leases';

/** Rights as documents that name their holder and run out unless renewed. */
export function createMongoLeases(database: Db, { clock, leaseMs, renewEveryMs }: LeaseTimes): Leases {
  const leases = database.collection<Lease>(LEASES);
  const me = randomUUID();
  const held = new Map<string, Held>();

  // Counted from before the asking, so that we stop believing in it before anybody else may take it.
  const take = async (right: string): Promise<number | undefined> => {
    const now = clock().getTime();
    const until = now + leaseMs;
    const mineOrFree = { _id: right, $or: [{ holder: me }, { until: { $lte: now } }] };
    const { matchedCount } = await answering(() => leases.updateOne(mineOrFree, { $set: { holder: me, until } }));
    if (matchedCount === 1) return until;
    return (await isInserted({ _id: right, holder: me, until })) ? until : undefined;
  };

  const isInserted = async (lease: Lease): Promise<boolean> => {
    try {
      await answering(() => leases.insertOne(lease));
      return true;
    } catch (error) {
      if (isDuplicate(error)) return false;
      throw error;
    }
  };

  const renew = async (right: string) => {
    const lease = held.get(right);
    if (lease === undefined) return;
    const now = clock().getTime();
    // Not a lease that ran out: its holder may have heard by now that it is lost, and then must ask for it anew.
    const mine = { _id: right, holder: me, until: { $gt: now } };
    const { matchedCount } = await answering(() => leases.updateOne(mine, { $set: { until: now + leaseMs } }));
    if (matchedCount === 1) lease.until = now + leaseMs;
    else if (held.get(right) === lease) forget(right);
  };

  const forget = (right: string) => {
    clearInterval(held.get(right)?.renewing);
    held.delete(right);
  };

  const holds = (right: string) => (held.get(right)?.until ?? Number.NEGATIVE_INFINITY) > clock().getTime();

  const release = async (right: string) => {
    if (!held.has(right)) return;
    forget(right);
    await answering(() => leases.deleteOne({ _id: right, holder: me }));
  };

  return {
    async hold(right) {
      if (holds(right)) return true;
      forget(right);
      const until = await take(right);
      if (until === undefined) return false;
      // A renewal that fails is tried again; when none succeeds in time, holds() says so.
      const renewing = setInterval(() => void renew(right).catch(() => {}), renewEveryMs).unref();
      held.set(right, { until, renewing });
      return true;
    },
    holds,
    release,
    async releaseAll() {
      await Promise.allSettled([...held.keys()].map(release));
    },
  };
}
