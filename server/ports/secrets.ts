/** Passwords, randomness and the hashes of tokens; the adapter in server/crypto knows the libraries. */
export interface Secrets {
  /** Argon2id with the parameters of OWASP's cheat sheet, in PHC format. */
  hashPassword(password: string): Promise<string>;
  passwordFits(password: string, hash: string): Promise<boolean>;
  /** A new token for the API, 256 bits. */
  newToken(): string;
  /** SHA-256, hexadecimal. */
  hashToken(token: string): string;
  /** A new unique name for an address: small letters, digits, hyphens; sorts by time. */
  newId(): string;
}
