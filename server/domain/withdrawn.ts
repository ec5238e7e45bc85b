import type { Act, ActName, Happening } from './happening.ts';
import { type KnowledgeRecord, type Tombstone, touchedBy } from './record.ts';
import { titleOf } from './title.ts';
import { saved } from './working-copy.ts';

/** What stays of a record at its place. */
export function tombstoneOf({ id, type, slug, formerSlugs, publisher, importKey, visibility, revision, saves }: KnowledgeRecord, now: string): Tombstone {
  return { id, type, slug, formerSlugs, publisher, deleted: now, visibility, importKey, revision: revision + 1, saves: saves + 1 };
}

/** The deletion as the journal hears it; the audit log keeps the title, for nothing else will tell what it was. */
export function deleted(before: KnowledgeRecord, tombstone: Tombstone, name: ActName & `record-${string}`, by: string): Happening {
  const act: Act = { name, detail: titleOf(before) };
  return { kind: 'record-deleted', subject: before.id, at: tombstone.deleted, by, touches: touchedBy(before), version: tombstone, act };
}

/** The record that stands for a withdrawn one again: a draft with all that was written, in the order in which it was written. */
export function draftsAgain(before: KnowledgeRecord, id: string, slug: string, now: string): readonly [KnowledgeRecord, ...KnowledgeRecord[]] {
  const first = {
    ...before,
    id,
    slug,
    formerSlugs: [],
    visibility: 'draft',
    created: now,
    published: null,
    updated: now,
    lastConfirmedAt: null,
    replaces: before.id,
    revision: 1,
    saves: 1,
    savedBy: before.savedBy,
    importKey: null,
    importedAs: null,
    working: null,
    review: null,
  } as KnowledgeRecord;
  // Who withdraws has written nothing: where two must look, whoever wrote it last still needs the other.
  return before.working === null ? [first] : [first, saved(first, before.working, before.working.savedBy, now)];
}
