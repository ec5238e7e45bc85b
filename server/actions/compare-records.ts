import type { Addresses } from '../domain/addresses.ts';
import { CONTENT_TYPES, RECORD_TYPES } from '../domain/content/content-types.ts';
import type { RecordWithContext } from '../domain/described-record.ts';
import type { Viewer } from '../domain/viewer.ts';
import type { ReadRecord } from './read-record.ts';

interface Needs {
  readRecord: ReadRecord;
  addresses: Addresses;
}

export const MOST_COMPARED = 4;
/** A long address must not make us read a long list. */
const MOST_ASKED = 12;

export interface Compared {
  readonly records: readonly RecordWithContext[];
  /** What was asked for and is not here, or not for this viewer: nobody learns which. */
  readonly missing: number;
  /** More than fit beside each other. */
  readonly surplus: number;
}

export type CompareRecords = ReturnType<typeof compareRecords>;

/** The first four records that this viewer may read, by id or by the address of their page, each once. */
export function compareRecords({ readRecord, addresses }: Needs) {
  const read = (viewer: Viewer, key: string) => {
    const path = key.startsWith(`${addresses.base}/`) ? key.slice(addresses.base.length) : key;
    for (const type of RECORD_TYPES) {
      const start = `/${CONTENT_TYPES[type].path}/`;
      if (path.startsWith(start)) return readRecord.byAddress(viewer, type, path.slice(start.length));
    }
    return readRecord.byId(viewer, path.startsWith('/records/') ? addresses.base + path : key);
  };

  return async (viewer: Viewer, keys: readonly string[]): Promise<Compared> => {
    const wanted = [...new Set(keys)].slice(0, MOST_ASKED);
    const found = await Promise.all(wanted.map((key) => read(viewer, key)));
    const here = new Map(found.flatMap((one) => (one.ok ? [[one.value.record.id, one.value] as const] : [])));
    const records = [...here.values()];
    return { records: records.slice(0, MOST_COMPARED), missing: found.filter(({ ok }) => !ok).length, surplus: Math.max(0, records.length - MOST_COMPARED) };
  };
}
