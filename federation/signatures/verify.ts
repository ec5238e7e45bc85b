import { constants, type KeyObject, verify as verifyBytes } from 'node:crypto';

import type { Claim, SignatureAlgorithm } from './claim.ts';

/** Whether the holder of this key made the claim. A key of another kind than the claim names is a no, not a fault. */
export function verify({ algorithm, bases, signature }: Claim, key: KeyObject): boolean {
  const check = checkFor(algorithm, key);
  return check !== null && bases.some((base) => check(base, signature));
}

type Check = (base: Buffer, signature: Buffer) => boolean;

function checkFor(algorithm: SignatureAlgorithm, key: KeyObject): Check | null {
  const isRsa = key.asymmetricKeyType === 'rsa';
  const isEd25519 = key.asymmetricKeyType === 'ed25519';
  switch (algorithm) {
    case 'by-key':
      return isRsa ? checkFor('rsa-v1_5-sha256', key) : checkFor('ed25519', key);
    case 'rsa-v1_5-sha256':
      return isRsa ? (base, signature) => verifyBytes('sha256', base, key, signature) : null;
    case 'rsa-pss-sha512':
      return isRsa ? (base, signature) => verifyBytes('sha512', base, { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 64 }, signature) : null;
    case 'ed25519':
      return isEd25519 ? (base, signature) => verifyBytes(null, base, key, signature) : null;
  }
}
