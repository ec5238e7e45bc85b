import { setTimeout as sleep } from 'node:timers/promises';

import type { Collections } from './collection.ts';
import { openMongoCollection } from './mongo-collection.ts';
import { connectMongo, databaseOf, type MongoOptions } from './mongo-connection.ts';
import { answering } from './mongo-errors.ts';
import { createMongoLeases, type LeaseTimes } from './mongo-leases.ts';

const LEASE_MS = 15_000;
const RENEW_EVERY_MS = 5_000;
const CLOSE_WITHIN_MS = 5_000;

export type MongoStoreOptions = MongoOptions & Pick<LeaseTimes, 'clock'> & Partial<LeaseTimes>;

/** Opens the store in a MongoDB and waits until it answers. */
export async function openMongo({ clock, leaseMs = LEASE_MS, renewEveryMs = RENEW_EVERY_MS, ...connection }: MongoStoreOptions): Promise<Collections> {
  const client = await connectMongo(connection);
  const database = client.db(databaseOf(connection.url));
  const leases = createMongoLeases(database, { clock, leaseMs, renewEveryMs });
  return {
    open: (shape) => openMongoCollection(database, shape),
    async ping() {
      await answering(() => database.command({ ping: 1 }));
    },
    hold: (right) => leases.hold(right),
    holds: async (right) => leases.holds(right),
    release: (right) => leases.release(right),
    async close() {
      // With the server gone the driver may wait for it without end; what is left then ends with the process.
      await Promise.race([leases.releaseAll().then(() => client.close()), sleep(CLOSE_WITHIN_MS, undefined, { ref: false })]);
    },
  };
}
