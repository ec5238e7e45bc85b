import { missingOf, moveProblem, published } from '../domain/published.ts';
import { isTombstone, type KnowledgeRecord, mayPublish, refusalTo, touchedBy, type Visibility } from '../domain/record.ts';
import { lacksSecondPair, needsSecondPair } from '../domain/record-rights.ts';
import { type Result, refuse } from '../domain/result.ts';
import type { Settings } from '../domain/settings.ts';
import { userOf, type Viewer } from '../domain/viewer.ts';
import { isUnpublished } from '../domain/working-copy.ts';
import type { Clock } from '../ports/clock.ts';
import type { Decision, RecordStore, Stored } from '../ports/record-store.ts';
import type { SettingsStore } from '../ports/settings-store.ts';
import { freeSlug } from './free-slug.ts';
import { answerTo } from './save-record.ts';

interface Needs {
  records: RecordStore;
  settings: Pick<SettingsStore, 'find'>;
  clock: Clock;
}

type Shown = Exclude<Visibility, 'draft'>;

export type PublishRecord = ReturnType<typeof publishRecord>;

/**
 * Lets the draft or the working copy go out. `seenSaves` is the record's `saves` that the publisher looked at: when somebody wrote since, it
 * refuses as outdated. Publishing what is out already changes nothing.
 */
export function publishRecord({ records, settings, clock }: Needs) {
  return async (viewer: Viewer, id: string, visibility: Shown, seenSaves: number | null): Promise<Result<KnowledgeRecord>> => {
    if (viewer.kind === 'visitor') return refuse({ kind: 'not-signed-in' });
    const rules = await settings.find();
    for (let attempt = 0; ; attempt += 1) {
      const slug = await freeSlug(records, await records.find(id), {}, attempt);
      const changed = await records.change(id, (before) => decide(viewer, before, visibility, seenSaves, slug, rules, clock().toISOString()));
      if (!('taken' in changed)) return answerTo(changed, () => records.find(id));
    }
  };
}

function decide(
  viewer: Viewer,
  before: Stored | undefined,
  visibility: Shown,
  seenSaves: number | null,
  slug: string | null,
  rules: Settings,
  now: string,
): Decision {
  const refusal = refusalTo((who, { publisher }) => mayPublish(who, publisher), viewer, before);
  if (refusal !== null || before === undefined || isTombstone(before)) return { refusal: refusal ?? { kind: 'not-found' } };
  if (!isUnpublished(before) && before.visibility === visibility) return { keep: true };
  if (seenSaves !== null && seenSaves !== before.saves) return { refusal: { kind: 'outdated' } };
  if (lacksSecondPair(viewer, before, rules)) return { refusal: { kind: 'four-eyes' } };
  // Nobody can propose to show it to more people or to fewer, so here the first pair of eyes decides for what it has not written.
  if (!isUnpublished(before) && needsSecondPair(viewer, rules) && before.savedBy === userOf(viewer)) return { refusal: { kind: 'four-eyes' } };
  const problem = moveProblem(before, slug);
  const problems = problem === null ? missingOf(before) : [problem];
  if (problems.length > 0) return { refusal: { kind: 'invalid', problems } };
  const after = published(before, visibility, slug, now);
  const kind = before.published === null ? 'record-published' : 'record-updated';
  return { write: after, happened: [{ kind, subject: before.id, at: now, by: userOf(viewer), touches: touchedBy(before, after), version: after, act: null }] };
}
