import { CONTENT_TYPES } from '../domain/content/content-types.ts';
import type { Content } from '../domain/content/field.ts';
import { problem } from '../domain/content/field-problem.ts';
import { missingForPublication, type RecordInput, written } from '../domain/new-record.ts';
import { isTombstone, type KnowledgeRecord, mayPublish, refusalToEdit, touchedBy } from '../domain/record.ts';
import { accept, invalid, type Result, refuse } from '../domain/result.ts';
import { slugCandidate, slugOf } from '../domain/slug.ts';
import { userOf, type Viewer } from '../domain/viewer.ts';
import type { Clock } from '../ports/clock.ts';
import type { Decision, RecordStore, Stored } from '../ports/record-store.ts';

interface Needs {
  records: RecordStore;
  clock: Clock;
}

/** What an import sets besides; it speaks of the version it has read, and a newer one stays as it is. */
export interface Importing extends Pick<KnowledgeRecord, 'extra' | 'importedAs'> {
  readonly revision: number;
}

// Every old address is kept for ever; a record that moves more often is not looking for a name.
const MOST_ADDRESSES = 50;

export type ChangeRecord = ReturnType<typeof changeRecord>;

/**
 * Changes the fields sent and leaves the others; `slug` moves the page, the old address redirects. Changing nothing makes no version.
 * With the `revision` somebody read, it refuses as outdated when another one stands there.
 */
export function changeRecord({ records, clock }: Needs) {
  return async (
    viewer: Viewer,
    id: string,
    input: RecordInput,
    importing: Importing | null = null,
    revision: number | null = null,
  ): Promise<Result<KnowledgeRecord>> => {
    if (viewer.kind === 'visitor') return refuse({ kind: 'not-signed-in' });
    const { slug: wanted, ...fields } = input;
    if (wanted !== undefined && (typeof wanted !== 'string' || slugOf(wanted) !== wanted || wanted === 'new')) return invalid(problem('slug', 'bad-slug'));

    for (let attempt = 0; ; attempt += 1) {
      const found = await records.find(id);
      const slug = typeof wanted === 'string' ? wanted : await freeSlug(found, fields, attempt);
      if (typeof wanted === 'string' && (await isAnothers(found, wanted))) return invalid(problem('slug', 'taken'));
      const changed = await records.change(id, (before) => decide(viewer, before, revision, fields, slug, importing, clock().toISOString()));
      if ('taken' in changed) {
        if (typeof wanted === 'string') return invalid(problem('slug', 'taken'));
        continue;
      }
      if ('refusal' in changed) return refuse(changed.refusal);
      const after = 'write' in changed ? changed.write : await records.find(id);
      return after === undefined || isTombstone(after) ? refuse({ kind: 'not-found' }) : accept(after);
    }
  };

  async function isAnothers(found: Stored | undefined, slug: string): Promise<boolean> {
    const owner = found === undefined ? undefined : await records.findByAddress(found.type, slug);
    return owner !== undefined && owner.id !== found?.id;
  }

  /** A record that never was public takes the address of the title it goes out with; afterwards its address stays. */
  async function freeSlug(found: Stored | undefined, fields: RecordInput, attempt: number): Promise<string | null> {
    if (found === undefined || isTombstone(found) || found.published !== null) return null;
    const name = CONTENT_TYPES[found.type].title;
    const title = fields[name] ?? (found.content as Content)[name];
    if (typeof title !== 'string' || found.slug.startsWith(slugOf(title))) return null;
    for (let n = attempt; ; n += 1) {
      const slug = slugCandidate(title, n);
      if (!(await isAnothers(found, slug))) return slug;
    }
  }
}

function decide(
  viewer: Viewer,
  before: Stored | undefined,
  revision: number | null,
  fields: RecordInput,
  slug: string | null,
  importing: Importing | null,
  now: string,
): Decision {
  const refusal = refusalToEdit(viewer, before, revision);
  if (refusal !== null) return { refusal };
  const record = before as KnowledgeRecord;
  if (importing !== null && importing.revision !== record.revision) return { keep: true };
  const { value, problems } = written(record.type, record, fields, record.id);
  if (record.visibility !== 'draft' && value.visibility === 'draft')
    return { refusal: { kind: 'invalid', problems: [problem('visibility', 'already-published')] } };
  if (problems.length > 0) return { refusal: { kind: 'invalid', problems } };
  const goesOut = value.visibility !== 'draft';
  if (goesOut && !mayPublish(viewer, record.publisher)) return { refusal: { kind: 'not-allowed' } };
  const missing = goesOut ? missingForPublication(record.type, value) : [];
  if (missing.length > 0) return { refusal: { kind: 'invalid', problems: missing } };

  const isFirst = goesOut && record.published === null;
  const moved = slug !== null && slug !== record.slug;
  if (moved && record.formerSlugs.length >= MOST_ADDRESSES)
    return { refusal: { kind: 'invalid', problems: [problem('slug', 'too-many', { limit: MOST_ADDRESSES })] } };
  if (!moved && importing === null && isSame(record, value)) return { keep: true };
  const after = {
    ...record,
    ...value,
    ...(importing === null ? {} : { extra: importing.extra, importedAs: importing.importedAs }),
    slug: moved ? slug : record.slug,
    formerSlugs: moved ? [...record.formerSlugs.filter((old) => old !== slug), record.slug] : record.formerSlugs,
    published: isFirst ? now : record.published,
    lastConfirmedAt: isFirst && value.values.origin === 'own' ? now : record.lastConfirmedAt,
    updated: now,
    revision: record.revision + 1,
  } as KnowledgeRecord;
  const kind = isFirst ? 'record-published' : goesOut ? 'record-updated' : 'record-saved';
  return { write: after, happened: [{ kind, subject: record.id, at: now, by: userOf(viewer), touches: touchedBy(record, after), version: after, act: null }] };
}

function isSame(record: KnowledgeRecord, value: Pick<KnowledgeRecord, 'visibility' | 'values' | 'content'>): boolean {
  return record.visibility === value.visibility && JSON.stringify([record.values, record.content]) === JSON.stringify([value.values, value.content]);
}
