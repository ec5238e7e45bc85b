import type { Organisation } from './organisation.ts';
import type { PlaceFacts } from './place-facts.ts';
import type { KnowledgeRecord, Lesson } from './record.ts';

/** A record, who publishes it, and what may be said of its place. */
export interface DescribedRecord {
  readonly record: KnowledgeRecord;
  readonly publisher: Organisation;
  readonly place: PlaceFacts;
}

/** A record with what stands beside it on its page. */
export interface RecordWithContext extends DescribedRecord {
  /** What was learned from it, as far as the viewer may see it. */
  readonly lessons: readonly Lesson[];
  /** What a lesson is about, if it is here and may be seen. */
  readonly about: KnowledgeRecord | null;
}
