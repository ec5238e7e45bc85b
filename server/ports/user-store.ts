import type { Role } from '../domain/viewer.ts';

export interface User {
  readonly id: string;
  /** In small letters; unique. */
  readonly email: string;
  readonly passwordHash: string;
  readonly role: Role;
  readonly organisations: readonly string[];
  readonly created: string;
  readonly disabled: string | null;
}

export interface UserStore {
  find(id: string): Promise<User | undefined>;
  findByEmail(email: string): Promise<User | undefined>;
  all(): Promise<User[]>;
  /** False when the e-mail address is taken. */
  add(user: User): Promise<boolean>;
  change(id: string, next: (before: User) => User | null): Promise<User | undefined>;
}

export type TokenScope = 'read' | 'write';

/** An API token; only its hash is kept. */
export interface Token {
  /** SHA-256 of the token, hexadecimal. */
  readonly id: string;
  readonly user: string;
  readonly scope: TokenScope;
  readonly created: string;
}

export interface TokenStore {
  find(hash: string): Promise<Token | undefined>;
  add(token: Token): Promise<void>;
}
