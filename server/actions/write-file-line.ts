import type { Content } from '../domain/content/field.ts';
import { fingerprintOf } from '../domain/fingerprint.ts';
import type { RecordInput } from '../domain/new-record.ts';
import { isTombstone } from '../domain/record.ts';
import { type Result, refuse } from '../domain/result.ts';
import type { Viewer } from '../domain/viewer.ts';
import { edited } from '../domain/working-copy.ts';
import type { RecordStore } from '../ports/record-store.ts';
import type { SaveRecord } from './save-record.ts';

interface Needs {
  records: Pick<RecordStore, 'find'>;
  saveRecord: SaveRecord;
}

export type WriteFileLine = ReturnType<typeof writeFileLine>;

// Somebody else wins each round, so as many can add at once as there are tries.
const TRIES = 30;

/** Changes a list on top of what stands there at this moment: two people who add a file at once both find theirs. Null from `next` changes nothing. */
export function writeFileLine({ records, saveRecord }: Needs) {
  return async (viewer: Viewer, id: string, next: (content: Content) => RecordInput | null): Promise<Result<unknown>> => {
    for (let attempt = 1; ; attempt += 1) {
      const found = await records.find(id);
      if (found === undefined || isTombstone(found)) return refuse({ kind: 'not-found' });
      const present = edited(found);
      const input = next(present.content as Content);
      if (input === null) return refuse({ kind: 'not-found' });
      const saved = await saveRecord(viewer, id, input, fingerprintOf(present, Object.keys(input)));
      if (saved.ok || attempt === TRIES || saved.refusal.kind !== 'conflict') return saved;
    }
  };
}
