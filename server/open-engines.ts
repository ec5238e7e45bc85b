import { mkdirSync } from 'node:fs';

import { openEmbeddedIndex } from '../search/engines/embedded-index.ts';
import { openMeilisearchIndex } from '../search/engines/meilisearch-index.ts';
import type { Config } from './config.ts';
import type { Clock } from './ports/clock.ts';
import type { SearchIndex } from './ports/search-index.ts';
import type { Collections } from './storage/collection.ts';
import { openEmbedded } from './storage/embedded-collections.ts';
import { openMongo } from './storage/mongo-collections.ts';

/** The store the settings ask for. Throws FolderInUse for a second server on one folder. With MongoDB it waits until the server answers, and says so through `onWaiting`. */
export async function openCollections(
  config: Config,
  { clock, isServer, onWaiting }: { clock: Clock; isServer: boolean; onWaiting: (reason: string) => void },
): Promise<Collections> {
  if (config.MONGODB_URL !== undefined) return openMongo({ url: config.MONGODB_URL, clock, onWaiting });
  mkdirSync(config.DATA_DIR, { recursive: true, mode: 0o700 });
  return openEmbedded({ folder: config.DATA_DIR, server: isServer });
}

/** The index the settings ask for. */
export async function openIndex(config: Config, clock: Clock): Promise<SearchIndex> {
  if (config.MEILI_URL !== undefined) return openMeilisearchIndex({ url: config.MEILI_URL, key: config.MEILI_KEY ?? '', clock });
  mkdirSync(config.DATA_DIR, { recursive: true, mode: 0o700 });
  return openEmbeddedIndex({ folder: config.DATA_DIR, clock });
}
