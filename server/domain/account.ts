import type { Settings } from './settings.ts';
import { nameOf, type User } from './user.ts';
import type { Role, Viewer } from './viewer.ts';

/** Somebody who is signed in, as far as the frame of a page and the doors need to know. */
export interface Account {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly organisations: readonly string[];
  /** The settings ask for a second factor that this person has not set up yet. */
  readonly mustEnrol: boolean;
}

export function accountOf(user: User, { secondFactor }: Pick<Settings, 'secondFactor'>): Account {
  const isAsked = secondFactor === 'everybody' || (secondFactor === 'admins' && user.role === 'admin');
  const { id, email, role, organisations } = user;
  return { id, name: nameOf(user), email, role, organisations, mustEnrol: isAsked && user.secondFactor === null };
}

/** Until the second factor that is asked for is set up, they read like others and write nothing. */
export function viewerOf({ id, role, organisations, mustEnrol }: Account): Viewer {
  return { kind: 'staff', user: id, role, organisations, mayWrite: !mustEnrol };
}
