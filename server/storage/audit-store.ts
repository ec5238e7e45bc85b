import type { AuditEntry, AuditStore } from '../ports/audit-store.ts';
import type { Collections, Shape } from './collection.ts';

type Kept = AuditEntry & { readonly id: string };

export const AUDIT: Shape<Kept> = { name: 'audit', schema: 1, indexes: [{ fields: ['at'] }, { fields: ['by', 'at'] }, { fields: ['subject', 'at'] }] };

/** The audit log; nothing in the program removes an entry, or changes more of it than the address of an instance that moves. */
export async function openAuditStore(collections: Collections): Promise<AuditStore> {
  const kept = await collections.open(AUDIT);
  const without = ({ id: _id, ...entry }: Kept): AuditEntry => entry;
  return {
    async keep(entry) {
      const id = [entry.at, entry.act.name, entry.by, entry.subject].join('#');
      await kept.change(id, (before) => (before === undefined ? { id, ...entry } : null));
    },
    async page(before, limit) {
      const found = await kept.find(before === null ? {} : { at: { lt: before } }, { sort: [['at', -1]], limit });
      return found.map(without);
    },
    async about(user, before, limit) {
      const sort = [['at', -1]] as const;
      const when = before === null ? {} : { at: { lt: before } };
      const found = await Promise.all([kept.find({ by: user, ...when }, { sort, limit }), kept.find({ subject: user, ...when }, { sort, limit })]);
      const entries = new Map(found.flat().map((entry) => [entry.id, entry]));
      return [...entries.values()]
        .sort((a, b) => (a.at < b.at ? 1 : -1))
        .slice(0, limit)
        .map(without);
    },
  };
}
