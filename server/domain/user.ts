import type { Role } from './viewer.ts';

/** Somebody with an account on this instance. */
export interface User {
  readonly id: string;
  /** In small letters; unique. */
  readonly email: string;
  /** As colleagues know them; null shows the e-mail address. */
  readonly name: string | null;
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
  return { name: null, disabled: null, sessionsSince: known.created, secondFactor: null, knownFrom: [], lastSignIn: null, ...known };
}

export function nameOf({ name, email }: Pick<User, 'name' | 'email'>): string {
  return name ?? email;
}
