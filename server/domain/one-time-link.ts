import type { Role } from './viewer.ts';

/** A link that lets its reader do one thing once. Its secret is never kept, only the fingerprint that is its id. */
export interface OneTimeLink {
  /** SHA-256 of the secret, hexadecimal. */
  readonly id: string;
  /** To whom it was sent, in small letters. */
  readonly email: string;
  readonly created: string;
  readonly until: string;
  /** The user who made it. */
  readonly by: string;
  /** When it was used or another took its place; null while it works. */
  readonly closed: string | null;
  readonly errand: Errand;
}

export type Errand =
  /** The account it will become has its id already, so that the audit log tells one story. */
  | { readonly kind: 'invitation'; readonly user: string; readonly role: Role; readonly organisations: readonly string[] }
  /** Works only while the password is the one it was asked for about; `password` is a fingerprint of its hash. */
  | { readonly kind: 'password-reset'; readonly user: string; readonly password: string };

export type ErrandKind = Errand['kind'];

const HOUR = 3_600_000;
const LASTS: Readonly<Record<ErrandKind, number>> = { invitation: 7 * 24 * HOUR, 'password-reset': HOUR };

export function lastsUntil(kind: ErrandKind, now: Date): string {
  return new Date(now.getTime() + LASTS[kind]).toISOString();
}

export function isOpen({ closed, until }: OneTimeLink, now: Date): boolean {
  return closed === null && now.toISOString() < until;
}
