import { openAttemptStore } from './storage/attempt-store.ts';
import { openAuditStore } from './storage/audit-store.ts';
import type { Collections } from './storage/collection.ts';
import { openFileStore } from './storage/file-store.ts';
import { openChangeStore, openVersionStore } from './storage/history-stores.ts';
import { openInstanceStore, openReindexStore } from './storage/instance-store.ts';
import { createJournal, SHELF } from './storage/journalled.ts';
import { openKeptFormStore } from './storage/kept-form-store.ts';
import { openLinkStore } from './storage/link-store.ts';
import { openMailStore } from './storage/mail-store.ts';
import { openOrganisationStore } from './storage/organisation-store.ts';
import { openPlaceStore } from './storage/place-store.ts';
import { openRecordStore } from './storage/record-store.ts';
import { openReminderStore } from './storage/reminder-store.ts';
import { openReportStore } from './storage/report-store.ts';
import { openSavedSearchStore } from './storage/saved-search-store.ts';
import { openSessionStore } from './storage/session-store.ts';
import { openSettingsStore } from './storage/settings-store.ts';
import { openTextsStore } from './storage/texts-store.ts';
import { openTokenStore, openUserStore } from './storage/user-stores.ts';

export type Stores = Awaited<ReturnType<typeof openStores>>['stores'];

/** One store per noun over the same engine, and the one journal over those whose documents carry what happened to them. */
export async function openStores(collections: Collections, onHappened: () => void) {
  const [records, organisations, users, settings, texts, links, reports] = await Promise.all([
    openRecordStore(collections, onHappened),
    openOrganisationStore(collections, onHappened),
    openUserStore(collections, onHappened),
    openSettingsStore(collections, onHappened),
    openTextsStore(collections, onHappened),
    openLinkStore(collections, onHappened),
    openReportStore(collections, onHappened),
  ]);
  const stores = {
    records: records.records,
    organisations: organisations.organisations,
    users: users.users,
    settings: settings.settings,
    texts: texts.texts,
    links: links.links,
    places: await openPlaceStore(collections),
    tokens: await openTokenStore(collections),
    instance: await openInstanceStore(collections),
    wishes: await openReindexStore(collections),
    versions: await openVersionStore(collections),
    changes: await openChangeStore(collections),
    audit: await openAuditStore(collections),
    files: await openFileStore(collections),
    keptForms: await openKeptFormStore(collections),
    sessions: await openSessionStore(collections),
    attempts: await openAttemptStore(collections),
    mails: await openMailStore(collections),
    reminders: await openReminderStore(collections),
    reports: reports.reports,
    savedSearches: await openSavedSearchStore(collections),
  };
  const journalled = {
    records: records.journalled,
    organisations: organisations.journalled,
    users: users.journalled,
    settings: settings.journalled,
    texts: texts.journalled,
    links: links.journalled,
    reports: reports.journalled,
  };
  return { stores, journal: createJournal(journalled, await collections.open(SHELF)) };
}
