import type { Addresses } from '../domain/addresses.ts';
import { isTombstone, type KnowledgeRecord } from '../domain/record.ts';
import type { RecordStore } from '../ports/record-store.ts';
import type { Secrets } from '../ports/secrets.ts';

interface Needs {
  records: Pick<RecordStore, 'find'>;
  secrets: Pick<Secrets, 'hashToken'>;
  addresses: Pick<Addresses, 'record'>;
}

export type StandIn = ReturnType<typeof standIn>;

/** The live draft that stands for a withdrawn record, and the id that it has or would have; passes over those that were deleted since. */
export function standIn({ records, secrets, addresses }: Needs) {
  const nextId = (id: string): string => {
    const name = id.split('/').at(-1) ?? '';
    // The old instant in front keeps the order of ids; not the whole address is hashed, for a move changes its beginning.
    return addresses.record(`${name.slice(0, 9)}${secrets.hashToken(`withdrawn ${name}`).slice(0, 16)}`);
  };
  return async (id: string): Promise<{ id: string; found: KnowledgeRecord | undefined }> => {
    for (let next = nextId(id); ; next = nextId(next)) {
      const found = await records.find(next);
      if (found === undefined || !isTombstone(found)) return { id: next, found };
    }
  };
}
