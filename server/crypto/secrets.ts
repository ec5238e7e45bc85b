import { createHash, randomBytes, randomUUID } from 'node:crypto';

import { type Algorithm, hash, verify } from '@node-rs/argon2';

import type { Secrets } from '../ports/secrets.ts';

// OWASP Password Storage Cheat Sheet: Argon2id, 19 MiB, 2 passes, 1 lane.
const ARGON2ID = { algorithm: 2 as Algorithm.Argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Passwords by Argon2id, randomness by the operating system. */
export function createSecrets(now: () => Date): Secrets {
  return {
    hashPassword: (password) => hash(password.normalize('NFC'), ARGON2ID),
    passwordFits: (password, hashed) => verify(hashed, password.normalize('NFC')),
    newToken: () => `lnt_${randomBytes(32).toString('base64url')}`,
    hashToken: (token) => createHash('sha256').update(token).digest('hex'),
    // The instant first, so that ids made later sort later and records made together lie together on disk.
    newId: () => `${now().getTime().toString(36).padStart(9, '0')}${randomUUID().replaceAll('-', '').slice(0, 16)}`,
  };
}
