import type { Delivery, DeliveryStore, KeptActivity, Lane } from '../ports/delivery-store.ts';
import { type Collections, Duplicate, type Shape } from './collection.ts';

/** The one right to fan out, and the number of the last activity queued. */
interface Desk {
  readonly id: string;
  readonly order: number;
  readonly token: string | null;
  readonly until: string;
}

export const ACTIVITIES: Shape<KeptActivity> = {
  name: 'outgoing-activities',
  schema: 1,
  indexes: [{ fields: ['fanOut', 'order'] }, { fields: ['lookAt'] }],
};
export const DELIVERIES: Shape<Delivery> = {
  name: 'deliveries',
  schema: 1,
  indexes: [{ fields: ['host', 'state', 'order'] }, { fields: ['state', 'host'] }, { fields: ['activity', 'state'] }, { fields: ['expires'] }],
};
export const LANES: Shape<Lane> = { name: 'lanes', schema: 1, indexes: [{ fields: ['wake'] }, { fields: ['touched'] }] };
const DESKS: Shape<Desk> = { name: 'outbox-desk', schema: 1, indexes: [] };
const DESK = 'desk';
const EMPTY: Desk = { id: DESK, order: 0, token: null, until: '' };

/** What goes out and how far it came; everything about one host's turn lies in one document, its lane. */
export async function openDeliveryStore(collections: Collections): Promise<DeliveryStore> {
  const activities = await collections.open(ACTIVITIES);
  const deliveries = await collections.open(DELIVERIES);
  const lanes = await collections.open(LANES);
  const desks = await collections.open(DESKS);

  return {
    async nextOrder() {
      const after = await desks.change(DESK, (before = EMPTY) => ({ ...before, order: before.order + 1 }));
      return after?.order ?? 1;
    },
    async takeDesk(token, now, until) {
      const after = await desks.change(DESK, (before = EMPTY) => (before.token === token || before.until <= now ? { ...before, token, until } : null));
      return after?.token === token;
    },
    async leaveDesk(token) {
      await desks.change(DESK, (before) => (before?.token === token ? { ...before, token: null, until: '' } : null));
    },

    addActivity: (activity) => isNew(activities.insert(activity)),
    activity: (id) => activities.get(id),
    changeActivity: (id, next) => activities.change(id, (before) => (before === undefined ? null : next(before))),
    openActivities: (limit) => activities.find({ fanOut: 'open' }, { sort: [['order', 1]], limit }),
    failedActivities: (limit) => activities.find({ fanOut: 'failed' }, { sort: [['order', -1]], limit }),
    activitiesToLookAt: (now, limit) => activities.find({ lookAt: { lte: now } }, { sort: [['lookAt', 1]], limit }),
    removeActivity: (id) => activities.delete(id),
    isAwaited: async (activity) => (await deliveries.find({ activity, state: 'waiting' }, { limit: 1 })).length > 0,

    async addDelivery(delivery) {
      await isNew(deliveries.insert(delivery));
    },
    waiting: (host, limit) => deliveries.find({ host, state: 'waiting' }, { sort: [['order', 1]], limit }),
    countWaiting: (host) => deliveries.count({ host, state: 'waiting' }),
    async hostAfter(host) {
      const [found] = await deliveries.find({ state: 'waiting', host: { gt: host } }, { sort: [['host', 1]], limit: 1 });
      return found?.host ?? null;
    },
    changeDelivery: (id, next) => deliveries.change(id, (before) => (before === undefined ? null : next(before))),
    expiredDeliveries: (now, limit) => deliveries.find({ expires: { gt: '', lte: now } }, { sort: [['expires', 1]], limit }),
    removeDelivery: (id) => deliveries.delete(id),

    lane: (host) => lanes.get(host),
    changeLane: (host, next) => lanes.change(host, next),
    dueLanes: (now, limit) => lanes.find({ wake: { gt: '', lte: now } }, { sort: [['wake', 1]], limit }),
    lanesAfter: (host, limit) => lanes.find({ id: { gt: host } }, { sort: [['id', 1]], limit }),
    lanesUntouchedSince: (instant, limit) => lanes.find({ touched: { lt: instant } }, { sort: [['touched', 1]], limit }),
    removeLane: (host) => lanes.delete(host),
  };
}

async function isNew(insert: Promise<void>): Promise<boolean> {
  try {
    await insert;
    return true;
  } catch (err) {
    if (err instanceof Duplicate) return false;
    throw err;
  }
}
