import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createOutbox, sha256Of } from '../../../federation/outbox/create-outbox.ts';
import { createDrainLane, type DrainNeeds } from '../../../federation/outbox/drain-lane.ts';
import { createFanOut } from '../../../federation/outbox/fan-out.ts';
import { createLanes } from '../../../federation/outbox/lanes.ts';
import { createReadHosts } from '../../../federation/outbox/read-hosts.ts';
import { createTidy } from '../../../federation/outbox/tidy.ts';
import type { DeliveryStore } from '../../../server/ports/delivery-store.ts';
import type { InboxSource } from '../../../server/ports/outbox.ts';
import type { DeliveryAnswer, DeliveryRequest } from '../../../server/ports/remote-fetch.ts';
import { StorageUnavailable } from '../../../server/storage/collection.ts';
import { openDeliveryStore } from '../../../server/storage/delivery-store.ts';
import { openEmbedded } from '../../../server/storage/embedded-collections.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** A store of its own on the embedded engine. */
export async function aStore() {
  const folder = mkdtempSync(join(tmpdir(), 'leuchtnetz-outbox-'));
  const collections = await openEmbedded({ folder });
  return {
    collections,
    store: await openDeliveryStore(collections),
    async close() {
      await collections.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A clock that only moves when told. */
export function aClock(start = '2026-11-21T09:00:00.000Z') {
  let now = new Date(start).getTime();
  return {
    clock: () => new Date(now),
    pass: (ms: number) => {
      now += ms;
    },
  };
}

export function answered(status: number, retryAfter: number | null = null): DeliveryAnswer {
  return { kind: 'answered', status, retryAfter, said: '' };
}

export function failed(reason: 'dns' | 'unreachable' | 'timeout' | 'busy' | 'closing'): DeliveryAnswer {
  return { kind: 'failed', reason, status: null, retryAfter: null };
}

/** Answers one after the other, the last one for ever; notes what came. */
export function scripted(...answers: readonly DeliveryAnswer[]) {
  const heard: { url: string; body: string; kind: string }[] = [];
  return {
    heard,
    async post({ url, body, headers }: DeliveryRequest): Promise<DeliveryAnswer> {
      heard.push({ url, body: body.toString(), kind: headers['x-kind'] ?? '' });
      return answers[heard.length - 1] ?? answers.at(-1) ?? answered(202);
    },
  };
}

/** Everybody in this list, so many to a page. */
export function listed(inboxes: readonly string[], size = 3): InboxSource {
  return async (_audience, cursor) => {
    const from = Number(cursor ?? 0);
    const next = from + size < inboxes.length ? String(from + size) : null;
    return { inboxes: inboxes.slice(from, from + size), next };
  };
}

export const anActivity = (n: number, body = `{"id":"https://musterstadt.example/activities/${n}"}`) => ({
  id: `https://musterstadt.example/activities/${n}`,
  actor: 'https://musterstadt.example/organisations/stadt',
  body,
  sha256: sha256Of(body),
  audience: 'followers',
});

export const anInbox = (n: number, path = 'inbox'): string => `https://town${String(n).padStart(2, '0')}.example/${path}`;

interface Parts {
  readonly store: DeliveryStore;
  readonly clock: () => Date;
  readonly post: DrainNeeds['post'];
  readonly inboxes?: InboxSource;
  readonly sign?: DrainNeeds['sign'];
  readonly random?: () => number;
}

/** A process that delivers, worked by hand: nothing in it moves by itself. */
export function aProcess({ store, clock, post, inboxes = listed([anInbox(1)]), random = () => 0.5, ...rest }: Parts) {
  const name = crypto.randomUUID();
  let count = 0;
  const newToken = () => {
    count += 1;
    return `${name}:${count}`;
  };
  const gone: string[] = [];
  const faults: unknown[] = [];
  const onFault = (err: unknown) => void faults.push(err);
  const isOutage = (err: unknown) => err instanceof StorageUnavailable;
  const lanes = createLanes({ store, clock, newToken });
  const fanOut = createFanOut({ store, lanes, inboxes, clock, random, newToken, isOutage, onFault });
  const sign = rest.sign ?? (async ({ kind }) => ({ 'x-kind': kind }));
  const onGone = async (actor: string, inbox: string) => void gone.push(`${actor} ${inbox}`);
  const drain = createDrainLane({ store, lanes, post, sign, onGone, clock, random, isOutage, onFault });
  const outbox = createOutbox({ store, clock, wake: () => undefined });
  const deliver = async (): Promise<void> => {
    for (let lane = await lanes.take(); lane !== null; lane = await lanes.take()) await drain(lane);
  };
  return {
    gone,
    faults,
    lanes,
    fanOut,
    drain,
    outbox,
    deliver,
    tidy: createTidy({ store, lanes, clock }),
    hosts: createReadHosts({ store, clock }),
    /** Fans out, and delivers whatever is due. */
    async work(): Promise<void> {
      await fanOut.round();
      await deliver();
    },
  };
}
