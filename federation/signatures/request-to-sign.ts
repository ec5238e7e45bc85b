import { type KeyObject, sign } from 'node:crypto';

/** A request that is about to leave. */
export interface RequestToSign {
  readonly method: string;
  readonly url: string;
  /** Sent along; a content-type among them is signed. */
  readonly headers: Readonly<Record<string, string>>;
  /** The very bytes that will be sent; null for a GET. */
  readonly body: Uint8Array | null;
  /** The id of the key as our actor shows it (`publicKey.id`). */
  readonly keyId: string;
  readonly privateKey: KeyObject;
  readonly date: Date;
}

/** Everything to be sent, names in lower case. */
export type SignedHeaders = Readonly<Record<string, string>>;

interface Names {
  /** hs2019 is what the draft calls every key that is not RSA. */
  readonly cavage: 'rsa-sha256' | 'hs2019';
  readonly rfc9421: 'rsa-v1_5-sha256' | 'ed25519';
}

/** What our key's algorithm is called in either scheme. */
export function namesOf({ asymmetricKeyType }: KeyObject): Names {
  return asymmetricKeyType === 'ed25519' ? { cavage: 'hs2019', rfc9421: 'ed25519' } : { cavage: 'rsa-sha256', rfc9421: 'rsa-v1_5-sha256' };
}

/** Signs as every peer verifies: RSA PKCS #1 v1.5 with SHA-256, or Ed25519. */
export function signBytes(bytes: Uint8Array, privateKey: KeyObject): Buffer {
  return sign(privateKey.asymmetricKeyType === 'ed25519' ? null : 'sha256', bytes, privateKey);
}

/** The caller's headers with names in lower case, so that none can come beside ours in another spelling. */
export function lowerCased(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

/** The key id as it may stand between quotes; one that may not is our own mistake. */
export function quotable(keyId: string): string {
  if (!/^[!#-[\]-~]+$/.test(keyId)) throw new Error(`This cannot be the id of a key: ${JSON.stringify(keyId)}`);
  return keyId;
}
