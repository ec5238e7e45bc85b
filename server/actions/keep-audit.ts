import type { Happening } from '../domain/happening.ts';
import type { AuditStore } from '../ports/audit-store.ts';

interface Needs {
  audit: AuditStore;
}

/** Keeps what administrators did, as the relay tells it. */
export function keepAudit({ audit }: Needs) {
  return async (happenings: readonly Happening[]): Promise<void> => {
    for (const { act, at, by, subject } of happenings) {
      // What an older program wrote down knows no acts.
      if (act != null) await audit.keep({ at, by, subject, act });
    }
  };
}
