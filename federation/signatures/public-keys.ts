import { createPublicKey, type KeyObject } from 'node:crypto';

import { decodeBase58 } from './base58.ts';

const MOST_CHARACTERS = 4_096;
// Not certificates, and not private keys, of which Node would kindly take the public half.
const PEM = /^\s*-----BEGIN (RSA )?PUBLIC KEY-----[\sA-Za-z0-9+/=]+-----END (RSA )?PUBLIC KEY-----\s*$/;
const BITS = { least: 2_048, most: 8_192 };
// 3 is the least that is a signature at all; above 33 bits verifying becomes slow on purpose.
const EXPONENT = { least: 3n, most: 2n ** 33n };
// multicodec ed25519-pub, and the frame (RFC 8410) that makes 32 bytes a key for Node.
const MULTICODEC = 'ed01';
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');

/** The key of a peer from PEM: RSA of 2,048 to 8,192 bits or Ed25519; null for anything else. Worth keeping: reading it costs six times a verification. */
export function importPublicKey(pem: string): KeyObject | null {
  if (pem.length > MOST_CHARACTERS || !PEM.test(pem)) return null;
  const key = orNull(() => createPublicKey(pem.trim()));
  return key !== null && (key.asymmetricKeyType === 'ed25519' || isFitRsa(key)) ? key : null;
}

/** The Ed25519 key of a Multikey (`publicKeyMultibase`, FEP-521a); null for anything else. */
export function importMultikey(multibase: string): KeyObject | null {
  const bytes = multibase.startsWith('z') ? decodeBase58(multibase.slice(1)) : null;
  if (bytes === null || bytes.length !== 34 || bytes.toString('hex', 0, 2) !== MULTICODEC) return null;
  return orNull(() => createPublicKey({ key: Buffer.concat([SPKI, bytes.subarray(2)]), format: 'der', type: 'spki' }));
}

function isFitRsa({ asymmetricKeyType, asymmetricKeyDetails: { modulusLength: bits = 0, publicExponent: exponent = 0n } = {} }: KeyObject): boolean {
  return asymmetricKeyType === 'rsa' && bits >= BITS.least && bits <= BITS.most && exponent >= EXPONENT.least && exponent <= EXPONENT.most;
}

// Node says by throwing that something is no key; here that is an answer.
function orNull(make: () => KeyObject): KeyObject | null {
  try {
    return make();
  } catch {
    return null;
  }
}
