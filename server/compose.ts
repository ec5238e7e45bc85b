import { changeOrganisation } from './actions/change-organisation.ts';
import { changeRecord } from './actions/change-record.ts';
import { checkAddress } from './actions/check-address.ts';
import { confirmRecord } from './actions/confirm-record.ts';
import { createRecord } from './actions/create-record.ts';
import { deleteRecord } from './actions/delete-record.ts';
import { describeRecords } from './actions/describe-records.ts';
import { findPlace } from './actions/find-place.ts';
import { indexRecords } from './actions/index-records.ts';
import { keepHistory } from './actions/keep-history.ts';
import { listChanges } from './actions/list-changes.ts';
import { listPublic } from './actions/list-public.ts';
import { listRecords } from './actions/list-records.ts';
import { manageUsers } from './actions/manage-users.ts';
import { listOrganisations, readOrganisation } from './actions/read-organisation.ts';
import { readRecord } from './actions/read-record.ts';
import { reindex } from './actions/reindex.ts';
import { searchRecords } from './actions/search-records.ts';
import { setUp } from './actions/set-up.ts';
import { useTokens } from './actions/use-tokens.ts';
import type { Config } from './config.ts';
import { createSecrets } from './crypto/secrets.ts';
import { addresses } from './domain/addresses.ts';
import { openCollections, openIndex } from './open-engines.ts';
import type { Clock } from './ports/clock.ts';
import type { SearchIndex } from './ports/search-index.ts';
import { openChangeStore, openVersionStore } from './storage/history-stores.ts';
import { openInstanceStore, openReindexStore } from './storage/instance-store.ts';
import { createJournal, SHELF } from './storage/journalled.ts';
import { openOrganisationStore } from './storage/organisation-store.ts';
import { openPlaceStore } from './storage/place-store.ts';
import { openRecordStore } from './storage/record-store.ts';
import { openTokenStore, openUserStore } from './storage/user-stores.ts';
import { labelsFrom, openWords } from './web/i18n.ts';
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
  const collections = await openCollections(config, { clock, isServer, onWaiting });
  const wakers = new Set<() => void>();
  const onHappened = (): void => {
    for (const wake of wakers) wake();
  };

  const [{ records, journalled }, { organisations, journalled: journalledOrganisations }, places, users, tokens, instance, wishes, versions, changes, shelf] =
    await Promise.all([
      openRecordStore(collections, onHappened),
      openOrganisationStore(collections, onHappened),
      openPlaceStore(collections),
      openUserStore(collections),
      openTokenStore(collections),
      openInstanceStore(collections),
      openReindexStore(collections),
      openVersionStore(collections),
      openChangeStore(collections),
      collections.open(SHELF),
    ]);
  const stores = { records, organisations, places, users, tokens, instance, wishes, versions, changes };
  const journal = createJournal({ records: journalled, organisations: journalledOrganisations }, shelf);
  const secrets = createSecrets(clock);
  const where = addresses(config.BASE_URL);
  const root = packageRoot(import.meta.url);
  const words = openWords(`${root}/views/locales`);
  const common = { ...stores, secrets, clock, addresses: where };

  const actions = {
    createRecord: createRecord(common),
    changeRecord: changeRecord(common),
    confirmRecord: confirmRecord(common),
    deleteRecord: deleteRecord(common),
    readRecord: readRecord(common),
    listRecords: listRecords(common),
    listPublic: listPublic(common),
    describeRecords: describeRecords(common),
    listChanges: listChanges(common),
    changeOrganisation: changeOrganisation(common),
    readOrganisation: readOrganisation(common),
    listOrganisations: listOrganisations(common),
    findPlace: findPlace(common),
    setUp: setUp(common),
    checkAddress: checkAddress(common),
    manageUsers: manageUsers(common),
    useTokens: useTokens(common),
  };

  return {
    config,
    clock,
    root,
    words,
    addresses: where,
    collections,
    stores,
    journal,
    secrets,
    actions,
    history: keepHistory(common),
    /** Tells `wake` when something waits to be carried, until the returned function is called. */
    onHappened(wake: () => void): () => void {
      wakers.add(wake);
      return () => void wakers.delete(wake);
    },
    /** The index, and the actions that need it. Closed by the caller. */
    async openIndex() {
      const index: SearchIndex = await openIndex(config, clock);
      const indexing = indexRecords({ ...common, index, labels: labelsFrom(words) });
      return { index, indexing, searchRecords: searchRecords({ index }), reindex: reindex({ wishes, rebuild: indexing.rebuild, clock }) };
    },
    close: () => collections.close(),
  };
}
