import { readdir, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';

import type { House } from '../compose.ts';

export interface Finding {
  readonly state: 'ok' | 'warn' | 'fail';
  /** The sentence: cli.doctor.<key>. */
  readonly key: string;
  readonly values?: Readonly<Record<string, string | number>>;
}

export type Check = (house: House) => Promise<readonly Finding[]>;

const MEGABYTE = 1_048_576;
const SCARCE = 2_000;
const TOO_SCARCE = 200;
const ANSWER_WITHIN_MS = 5_000;
const LATE_MS = 10 * 60_000;
const DRIFT_MS = 30_000;

export const checkStore: Check = async ({ collections, stores }) => {
  try {
    await collections.ping();
    return [{ state: 'ok', key: 'store', values: { count: await stores.records.count({}) } }];
  } catch (err) {
    return [{ state: 'fail', key: 'store-closed', values: { reason: reasonOf(err) } }];
  }
};

export const checkSetUp: Check = async ({ config, stores }) => {
  const instance = await stores.instance.find();
  if (instance === undefined) return [{ state: 'warn', key: 'not-set-up' }];
  if (instance.movingTo !== null) return [{ state: 'fail', key: 'moving', values: { to: instance.movingTo } }];
  if (instance.baseUrl !== config.BASE_URL) return [{ state: 'fail', key: 'moved', values: { kept: instance.baseUrl, wanted: config.BASE_URL } }];
  const places = await stores.places.count();
  return [
    { state: 'ok', key: 'set-up', values: { organisation: instance.organisation } },
    places === 0 ? { state: 'warn', key: 'no-places' } : { state: 'ok', key: 'places', values: { count: places } },
  ];
};

export const checkIndex: Check = async (house) => {
  try {
    const { index } = await house.openIndex();
    try {
      await index.ping();
      return [(await index.mustRebuild()) ? { state: 'warn', key: 'index-lost' } : { state: 'ok', key: 'index' }];
    } finally {
      await index.close();
    }
  } catch (err) {
    return [{ state: 'fail', key: 'index-closed', values: { reason: reasonOf(err) } }];
  }
};

/** What happened waits to be carried to the index; for long only where no server runs. */
export const checkRelay: Check = async ({ journal, clock }) => {
  const [oldest] = await journal.waiting(1);
  const isLate = oldest !== undefined && clock().getTime() - Date.parse(oldest.happening.at) > LATE_MS;
  const { shelved } = await journal.counts();
  return [
    isLate ? { state: 'warn', key: 'relay-late', values: { since: oldest.happening.at } } : { state: 'ok', key: 'relay' },
    ...(shelved === 0 ? [] : [{ state: 'warn', key: 'relay-shelved', values: { count: shelved } } as const]),
  ];
};

export const checkDisk: Check = async ({ config }) => {
  if (config.MONGODB_URL !== undefined && config.MEILI_URL !== undefined) return [];
  const { bavail, bsize } = await statfs(config.DATA_DIR);
  const free = Math.floor((bavail * bsize) / MEGABYTE);
  if (free < TOO_SCARCE) return [{ state: 'fail', key: 'disk-full', values: { free, folder: config.DATA_DIR } }];
  return [{ state: free < SCARCE ? 'warn' : 'ok', key: free < SCARCE ? 'disk-scarce' : 'disk', values: { free, folder: config.DATA_DIR } }];
};

/** Whether others on this machine may read what only the instance should. */
export const checkPrivacy: Check = async ({ config }) => {
  if (config.MONGODB_URL !== undefined && config.MEILI_URL !== undefined) return [];
  const { DATA_DIR: folder } = config;
  const isOpen = async (path: string): Promise<boolean> => ((await stat(path).catch(() => null))?.mode ?? 0) % 0o100 > 0;
  const names = ['', ...(await readdir(folder))];
  const open = (await Promise.all(names.map(async (name) => ((await isOpen(join(folder, name))) ? [name === '' ? folder : name] : [])))).flat();
  return open.length === 0
    ? [{ state: 'ok', key: 'private', values: { folder } }]
    : [{ state: 'warn', key: 'not-private', values: { folder, open: open.slice(0, 5).join(', ') } }];
};

export const checkClock: Check = async ({ clock, stores }) => {
  const setUpAt = (await stores.instance.find())?.setUpAt;
  const isBehind = setUpAt !== undefined && clock().toISOString() < setUpAt;
  return [
    isBehind
      ? { state: 'fail', key: 'clock-behind', values: { now: clock().toISOString() } }
      : { state: 'ok', key: 'clock', values: { now: clock().toISOString() } },
  ];
};

/** Whether people find the instance under its address, and whether it tells the same time as this machine. */
export const checkReachable: Check = async ({ config, clock }) => {
  const base = config.BASE_URL;
  const { protocol, hostname } = new URL(base);
  const isLocal = hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]';
  const plain: Finding[] = protocol === 'http:' && !isLocal ? [{ state: 'warn', key: 'no-https', values: { base } }] : [];
  try {
    const answer = await fetch(`${base}/healthz`, { signal: AbortSignal.timeout(ANSWER_WITHIN_MS), redirect: 'manual' });
    await answer.body?.cancel();
    if (!answer.ok) return [...plain, { state: 'fail', key: 'wrong-answer', values: { base, status: String(answer.status) } }];
    const drift = Math.abs(clock().getTime() - Date.parse(answer.headers.get('date') ?? ''));
    return [
      ...plain,
      { state: 'ok', key: 'reachable', values: { base } },
      ...(drift > DRIFT_MS ? [{ state: 'warn', key: 'clock-drift', values: { seconds: Math.round(drift / 1_000) } } as const] : []),
    ];
  } catch (err) {
    return [...plain, { state: 'warn', key: 'unreachable', values: { base, reason: reasonOf(err) } }];
  }
};

export function reasonOf(err: unknown): string {
  const cause = err instanceof Error && err.cause instanceof Error ? err.cause : err;
  return (cause instanceof Error ? cause.message : String(cause)).split('\n', 1)[0] ?? '';
}
