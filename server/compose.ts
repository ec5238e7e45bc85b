import { indexRecords } from './actions/index-records.ts';
import { keepAudit } from './actions/keep-audit.ts';
import { keepHistory } from './actions/keep-history.ts';
import { reindex } from './actions/reindex.ts';
import { searchRecords } from './actions/search-records.ts';
import { composeActions } from './compose-actions.ts';
import { openFiles } from './compose-files.ts';
import type { Config } from './config.ts';
import { createOneTimePasswords } from './crypto/one-time-passwords.ts';
import { createSecrets } from './crypto/secrets.ts';
import { addresses } from './domain/addresses.ts';
import { keptSecrets } from './kept-secrets.ts';
import { openCollections, openIndex } from './open-engines.ts';
import { openStores } from './open-stores.ts';
import type { Clock } from './ports/clock.ts';
import type { SearchIndex } from './ports/search-index.ts';
import { createAfterwards } from './relay/afterwards.ts';
import { reportLetters } from './view-models/report-letters.ts';
import { labelsFrom, openWords } from './web/i18n.ts';
import { createLetterWriter } from './web/letter-writer.ts';
import { packageRoot } from './web/package-root.ts';

export interface Ground {
  readonly config: Config;
  readonly clock: Clock;
  /** This process is the one that serves; the command line is not. */
  readonly isServer: boolean;
  readonly onWaiting: (reason: string) => void;
}

export type House = Awaited<ReturnType<typeof openHouse>>;

/** The stores and every action that needs no index: all that the command line needs. Nothing here decides anything. */
export async function openHouse({ config, clock, isServer, onWaiting }: Ground) {
  const { KEY_SECRET, SESSION_SECRET } = keptSecrets(config);
  const collections = await openCollections(config, { clock, isServer, onWaiting });
  const { blobs, fileCheck, incoming } = await openFiles(config, onWaiting);
  const wakers = new Set<() => void>();
  const onHappened = (): void => {
    for (const wake of wakers) wake();
  };

  const { stores, journal } = await openStores(collections, onHappened);
  const secrets = createSecrets(clock, KEY_SECRET);
  const where = addresses(config.BASE_URL);
  const root = packageRoot(import.meta.url);
  const words = openWords(`${root}/views/locales`);
  const mail = { writeLetter: createLetterWriter(`${root}/views`, words, where.base), onQueued: onHappened, sendsMail: config.SMTP_URL !== undefined };
  const afterwards = createAfterwards();
  const common = {
    ...stores,
    ...mail,
    blobs,
    fileCheck,
    secrets,
    oneTimePasswords: createOneTimePasswords(),
    clock,
    later: afterwards.later,
    addresses: where,
    ...reportLetters(words),
  };

  const actions = composeActions(common);

  return {
    config,
    clock,
    root,
    words,
    addresses: where,
    collections,
    stores,
    journal,
    blobs,
    incoming,
    secrets,
    afterwards,
    sessionSecret: SESSION_SECRET,
    actions,
    history: keepHistory(common),
    keepAudit: keepAudit(common),
    /** Tells `wake` when something waits to be carried, until the returned function is called. */
    onHappened(wake: () => void): () => void {
      wakers.add(wake);
      return () => void wakers.delete(wake);
    },
    /** The index, and the actions that need it. Closed by the caller. */
    async openIndex() {
      const index: SearchIndex = await openIndex(config, clock);
      const indexing = indexRecords({ ...common, index, labels: labelsFrom(words) });
      return { index, indexing, searchRecords: searchRecords({ index }), reindex: reindex({ wishes: stores.wishes, rebuild: indexing.rebuild, clock }) };
    },
    async close(): Promise<void> {
      await afterwards.settled();
      await blobs.close();
      await collections.close();
    },
  };
}
