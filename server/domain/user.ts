import { type FieldProblem, problem } from './content/field-problem.ts';
import { MAIL_LANGUAGES, type MailLanguage } from './mail.ts';
import type { Role, Viewer } from './viewer.ts';

/** Somebody with an account on this instance. */
export interface User {
  readonly id: string;
  /** In small letters; unique. */
  readonly email: string;
  /** As colleagues know them; null shows the e-mail address. */
  readonly name: string | null;
  /** In which letters are written to them. */
  readonly language: MailLanguage;
  readonly passwordHash: string;
  readonly role: Role;
  /** IRIs of the organisations of this instance for which they act. */
  readonly organisations: readonly string[];
  readonly created: string;
  readonly disabled: string | null;
  /** Sessions begun before this instant count for nothing: the password was changed, or all were ended. */
  readonly sessionsSince: string;
  readonly secondFactor: SecondFactor | null;
  /** Fingerprints of the network addresses from which they signed in last; a stranger's failures do not lock them out there. */
  readonly knownFrom: readonly string[];
  readonly lastSignIn: string | null;
}

/** A time-based one-time password (RFC 6238). */
export interface SecondFactor {
  /** The shared secret, encrypted. */
  readonly sealed: string;
  readonly since: string;
  /** The last time step that was used, so that no code works twice. */
  readonly lastStep: number;
  /** Fingerprints of the recovery codes that are left; each works once. */
  readonly recovery: readonly string[];
}

/** An account as it begins. */
export function newUser(known: Pick<User, 'id' | 'email' | 'passwordHash' | 'role' | 'organisations' | 'created'>): User {
  return { name: null, language: 'de', disabled: null, sessionsSince: known.created, secondFactor: null, knownFrom: [], lastSignIn: null, ...known };
}

const KNOWN_PLACES = 10;

/** Somebody signed in from this place. */
export function arrived(user: User, place: string, now: Date): User {
  const knownFrom = [place, ...user.knownFrom.filter((known) => known !== place)].slice(0, KNOWN_PLACES);
  return { ...user, lastSignIn: now.toISOString(), knownFrom };
}

/** With another password; every session begun with the old one counts for nothing from now on. */
export function withPassword(user: User, passwordHash: string, now: Date): User {
  return { ...user, passwordHash, sessionsSince: now.toISOString() };
}

const LONGEST_NAME = 100;

/** A name as colleagues will see it: one line, not nothing. */
export function checkedName(
  field: string,
  typed: string,
): { readonly ok: true; readonly value: string } | { readonly ok: false; readonly problem: FieldProblem } {
  const value = typed.replace(/[\p{C}\s]+/gu, ' ').trim();
  if (value === '') return { ok: false, problem: problem(field, 'required') };
  return value.length > LONGEST_NAME ? { ok: false, problem: problem(field, 'too-long', { limit: LONGEST_NAME }) } : { ok: true, value };
}

/** The language of somebody's letters. */
export function checkedLanguage(
  field: string,
  typed: string,
): { readonly ok: true; readonly value: MailLanguage } | { readonly ok: false; readonly problem: FieldProblem } {
  const value = MAIL_LANGUAGES.find((known) => known === typed);
  return value === undefined ? { ok: false, problem: problem(field, 'not-a-code', { allowed: MAIL_LANGUAGES }) } : { ok: true, value };
}

/** Whom the rules ask about when it is not they who ask: what this person may do in their role. */
export function actingAs({ id, role, organisations }: Pick<User, 'id' | 'role' | 'organisations'>): Viewer {
  return { kind: 'staff', user: id, role, organisations, mayWrite: true };
}

export function nameOf({ name, email }: Pick<User, 'name' | 'email'>): string {
  return name ?? email;
}
