import type { Delivery, Lane } from '../../server/ports/delivery-store.ts';
import type { Verdict } from './verdict.ts';
import { ASLEEP_MS, backoff, DAY, HOUR, LOG_MS, later, MINUTE, MOST_ATTEMPTS, OPENS_AFTER, PATIENCE_MS, SECOND } from './waits.ts';

type RowChange = Partial<Delivery>;
/** What of a lane an answer changes. */
export type LaneChange = Partial<Pick<Lane, 'sleepsUntil' | 'failures' | 'failingSince' | 'heldBack' | 'signature' | 'lastSuccess' | 'lastFailure'>>;

export interface Consequence {
  readonly row: RowChange;
  readonly lane: LaneChange;
}

interface Moment {
  readonly now: Date;
  readonly random: number;
}

/** What follows for a delivery and its lane. Who waits, waits at the head of its lane: nothing later overtakes it. */
export function afterAnswer(lane: Lane, row: Delivery, verdict: Verdict, { now, random }: Moment): Consequence {
  const at = now.toISOString();
  if (verdict.kind === 'done') return { row: closed('done', null, now), lane: { ...HEALTHY, lastSuccess: at } };
  const lastFailure = { at, code: verdict.code };
  switch (verdict.kind) {
    case 'unsigned':
    case 'gone':
    case 'refused': {
      // A host that decides is not ill.
      const isAlive = verdict.kind !== 'refused' || verdict.isTheirs;
      return { row: closed('dead', verdict.code, now), lane: { ...(isAlive ? HEALTHY : {}), lastFailure } };
    }
    case 'held': {
      // Longer from time to time, for "at once" may be said for ever.
      const wait = Math.min(12 * HOUR, SECOND * 2 ** Math.min(lane.heldBack, 20));
      const sleepsUntil = later(now, Math.max(verdict.seconds * SECOND, wait));
      return { row: { code: verdict.code }, lane: { heldBack: lane.heldBack + 1, sleepsUntil, lastFailure } };
    }
    case 'ours':
      return { row: {}, lane: { sleepsUntil: later(now, verdict.code === 'closing' ? 5 * SECOND : MINUTE / 2) } };
    case 'broken': {
      const attempts = row.attempts + 1;
      const isOver = attempts >= MOST_ATTEMPTS;
      const waits: Consequence = { row: { attempts, code: verdict.code }, lane: { sleepsUntil: later(now, backoff(attempts, random)) } };
      return isOver ? { row: { ...closed('dead', verdict.code, now), attempts }, lane: {} } : waits;
    }
    case 'retry':
      return afterFailure(lane, row, verdict, { now, random });
  }
}

/** The delivery is over, and stays a week for the log. */
export function closed(state: 'done' | 'dead', code: string | null, now: Date): RowChange {
  return { state, code, closedAt: now.toISOString(), expires: later(now, LOG_MS) };
}

/** Whether the host had no success for so long that it is asked but once a day. */
export function isDead({ failures, failingSince }: Pick<Lane, 'failures' | 'failingSince'>, now: Date): boolean {
  return failures >= OPENS_AFTER && failingSince !== null && failingSince <= later(now, -PATIENCE_MS);
}

const HEALTHY: LaneChange = { failures: 0, failingSince: null, heldBack: 0, sleepsUntil: null };

function afterFailure(lane: Lane, row: Delivery, { code, isAway }: Verdict & { kind: 'retry' }, { now, random }: Moment): Consequence {
  const health = { failures: lane.failures + 1, failingSince: lane.failingSince ?? now.toISOString() };
  // A host that is away for a weekend must not use up what waits for it: only the tries before it counts as away are counted.
  const isCounted = !isAway || lane.failures < OPENS_AFTER;
  const attempts = row.attempts + (isCounted ? 1 : 0);
  const isOver = attempts >= MOST_ATTEMPTS;
  const pause = isCounted && !isOver ? backoff(attempts, random) : 0;
  const asleep = isDead(health, now) ? DAY : health.failures >= OPENS_AFTER ? ASLEEP_MS : 0;
  return {
    row: isOver ? { ...closed('dead', code, now), attempts } : { attempts, code },
    lane: { ...health, sleepsUntil: later(now, Math.max(pause, asleep)), lastFailure: { at: now.toISOString(), code } },
  };
}
