import type { SecondFactor } from './user.ts';

export const RECOVERY_CODES = 10;

/** After a code of this time step; null when it, or a later one, was used before: no code works twice. */
export function afterStep(factor: SecondFactor, step: number): SecondFactor | null {
  return step > factor.lastStep ? { ...factor, lastStep: step } : null;
}

/** After this recovery code; null when it is none of those left. */
export function afterRecovery(factor: SecondFactor, fingerprint: string): SecondFactor | null {
  return factor.recovery.includes(fingerprint) ? { ...factor, recovery: factor.recovery.filter((one) => one !== fingerprint) } : null;
}

/** What was typed as an app shows it, `123 456`; null when it is something else, perhaps a recovery code. */
export function digitsIn(typed: string): string | null {
  const plain = typed.replace(/[\s-]/g, '');
  return /^\d{6}$/.test(plain) ? plain : null;
}

/** A recovery code however it was typed. */
export function plainRecovery(typed: string): string {
  return typed
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')
    .slice(0, 100);
}
