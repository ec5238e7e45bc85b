import type { Happening } from '../domain/happening.ts';
import type { User } from '../domain/user.ts';

export interface UserStore {
  find(id: string): Promise<User | undefined>;
  findMany(ids: readonly string[]): Promise<User[]>;
  findByEmail(email: string): Promise<User | undefined>;
  /** By e-mail address. */
  all(): Promise<User[]>;
  /** False when the e-mail address is taken. */
  add(user: User, happened?: readonly Happening[]): Promise<boolean>;
  /** Null leaves everything as it is. What happened is written with it. `taken` when the new e-mail address belongs to somebody else. */
  change(id: string, next: (before: User) => User | null, happened?: readonly Happening[]): Promise<User | undefined | 'taken'>;
  /** The account is gone; of the person stays the id alone, and what happened to it until it was carried. */
  remove(id: string): Promise<void>;
}

export type TokenScope = 'read' | 'write';

/** An API token; only its hash is kept. */
export interface Token {
  /** SHA-256 of the token, hexadecimal. */
  readonly id: string;
  readonly user: string;
  readonly scope: TokenScope;
  /** What its owner calls it; null for those made at the command line. */
  readonly label: string | null;
  readonly created: string;
}

export interface TokenStore {
  find(hash: string): Promise<Token | undefined>;
  of(user: string): Promise<Token[]>;
  add(token: Token): Promise<void>;
  remove(hash: string): Promise<void>;
}
