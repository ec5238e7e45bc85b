import { differencesIn } from '../../domain/administer.ts';
import type { Act } from '../../domain/happening.ts';
import type { Words } from '../words.ts';
import { type AdminMenu, adminMenu } from './menu.ts';

interface Entry {
  readonly at: string;
  readonly by: string;
  readonly subject: string;
  readonly act: Act;
}

export interface AuditLine {
  readonly at: string;
  readonly when: string;
  readonly sentence: string;
  readonly detail: string | null;
}

export interface AuditView {
  readonly menu: AdminMenu;
  readonly lines: readonly AuditLine[];
  readonly people: readonly { readonly id: string; readonly name: string; readonly isChosen: boolean }[];
  readonly filtered: string | null;
  readonly next: string | null;
  readonly isLater: boolean;
  readonly csv: string;
}

interface Shown {
  readonly entries: readonly Entry[];
  readonly names: Readonly<Record<string, string>>;
  readonly next: string | null;
  readonly person: string | null;
  readonly people: readonly { readonly id: string; readonly name: string }[];
  readonly isLater: boolean;
}

export function auditView({ entries, names, next, person, people, isLater }: Shown, words: Words): AuditView {
  const query = (more: Readonly<Record<string, string>>): string => {
    const params = new URLSearchParams({ ...(person === null ? {} : { person }), ...more }).toString();
    return params === '' ? '' : `?${params}`;
  };
  return {
    menu: adminMenu('audit', words),
    lines: auditLines(entries, names, words),
    people: people.map((one) => ({ ...one, isChosen: one.id === person })),
    filtered: person === null ? null : (names[person] ?? words.t('admin.audit.nobody', { id: person })),
    next: next === null ? null : `/admin/audit${query({ before: next })}`,
    isLater,
    csv: `/admin/audit.csv${query({})}`,
  };
}

/** Who did what to whom and when, in plain sentences. */
export function auditLines(entries: readonly Entry[], names: Readonly<Record<string, string>>, words: Words): AuditLine[] {
  const nameOf = (id: string): string => {
    if (id === 'operator') return words.t('admin.audit.operator');
    if (id === 'settings') return words.t('admin.menu.settings');
    // Records, mails and reports are no accounts: their own sign is all there is to say.
    if (/^https?:|^mail |^\d{4}-/.test(id) && names[id] === undefined) return id;
    return names[id] ?? words.t('admin.audit.nobody', { id });
  };
  return entries.map(({ at, by, subject, act }) => ({
    at,
    when: words.moment(at),
    sentence: capital(words.t(`admin.acts.${act.name}`, { by: nameOf(by), subject: nameOf(subject) })),
    detail: act.detail === null ? null : detailOf(act.name, act.detail, words),
  }));
}

/** The values of settings and roles in words; anything else as it was written down. */
function detailOf(name: string, detail: string, words: Words): string {
  if (name === 'report-decided' && DECISIONS.has(detail)) return words.t(`reports.decided.${detail}`);
  if (name.startsWith('mail-')) return words.t(`admin.audit.letter.${LETTERS.has(detail) ? detail : 'other'}`);
  const all = differencesIn(detail);
  if (all === null)
    return detail
      .split(' ')
      .map((word) => plainWord(word, words))
      .join(' ');
  return all
    .map(({ what, before, after }) =>
      words.t('admin.audit.change', { what: label(what, words), before: value(what, before, words), after: value(what, after, words) }),
    )
    .join(' · ');
}

/** Codes within what was written down. */
function plainWord(word: string, words: Words): string {
  if (ROLES.has(word)) return words.t(`admin.role.${word}`);
  return SCOPES.has(word) ? words.t(`admin.scope.${word}`) : word;
}

const DECISIONS: ReadonlySet<string> = new Set(['none', 'correct', 'withdraw', 'delete']);
const LETTERS: ReadonlySet<string> = new Set(['invitation', 'password-reset', 'password-changed', 'reminder', 'submitted', 'returned', 'published']);
const SCOPES: ReadonlySet<string> = new Set(['read', 'write']);
const SETTINGS: Readonly<Record<string, string>> = {
  role: 'admin.people.role',
  organisations: 'admin.people.organisations',
  isFourEyes: 'admin.settings.fourEyes.legend',
  secondFactor: 'admin.people.secondFactor',
  quota: 'admin.settings.quota.label',
  reminds: 'admin.settings.reminds.legend',
};
const ROLES: ReadonlySet<string> = new Set(['admin', 'editor', 'author', 'reader']);
const WHO: ReadonlySet<string> = new Set(['optional', 'admins', 'everybody']);
const MEGABYTE = 1_048_576;

function label(what: string, words: Words): string {
  const key = SETTINGS[what];
  return key === undefined ? what : words.t(key);
}

function value(what: string, said: string, words: Words): string {
  if (what === 'role' && ROLES.has(said)) return words.t(`admin.role.${said}`);
  if (what === 'secondFactor' && WHO.has(said)) return words.t(`admin.settings.secondFactor.${said}`);
  if (what === 'quota' && /^\d+$/.test(said)) return words.number(Math.round(Number(said) / MEGABYTE));
  return said === 'true' || said === 'false' ? words.t(`admin.audit.${said}`) : said;
}

function capital(sentence: string): string {
  return /^die |^the |^ein |^an /.test(sentence) ? `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}` : sentence;
}
