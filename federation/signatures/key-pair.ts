import { createPrivateKey, generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';

/** The private half is a KeyObject: printed, logged or turned into JSON it shows nothing. */
export interface KeyPair {
  readonly publicPem: string;
  readonly privateKey: KeyObject;
}

/** A new RSA key of 2,048 bits, which every peer understands. Takes a tenth of a second beside the event loop: not for the middle of a request. */
export async function newKeyPair(): Promise<KeyPair> {
  const { publicKey, privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2_048 });
  return { publicPem: publicKey.export({ type: 'spki', format: 'pem' }).toString(), privateKey };
}

/** The private key as text (PKCS #8). Only to be sealed at once. */
export function exportPrivateKey(privateKey: KeyObject): string {
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

/** The private key that was kept. What is none is a fault, told without a word of the text. */
export function importPrivateKey(pem: string): KeyObject {
  const key = readOrNull(pem);
  if (key?.asymmetricKeyType !== 'rsa' && key?.asymmetricKeyType !== 'ed25519')
    throw new Error('What was kept as a private key is no RSA or Ed25519 key in PEM.');
  return key;
}

// Node's own error is let go on purpose: it may carry what it was given.
function readOrNull(pem: string): KeyObject | null {
  try {
    return createPrivateKey(pem);
  } catch {
    return null;
  }
}
