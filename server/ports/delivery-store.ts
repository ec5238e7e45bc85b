import type { OutgoingActivity } from './outbox.ts';

/** An activity in the outbox. The body is null once nobody waits for it. */
export interface KeptActivity extends Omit<OutgoingActivity, 'body'> {
  readonly body: string | null;
  /** Counts up with every activity queued here. */
  readonly order: number;
  readonly queuedAt: string;
  /** `failed`: its audience could not be read, for good. */
  readonly fanOut: 'open' | 'done' | 'failed';
  readonly cursor: string | null;
  readonly attempts: number;
  readonly dueAt: string;
  /** When somebody should see whether it is still needed. */
  readonly lookAt: string;
}

/** One activity on its way to one inbox. Neither body nor keys lie in it. */
export interface Delivery {
  readonly id: string;
  readonly activity: string;
  readonly actor: string;
  readonly inbox: string;
  readonly host: string;
  readonly order: number;
  readonly queuedAt: string;
  readonly state: 'waiting' | 'done' | 'dead';
  readonly attempts: number;
  /** A plain code (`timeout`, `status-410`) of what last went wrong. */
  readonly code: string | null;
  readonly closedAt: string | null;
  /** When the closed row may go. */
  readonly expires: string | null;
}

export type SignatureKind = 'cavage' | 'rfc9421';

/** Everything that goes to one host goes through its lane, in order, by one worker at a time. */
export interface Lane {
  /** The host, with a port that is not the usual one. */
  readonly id: string;
  /** When there is something to do, null when nothing; while somebody has it: the end of the lease. */
  readonly wake: string | null;
  /** Who has it. */
  readonly token: string | null;
  /** Counts the deliveries announced, so that one announced during the last look is not overslept. */
  readonly bell: number;
  /** Nothing is sent before this. */
  readonly sleepsUntil: string | null;
  /** In a row. */
  readonly failures: number;
  readonly failingSince: string | null;
  /** How often in a row it asked us to wait. */
  readonly heldBack: number;
  readonly signature: SignatureKind;
  readonly lastSuccess: string | null;
  readonly lastFailure: { readonly at: string; readonly code: string } | null;
  readonly touched: string;
}

/** Null from a `next` leaves everything as it is. */
export interface DeliveryStore {
  /** A number above all it gave before. */
  nextOrder(): Promise<number>;
  /** Takes or renews the one right to fan out, until the instant; false while another has it. */
  takeDesk(token: string, now: string, until: string): Promise<boolean>;
  leaveDesk(token: string): Promise<void>;

  /** False when it is there already. */
  addActivity(activity: KeptActivity): Promise<boolean>;
  activity(id: string): Promise<KeptActivity | undefined>;
  changeActivity(id: string, next: (before: KeptActivity) => KeptActivity | null): Promise<KeptActivity | undefined>;
  /** Those not wholly fanned out, in order. */
  openActivities(limit: number): Promise<KeptActivity[]>;
  failedActivities(limit: number): Promise<KeptActivity[]>;
  activitiesToLookAt(now: string, limit: number): Promise<KeptActivity[]>;
  removeActivity(id: string): Promise<void>;
  /** Whether a delivery of this activity waits. */
  isAwaited(activity: string): Promise<boolean>;

  /** Once: one that is there already stays as it is. */
  addDelivery(delivery: Delivery): Promise<void>;
  /** Those waiting for the host, in order. */
  waiting(host: string, limit: number): Promise<Delivery[]>;
  countWaiting(host: string): Promise<number>;
  /** The next host, by name, that something waits for. */
  hostAfter(host: string): Promise<string | null>;
  changeDelivery(id: string, next: (before: Delivery) => Delivery | null): Promise<Delivery | undefined>;
  expiredDeliveries(now: string, limit: number): Promise<Delivery[]>;
  removeDelivery(id: string): Promise<void>;

  lane(host: string): Promise<Lane | undefined>;
  changeLane(host: string, next: (before: Lane | undefined) => Lane | null): Promise<Lane | undefined>;
  /** The longest due first. */
  dueLanes(now: string, limit: number): Promise<Lane[]>;
  lanesAfter(host: string, limit: number): Promise<Lane[]>;
  lanesUntouchedSince(instant: string, limit: number): Promise<Lane[]>;
  removeLane(host: string): Promise<void>;
}
