import type { DeliveryStore } from '../../server/ports/delivery-store.ts';
import { sha256Of } from './create-outbox.ts';

const KEPT = 50;

/** The bodies of what is going out just now, read once for all its recipients; null for one that is no longer kept. */
export function createBodies(store: Pick<DeliveryStore, 'activity'>) {
  const known = new Map<string, Buffer>();
  return async (id: string): Promise<Buffer | null> => {
    const found = known.get(id);
    if (found !== undefined) return found;
    const activity = await store.activity(id);
    if (activity === undefined || activity.body === null) return null;
    if (sha256Of(activity.body) !== activity.sha256) throw new Error(`The stored body of ${id} is damaged.`);
    const body = Buffer.from(activity.body);
    const [oldest] = known.keys();
    if (known.size >= KEPT && oldest !== undefined) known.delete(oldest);
    known.set(id, body);
    return body;
  };
}
