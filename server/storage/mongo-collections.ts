import type { Collections } from './collection.ts';
import { openMongoCollection } from './mongo-collection.ts';
import { closeMongo, connectMongo, databaseOf, type MongoOptions } from './mongo-connection.ts';
import { answering, within } from './mongo-errors.ts';
import { createMongoLeases, type LeaseTimes } from './mongo-leases.ts';

const LEASE_MS = 15_000;
const RENEW_EVERY_MS = 5_000;
const GOODBYE_MS = 5_000;

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
      // Who cannot say goodbye is missed when the leases run out.
      await within(GOODBYE_MS, leases.releaseAll()).catch(() => {});
      await closeMongo(client);
    },
  };
}
