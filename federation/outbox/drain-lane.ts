import type { Clock } from '../../server/ports/clock.ts';
import type { Delivery, DeliveryStore, SignatureKind } from '../../server/ports/delivery-store.ts';
import type { DeliveryRequest, RemoteFetch } from '../../server/ports/remote-fetch.ts';
import { afterAnswer, type Consequence, closed, type LaneChange } from './after-answer.ts';
import { createBodies } from './bodies.ts';
import type { HeldLane, Lanes } from './lanes.ts';
import type { SignDelivery } from './sign-delivery.ts';
import { type Verdict, verdictOf } from './verdict.ts';
import { later, MINUTE, PATIENCE_MS, SECOND } from './waits.ts';

export interface DrainNeeds {
  readonly store: DeliveryStore;
  readonly lanes: Lanes;
  readonly post: RemoteFetch['post'];
  readonly sign: SignDelivery;
  /** An inbox of the host says that it is not there (any more): its owner should be asked. May be told twice. */
  readonly onGone: (actor: string, inbox: string) => Promise<void>;
  readonly clock: Clock;
  readonly random: () => number;
  /** True for a fault that says nothing about the delivery: a store that cannot be reached. */
  readonly isOutage: (err: unknown) => boolean;
  readonly onFault: (err: unknown, where: string) => void;
}

const MOST_IN_A_TURN = 200;
const TURN_MS = 30 * SECOND;
const AT_ONCE = 20;
const OTHER: Record<SignatureKind, SignatureKind> = { cavage: 'rfc9421', rfc9421: 'cavage' };

type Tried = { readonly verdict: Verdict; readonly lane: HeldLane } | 'lost';

/** Brings a host what waits for it, in order, until nothing is left, it has to wait, its turn is over, or somebody else has the lane. */
export function createDrainLane({ store, lanes, post, sign, onGone, clock, random, isOutage, onFault }: DrainNeeds) {
  const bodies = createBodies(store);

  const unlessOutage =
    (where: string) =>
    (err: unknown): void => {
      if (isOutage(err)) throw err;
      onFault(err, where);
    };

  const ready = async ({ actor, inbox, activity }: Delivery, kind: SignatureKind): Promise<DeliveryRequest | Verdict> => {
    const body = await bodies(activity);
    if (body === null) return { kind: 'refused', code: 'no-body', isTheirs: false };
    const headers = await sign({ kind, actor, url: inbox, body });
    if (headers === null) return { kind: 'refused', code: 'no-key', isTheirs: false };
    return { url: inbox, headers, body };
  };

  const once = async (row: Delivery, kind: SignatureKind): Promise<Verdict> => {
    const request = await ready(row, kind).catch((err: unknown): Verdict => {
      if (isOutage(err)) throw err;
      onFault(err, row.host);
      return { kind: 'broken', code: 'not-signed' };
    });
    return 'kind' in request ? request : verdictOf(await post(request));
  };

  const attempt = async (held: HeldLane, row: Delivery, learnt: LaneChange): Promise<Tried> => {
    const lane = await lanes.renew(held, learnt);
    if (lane === null) return 'lost';
    const verdict = await once(row, lane.signature);
    if (verdict.kind !== 'unsigned') return { verdict, lane };
    const again = await lanes.renew(lane, {});
    if (again === null) return 'lost';
    const signature = OTHER[lane.signature];
    const second = await once(row, signature);
    return { verdict: second, lane: second.kind === 'done' ? { ...again, signature } : again };
  };

  const conclude = async (row: Delivery, verdict: Verdict, lane: HeldLane): Promise<Consequence> => {
    const consequence = afterAnswer(lane, row, verdict, { now: clock(), random: random() });
    // Told first: after a crash it is told again, rather than never.
    if (verdict.kind === 'gone') await onGone(row.actor, row.inbox).catch(unlessOutage(row.host));
    await close(row, consequence.row);
    return { ...consequence, lane: { ...consequence.lane, signature: lane.signature } };
  };

  const close = async ({ id }: Delivery, change: Partial<Delivery>): Promise<void> => {
    await store.changeDelivery(id, (before) => (before.state === 'waiting' ? { ...before, ...change } : null));
  };

  const turn = async (first: HeldLane, mayGoOn: () => boolean): Promise<void> => {
    const end = clock().getTime() + TURN_MS;
    let held = first;
    let learnt: LaneChange = {};
    for (let done = 0; done < MOST_IN_A_TURN; ) {
      const rows = await store.waiting(held.id, AT_ONCE);
      if (rows.length === 0) return lanes.release(held, learnt, true);
      for (const row of rows) {
        if (!mayGoOn() || clock().getTime() >= end) return lanes.release(held, learnt, false);
        done += 1;
        if (row.queuedAt <= later(clock(), -PATIENCE_MS)) {
          await close(row, closed('dead', 'too-old', clock()));
          continue;
        }
        const tried = await attempt(held, row, learnt);
        if (tried === 'lost') return;
        const consequence = await conclude(row, tried.verdict, tried.lane);
        learnt = consequence.lane;
        held = { ...tried.lane, ...learnt };
        if (typeof learnt.sleepsUntil === 'string') return lanes.release(held, learnt, false);
      }
    }
    await lanes.release(held, learnt, false);
  };

  /** Never throws: what goes wrong here (the store, a key) is told, and the lane comes up again in a minute. */
  return async (lane: HeldLane, mayGoOn: () => boolean = () => true): Promise<void> => {
    try {
      await turn(lane, mayGoOn);
    } catch (err) {
      onFault(err, lane.id);
      await lanes.release(lane, { sleepsUntil: later(clock(), MINUTE) }, false).catch(() => undefined);
    }
  };
}
