import { administered, refusalToAdminister } from '../domain/administer.ts';
import { RECORD_TYPES } from '../domain/content/content-types.ts';
import { isTombstone, type KnowledgeRecord } from '../domain/record.ts';
import { accept, type Result, refuse } from '../domain/result.ts';
import type { StoredFile } from '../domain/stored-file.ts';
import { userOf, type Viewer } from '../domain/viewer.ts';
import type { AuditStore } from '../ports/audit-store.ts';
import type { Clock } from '../ports/clock.ts';
import type { FileStore } from '../ports/file-store.ts';
import type { Version, VersionStore } from '../ports/history-store.ts';
import type { KeptFormStore } from '../ports/kept-form-store.ts';
import type { MailStore } from '../ports/mail-store.ts';
import type { RecordStore } from '../ports/record-store.ts';
import type { ReminderStore } from '../ports/reminder-store.ts';
import type { ReportStore } from '../ports/report-store.ts';
import type { SavedSearchStore } from '../ports/saved-search-store.ts';
import type { SessionStore } from '../ports/session-store.ts';
import type { TokenStore, UserStore } from '../ports/user-store.ts';
import { personOf } from './read-people.ts';

interface Needs {
  users: UserStore;
  sessions: Pick<SessionStore, 'of'>;
  tokens: Pick<TokenStore, 'of'>;
  keptForms: Pick<KeptFormStore, 'ofUser'>;
  savedSearches: Pick<SavedSearchStore, 'ofUser'>;
  mails: Pick<MailStore, 'to' | 'refusals'>;
  reports: Pick<ReportStore, 'from'>;
  reminders: Pick<ReminderStore, 'lastReminded'>;
  audit: Pick<AuditStore, 'about'>;
  records: Pick<RecordStore, 'page'>;
  versions: Pick<VersionStore, 'by'>;
  files: Pick<FileStore, 'page'>;
  clock: Clock;
}

export type ExportPerson = ReturnType<typeof exportPerson>;
export type PersonExport = Readonly<Record<string, unknown>>;

const AT_ONCE = 200;
const MOST_ACTS = 100_000;

/** Articles 15 and 20 GDPR: all that is kept about somebody, as plain data; no password, no secret, no text of a mail that could open an account. */
export function exportPerson(needs: Needs) {
  const { users, sessions, tokens, keptForms, savedSearches, mails, reports, reminders, audit, records, versions, files, clock } = needs;
  return async (viewer: Viewer, id: string): Promise<Result<PersonExport>> => {
    // Everybody may have what is kept about themselves.
    const refusal = userOf(viewer) === id ? null : refusalToAdminister(viewer);
    if (refusal !== null) return refuse(refusal);
    const user = await users.find(id);
    if (user === undefined) return refuse({ kind: 'not-found' });
    const now = clock().toISOString();
    await users.change(id, (before) => before, [administered(userOf(viewer), id, now, 'person-exported')]);
    const [mailsTo, refusedSince] = await Promise.all([mails.to(user.email), mails.refusals([user.email])]);
    return accept({
      exported: now,
      account: { ...personOf(user), secondFactorSince: user.secondFactor?.since ?? null, networksRemembered: user.knownFrom.length },
      sessions: (await sessions.of(id)).map(({ created, seen, expires, agent }) => ({ created, seen, expires, agent })),
      tokens: (await tokens.of(id)).map(({ id: hash, scope, created }) => ({ fingerprint: hash.slice(0, 8), scope, created })),
      unsavedForms: (await keptForms.ofUser(id)).map(({ path, at, body }) => ({ path, at, body })),
      savedSearches: await savedSearches.ofUser(id),
      mails: mailsTo.map(({ kind, subject, created, state, doneAt }) => ({ kind, subject, created, state, doneAt })),
      mailboxRefused: refusedSince.map(({ at, reason }) => ({ at, reason })),
      reports: await reports.from(user.email),
      lastReminded: await reminders.lastReminded(id),
      audit: await audit.about(id, null, MOST_ACTS),
      ...(await written(id)),
      files: await filesOf(id),
    });
  };

  async function written(id: string): Promise<{ records: unknown[]; versions: unknown[]; comments: unknown[] }> {
    const all = { records: [] as unknown[], versions: await versionsBy(id), comments: [] as unknown[] };
    for (const type of RECORD_TYPES) {
      for (let after: string | null = null; ; ) {
        const page: KnowledgeRecord[] = await records.page({ type }, after, AT_ONCE);
        for (const record of page) {
          if (record.createdBy === id) all.records.push({ id: record.id, slug: record.slug, created: record.created });
          for (const { at, by, text } of record.review?.comments ?? []) if (by === id) all.comments.push({ record: record.id, at, text });
        }
        after = page.at(-1)?.id ?? null;
        if (page.length < AT_ONCE) break;
      }
    }
    return all;
  }

  async function versionsBy(id: string): Promise<unknown[]> {
    const found: unknown[] = [];
    for (let after: Version | null = null; ; ) {
      const page: Version[] = await versions.by(id, after, AT_ONCE);
      found.push(...page.map(({ record, revision, at, state }) => ({ record, revision, at, deleted: isTombstone(state) })));
      after = page.at(-1) ?? null;
      if (page.length < AT_ONCE) return found;
    }
  }

  async function filesOf(id: string): Promise<unknown[]> {
    const found: unknown[] = [];
    for (let after = ''; ; ) {
      const page: StoredFile[] = await files.page(after, AT_ONCE);
      found.push(...page.filter(({ addedBy }) => addedBy === id).map(({ record, name, addedAt, credit }) => ({ record, name, addedAt, credit })));
      after = page.at(-1)?.id ?? after;
      if (page.length < AT_ONCE) return found;
    }
  }
}
