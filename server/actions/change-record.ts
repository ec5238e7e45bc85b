import { problem } from '../domain/content/field-problem.ts';
import { fingerprintOf } from '../domain/fingerprint.ts';
import { missingForPublication, type RecordInput, type Written, written } from '../domain/new-record.ts';
import { moved, moveProblem } from '../domain/published.ts';
import { isTombstone, type KnowledgeRecord, mayEdit, mayPublish, refusalTo, touchedBy } from '../domain/record.ts';
import { needsSecondPair } from '../domain/record-rights.ts';
import { invalid, type Result, refuse } from '../domain/result.ts';
import { isSubmittedBy, reviewed } from '../domain/review.ts';
import type { Settings } from '../domain/settings.ts';
import { slugOf } from '../domain/slug.ts';
import { userOf, type Viewer } from '../domain/viewer.ts';
import { edited, saved, says } from '../domain/working-copy.ts';
import type { Clock } from '../ports/clock.ts';
import type { Decision, RecordStore, Stored } from '../ports/record-store.ts';
import type { SettingsStore } from '../ports/settings-store.ts';
import { freeSlug, isAnothers } from './free-slug.ts';
import { answerTo, savedHappening } from './save-record.ts';

interface Needs {
  records: RecordStore;
  settings: Pick<SettingsStore, 'find'>;
  clock: Clock;
}

/** What an import sets besides; it speaks of the version it has read, and a newer one stays as it is. */
export interface Importing extends Pick<KnowledgeRecord, 'extra' | 'importedAs'> {
  readonly revision: number;
}

interface Wish {
  readonly viewer: Viewer;
  readonly fields: RecordInput;
  readonly revision: number | null;
  readonly importing: Importing | null;
}

export type ChangeRecord = ReturnType<typeof changeRecord>;

/**
 * Changes the fields sent and leaves the others; what is published changes at once. `slug` moves the page, the old address redirects. Changing
 * nothing makes no version. With the `revision` somebody read, it refuses as outdated when another one stands there. Where two people must
 * look, what would go out is submitted instead: the record it gives back has a review then.
 */
export function changeRecord({ records, settings, clock }: Needs) {
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
    const rules = await settings.find();
    const wish = { viewer, fields, revision, importing };

    for (let attempt = 0; ; attempt += 1) {
      const found = await records.find(id);
      const slug = typeof wanted === 'string' ? wanted : await freeSlug(records, found, fields, attempt);
      if (typeof wanted === 'string' && (await isAnothers(records, found, wanted))) return invalid(problem('slug', 'taken'));
      const changed = await records.change(id, (before) => decide(before, wish, slug, rules, clock().toISOString()));
      if (!('taken' in changed)) return answerTo(changed, () => records.find(id));
      if (typeof wanted === 'string') return invalid(problem('slug', 'taken'));
    }
  };
}

function decide(before: Stored | undefined, wish: Wish, slug: string | null, rules: Settings, now: string): Decision {
  const { viewer, fields, revision, importing } = wish;
  const refusal = refusalTo(mayEdit, viewer, before);
  if (refusal !== null || before === undefined || isTombstone(before)) return { refusal: refusal ?? { kind: 'not-found' } };
  if (revision !== null && revision !== before.revision) return { refusal: { kind: 'outdated' } };
  if (importing !== null && importing.revision !== before.revision) return { keep: true };
  const { value, problems } = written(before.type, before, fields, before.id);
  if (before.visibility !== 'draft' && value.visibility === 'draft')
    return { refusal: { kind: 'invalid', problems: [problem('visibility', 'already-published')] } };
  if (problems.length > 0) return { refusal: { kind: 'invalid', problems } };
  const goesOut = value.visibility !== 'draft';
  if (goesOut && !mayPublish(viewer, before.publisher)) return { refusal: { kind: 'not-allowed' } };
  const missing = goesOut ? missingForPublication(before.type, value) : [];
  if (missing.length > 0) return { refusal: { kind: 'invalid', problems: missing } };
  if (goesOut && needsSecondPair(viewer, rules)) return submitted(before, fields, value, slug, viewer, now);
  return changedAtOnce(before, wish, value, slug, now);
}

function changedAtOnce(before: KnowledgeRecord, { viewer, fields, importing }: Wish, value: Written, slug: string | null, now: string): Decision {
  const place = moved(before, slug);
  const tooOften = moveProblem(before, slug);
  if (tooOften !== null) return { refusal: { kind: 'invalid', problems: [tooOften] } };
  const isSame = before.visibility === value.visibility && says(before, value);
  const by = userOf(viewer);
  const working = alsoWorking(before, fields, value, by, now);
  if (place.slug === before.slug && importing === null && isSame && working === before.working) return { keep: true };
  const goesOut = value.visibility !== 'draft';
  const isFirst = goesOut && before.published === null;
  const after = {
    ...before,
    ...value,
    ...(importing === null ? {} : { extra: importing.extra, importedAs: importing.importedAs }),
    ...place,
    published: isFirst ? now : before.published,
    lastConfirmedAt: isFirst && value.values.origin === 'own' ? now : before.lastConfirmedAt,
    updated: now,
    revision: before.revision + 1,
    saves: before.saves + 1,
    savedBy: by,
    working,
    review: working !== null || !goesOut ? before.review : null,
  } as KnowledgeRecord;
  const kind = isFirst ? 'record-published' : goesOut ? 'record-updated' : 'record-saved';
  return { write: after, happened: [{ kind, subject: before.id, at: now, by, touches: touchedBy(before, after), version: after, act: null }] };
}

/** What changes outside changes in what is being written too: published later, it must not take that back. Fields sent as they were leave it alone. */
function alsoWorking(before: KnowledgeRecord, fields: RecordInput, outside: Written, by: string, now: string): KnowledgeRecord['working'] {
  if (before.working === null) return null;
  const changed = Object.keys(fields).filter((name) => fingerprintOf(before, [name]) !== fingerprintOf(outside, [name]));
  const { value } = written(before.type, edited(before), Object.fromEntries(changed.map((name) => [name, fields[name]])), before.id);
  if (says(value, before.working)) return before.working;
  if (says(value, outside)) return null;
  return { values: value.values, content: value.content, savedAt: now, savedBy: by } as KnowledgeRecord['working'];
}

/** Kept inside and submitted. Address and visibility are nothing that a working copy could hold. */
function submitted(before: KnowledgeRecord, fields: RecordInput, value: Written, slug: string | null, viewer: Viewer, now: string): Decision {
  const by = userOf(viewer);
  const isDraft = before.visibility === 'draft';
  if (!isDraft && (value.visibility !== before.visibility || (slug !== null && slug !== before.slug))) return { refusal: { kind: 'four-eyes' } };
  const next = isDraft ? value : written(before.type, edited(before), fields, before.id).value;
  if (!isDraft && says(next, edited(before))) return { keep: true };
  const kept = says(next, edited(before)) ? before : saved(before, next, by, now);
  if (kept === before && isSubmittedBy(before.review, by)) return { keep: true };
  const after: KnowledgeRecord = { ...kept, review: reviewed(before.review, 'submitted', '', by, now) };
  const reviewedOnly = { kind: 'record-reviewed', subject: before.id, at: now, by, touches: [], version: null, act: null } as const;
  return { write: after, happened: [kept === before ? reviewedOnly : savedHappening(after, by, now)] };
}
