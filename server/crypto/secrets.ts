import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes, randomUUID } from 'node:crypto';

import { type Algorithm, hash, verify } from '@node-rs/argon2';

import type { Secrets } from '../ports/secrets.ts';

// OWASP Password Storage Cheat Sheet: Argon2id, 19 MiB, 2 passes, 1 lane.
const ARGON2ID = { algorithm: 2 as Algorithm.Argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const NONCE = 12;
const TAG = 16;

/** Passwords by Argon2id, randomness by the operating system, everything sealed with a key derived from KEY_SECRET (HKDF, RFC 5869). */
export function createSecrets(now: () => Date, keySecret: string): Secrets {
  const derived = (purpose: string): Buffer => Buffer.from(hkdfSync('sha256', keySecret, 'leuchtnetz', purpose, 32));
  return {
    hashPassword: (password) => hash(password.normalize('NFC'), ARGON2ID),
    passwordFits: (password, hashed) => verify(hashed, password.normalize('NFC')),
    newToken: () => `lnt_${randomBytes(32).toString('base64url')}`,
    newLink: () => randomBytes(32).toString('base64url'),
    hashToken: (token) => createHash('sha256').update(token).digest('hex'),
    // The instant first, so that ids made later sort later and records made together lie together on disk.
    newId: () => `${now().getTime().toString(36).padStart(9, '0')}${randomUUID().replaceAll('-', '').slice(0, 16)}`,
    fingerprint: (text) => createHmac('sha256', derived('fingerprint')).update(text).digest('base64url'),
    seal(text, purpose) {
      const nonce = randomBytes(NONCE);
      const cipher = createCipheriv('aes-256-gcm', derived(`seal ${purpose}`), nonce);
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url');
    },
    open(sealed, purpose) {
      const all = Buffer.from(sealed, 'base64url');
      if (all.length < NONCE + TAG) return null;
      const decipher = createDecipheriv('aes-256-gcm', derived(`seal ${purpose}`), all.subarray(0, NONCE));
      decipher.setAuthTag(all.subarray(NONCE, NONCE + TAG));
      try {
        return Buffer.concat([decipher.update(all.subarray(NONCE + TAG)), decipher.final()]).toString('utf8');
      } catch {
        return null;
      }
    },
  };
}
