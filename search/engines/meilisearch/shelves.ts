import { type Meilisearch, MeilisearchApiError, type MultiSearchQuery } from 'meilisearch';
import { fingerprint } from '../../language/analyzer.ts';
import { done, isMissingIndex } from './faults.ts';
import type { KeptRecord } from './kept-record.ts';
import { SETTINGS } from './settings.ts';

/** What the index says about itself, kept in the engine so that every process knows it. */
export interface EngineState {
  readonly isComplete: boolean;
  readonly layout: string;
  readonly builder: string | null;
  readonly done: number;
  readonly total: number;
}

/** A document that was removed, and when: a rebuild must not bring it back. */
interface Gone {
  readonly key: string;
  readonly gone: string;
  readonly stamp: number;
}

/** The indexes we keep in the engine: the records, those a rebuild is filling, and a small one about both. */
export interface Shelves {
  readonly live: string;
  readonly next: string;
  readonly stateQuery: MultiSearchQuery;
  /** Makes what is missing. An index that had to be made is not complete. */
  ready(): Promise<void>;
  state(): Promise<EngineState>;
  setState(state: EngineState): Promise<void>;
  noteGone(keys: readonly string[], stamp: number): Promise<void>;
  goneSince(stamp: number): Promise<string[]>;
  /** Drops the notes of removals that no rebuild needs any more. */
  forgetGone(now: number): Promise<void>;
  changedSince(uid: string, stamp: number): Promise<KeptRecord[]>;
  /** An empty index with our settings in the place of whatever is there. */
  fresh(name: string): Promise<void>;
}

/** Raised when what is kept of a record changes its shape. */
const LAYOUT = 1;
/** How long removals are remembered: no rebuild may take longer. */
export const GONE_KEPT_MS = 86_400_000;
const AT_ONCE = 1_000;
const STATE_KEY = 'state';

export function layoutName(): string {
  return `${LAYOUT}-${fingerprint()}-${JSON.stringify(SETTINGS).length}`;
}

export function createShelves(client: Meilisearch, name: string): Shelves {
  const about = `${name}_state`;
  const none: EngineState = { isComplete: false, layout: layoutName(), builder: null, done: 0, total: 0 };

  const shelves: Shelves = {
    live: name,
    next: `${name}_next`,
    stateQuery: { indexUid: about, q: '', filter: 'isState = true', limit: 1 },
    async ready() {
      const [hasLive, hasState] = await Promise.all([exists(name), exists(about)]);
      if (!hasState) {
        await done(client.createIndex(about, { primaryKey: 'key' }));
        await done(client.index(about).updateSettings({ filterableAttributes: ['isState', 'stamp'], searchableAttributes: ['key'] }));
      }
      if (!hasLive) await shelves.fresh(name);
      if (!hasLive || !hasState) await shelves.setState(none);
    },
    async state() {
      const { results } = await client.index<EngineState>(about).getDocuments({ filter: 'isState = true', limit: 1 });
      return results[0] ?? none;
    },
    setState: ({ isComplete, layout, builder, done: many, total }) =>
      done(client.index(about).addDocuments([{ key: STATE_KEY, isState: true, isComplete, layout, builder, done: many, total }])),
    noteGone: (keys, stamp) => done(client.index<Gone>(about).addDocuments(keys.map((key) => ({ key: `gone-${key}`, gone: key, stamp })))),
    async goneSince(stamp) {
      return (await all<Gone>(about, `stamp >= ${stamp}`)).map(({ gone }) => gone);
    },
    forgetGone: (now) => done(client.index(about).deleteDocuments({ filter: `stamp < ${now - GONE_KEPT_MS}` })),
    changedSince: (uid, stamp) => all<KeptRecord>(uid, `stamp >= ${stamp}`),
    async fresh(uid) {
      if (await exists(uid)) await done(client.deleteIndex(uid));
      await done(client.createIndex(uid, { primaryKey: 'key' }));
      await done(client.index(uid).updateSettings(SETTINGS));
    },
  };
  return shelves;

  async function exists(uid: string): Promise<boolean> {
    try {
      await client.getRawIndex(uid);
      return true;
    } catch (error) {
      if (isMissingIndex(error) || (error instanceof MeilisearchApiError && error.response.status === 404)) return false;
      throw error;
    }
  }

  async function all<Kept extends Record<string, unknown> | KeptRecord | Gone>(uid: string, filter: string): Promise<Kept[]> {
    const found: Kept[] = [];
    for (;;) {
      const { results } = await client.index<Kept>(uid).getDocuments({ filter, limit: AT_ONCE, offset: found.length });
      found.push(...results);
      if (results.length < AT_ONCE) return found;
    }
  }
}

/** How far the filling has come, or null when the index is whole. */
export function fillingOf({ isComplete, done: many, total }: EngineState): number | null {
  if (isComplete) return null;
  return total === 0 ? 0 : Math.min(1, many / total);
}
