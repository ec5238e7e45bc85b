import type { Refusal } from '../domain/result.ts';
import type { AttemptStore } from '../ports/attempt-store.ts';
import type { Secrets } from '../ports/secrets.ts';

export interface Limit {
  readonly most: number;
  /** Milliseconds. */
  readonly window: number;
}

const MINUTE = 60_000;

/** One household or office, as a fingerprint: an IPv4 address, or the first 64 bits of an IPv6 one. */
export function placeOf(secrets: Pick<Secrets, 'fingerprint'>, address: string): string {
  const plain = address.replace(/^::ffff:/i, '');
  const network = plain.includes(':') ? plain.split(':').slice(0, 4).join(':') : plain;
  return secrets.fingerprint(`from ${network}`);
}

/** Counts one more, and says no from the first that is too many: those made at the same moment count as well. */
export async function slowed(attempts: AttemptStore, key: string, { most, window }: Limit, now: Date): Promise<Refusal | null> {
  return (await attempts.add(key, now, window)) > most ? tooMany(window) : null;
}

export function tooMany(window: number): Refusal {
  return { kind: 'too-many-attempts', minutes: window / MINUTE };
}
