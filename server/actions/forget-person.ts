import type { Happening } from '../domain/happening.ts';
import type { KeptFormStore } from '../ports/kept-form-store.ts';
import type { LinkStore } from '../ports/link-store.ts';
import type { MailStore } from '../ports/mail-store.ts';
import type { ReminderStore } from '../ports/reminder-store.ts';
import type { ReportStore } from '../ports/report-store.ts';
import type { SavedSearchStore } from '../ports/saved-search-store.ts';
import type { SessionStore } from '../ports/session-store.ts';
import type { TokenStore, UserStore } from '../ports/user-store.ts';

interface Needs {
  users: Pick<UserStore, 'find' | 'remove'>;
  sessions: Pick<SessionStore, 'endAll'>;
  tokens: Pick<TokenStore, 'of' | 'remove'>;
  keptForms: Pick<KeptFormStore, 'forgetUser'>;
  mails: Pick<MailStore, 'forget'>;
  reminders: Pick<ReminderStore, 'forget'>;
  links: Pick<LinkStore, 'forget'>;
  reports: Pick<ReportStore, 'from' | 'change'>;
  savedSearches: Pick<SavedSearchStore, 'forgetUser'>;
}

export type ForgetPerson = ReturnType<typeof forgetPerson>;

/** Removes all that leads from an id to a person, the account last: interrupted, it is done again from the beginning, and twice is once. */
export function forgetPerson({ users, sessions, tokens, keptForms, mails, reminders, links, reports, savedSearches }: Needs) {
  return async (id: string): Promise<void> => {
    const user = await users.find(id);
    if (user === undefined) return;
    await sessions.endAll(id, null);
    for (const token of await tokens.of(id)) await tokens.remove(token.id);
    await keptForms.forgetUser(id);
    await savedSearches.forgetUser(id);
    await reminders.forget(id);
    await mails.forget(user.email);
    await links.forget(user.email);
    // Who reported what is not decided must still be told the decision (Article 16(5) DSA); decide-report.ts forgets them later.
    for (const report of await reports.from(user.email))
      await reports.change(report.id, (before) => (before.decision === null ? null : { write: { ...before, reporter: null }, happened: [] }));
    await users.remove(id);
  };
}

/** Finishes a deletion that was decided but interrupted; a listener of the relay. */
export function finishForgetting(forget: ForgetPerson) {
  return async (happenings: readonly Happening[]): Promise<void> => {
    for (const { act, subject } of happenings) if (act?.name === 'person-deleted') await forget(subject);
  };
}
