/** Passwords, randomness and the hashes of tokens; the adapter in server/crypto knows the libraries. */
export interface Secrets {
  /** Argon2id with the parameters of OWASP's cheat sheet, in PHC format. */
  hashPassword(password: string): Promise<string>;
  passwordFits(password: string, hash: string): Promise<boolean>;
  /** A new token for the API, 256 bits. */
  newToken(): string;
  /** A new secret for a link that works once, 256 bits, fit for an address. */
  newLink(): string;
  /** A keyed fingerprint: nobody without the instance's key can find out what it was made of, nor make one. */
  fingerprint(text: string): string;
  /** Encrypted and sealed with the instance's key (AES-256-GCM); opens only for the same purpose. */
  seal(text: string, purpose: string): string;
  /** Null when it was not sealed with this key for this purpose. */
  open(sealed: string, purpose: string): string | null;
  /** SHA-256, hexadecimal. */
  hashToken(token: string): string;
  /** A new unique name for an address: small letters, digits, hyphens; sorts by time. */
  newId(): string;
}
