import type { Addresses } from '../domain/addresses.ts';
import type { RecordType } from '../domain/content/content-types.ts';
import { problem } from '../domain/content/field-problem.ts';
import { blank, missingForPublication, type RecordInput, written } from '../domain/new-record.ts';
import { isTombstone, type KnowledgeRecord, mayDraft, mayPublish, touchedBy } from '../domain/record.ts';
import { needsSecondPair } from '../domain/record-rights.ts';
import { accept, invalid, type Result, refuse } from '../domain/result.ts';
import { reviewed } from '../domain/review.ts';
import { slugCandidate } from '../domain/slug.ts';
import { titleOf } from '../domain/title.ts';
import type { Viewer } from '../domain/viewer.ts';
import { edited, says } from '../domain/working-copy.ts';
import type { Clock } from '../ports/clock.ts';
import type { RecordStore } from '../ports/record-store.ts';
import type { Secrets } from '../ports/secrets.ts';
import type { SettingsStore } from '../ports/settings-store.ts';

interface Needs {
  records: RecordStore;
  settings: Pick<SettingsStore, 'find'>;
  secrets: Pick<Secrets, 'newId' | 'hashToken'>;
  clock: Clock;
  addresses: Addresses;
}

/** What an import may say beyond what people may: see KnowledgeRecord. */
export interface Provenance {
  readonly importKey: string | null;
  readonly importedAs: string | null;
  readonly extra: KnowledgeRecord['extra'];
  /** Kept from an export; null makes new ones. */
  readonly kept: Pick<KnowledgeRecord, 'id' | 'slug' | 'formerSlugs' | 'created' | 'published' | 'updated' | 'lastConfirmedAt' | 'replaces'> | null;
}

export type CreateRecord = ReturnType<typeof createRecord>;

/** A form's name, as newForm gives one. */
const ONCE = /^[0-9a-z]{9}[0-9a-f]{16}$/;

const UNKNOWN: Provenance = { importKey: null, importedAs: null, extra: {}, kept: null };

/** A name for a form that is shown now; see `once`. */
export function newForm({ secrets }: { secrets: Pick<Secrets, 'newId'> }): () => string {
  return secrets.newId;
}

/**
 * Keeps a new record of the publisher, as a draft unless the input says otherwise; refuses what is missing for publication. Where two people
 * must look, what would go out is a draft and submitted. `once` names the form that was filled in: sent twice (a double tap), the same answers
 * are one record.
 */
export function createRecord({ records, settings, secrets, clock, addresses }: Needs) {
  const create = async (
    viewer: Viewer,
    type: RecordType,
    publisher: string | null,
    input: RecordInput,
    provenance = UNKNOWN,
    once: string | null = null,
  ): Promise<Result<KnowledgeRecord>> => {
    if (viewer.kind === 'visitor') return refuse({ kind: 'not-signed-in' });
    const home = publisher ?? viewer.organisations[0] ?? '';
    if (!viewer.organisations.includes(home)) return invalid(problem('publisher', 'not-your-organisation', { allowed: viewer.organisations }));
    if (!mayDraft(viewer, home)) return refuse({ kind: 'not-allowed' });

    const { value, problems } = written(type, blank(type, 'de'), input, provenance.kept?.id ?? null);
    if (problems.length > 0) return invalid(...problems);
    const isMeantForAll = value.visibility !== 'draft';
    if (isMeantForAll && !mayPublish(viewer, home)) return refuse({ kind: 'not-allowed' });
    const missing = isMeantForAll ? missingForPublication(type, value) : [];
    if (missing.length > 0) return invalid(...missing);

    const now = clock().toISOString();
    const isSubmitted = isMeantForAll && needsSecondPair(viewer, await settings.find());
    const goesOut = isMeantForAll && !isSubmitted;
    const { kept } = provenance;
    const title = titleOf({ type, content: value.content });
    for (let attempt = 0; ; attempt += 1) {
      // A title used by very many gets a unique tail, so that the search for a free address ends.
      const slug =
        attempt === 0 && kept !== null ? kept.slug : attempt < 9 ? slugCandidate(title, attempt) : `${slugCandidate(title, 0)}-${secrets.newId().slice(-8)}`;
      if ((await records.findByAddress(type, slug)) !== undefined) continue;
      const record = {
        id: kept?.id ?? addresses.record(once === null || !ONCE.test(once) ? secrets.newId() : nameFor(viewer.user, once)),
        type,
        slug,
        formerSlugs: kept?.formerSlugs ?? [],
        publisher: home,
        created: kept?.created ?? now,
        createdBy: viewer.user,
        published: goesOut ? (kept?.published ?? now) : null,
        updated: kept?.updated ?? now,
        // Who publishes says that it is true; nobody has said so yet of what was taken from public sources.
        lastConfirmedAt: kept === null ? (goesOut && value.values.origin === 'own' ? now : null) : kept.lastConfirmedAt,
        replaces: kept?.replaces ?? null,
        revision: 1,
        saves: 1,
        savedBy: viewer.user,
        working: null,
        review: isSubmitted ? reviewed(null, 'submitted', '', viewer.user, now) : null,
        importKey: provenance.importKey,
        importedAs: provenance.importedAs,
        extra: provenance.extra,
        ...value,
        visibility: isSubmitted ? 'draft' : value.visibility,
      } as KnowledgeRecord;
      const kind = goesOut ? 'record-published' : 'record-saved';
      if (await records.add(record, [{ kind, subject: record.id, at: now, by: viewer.user, touches: touchedBy(record), version: record, act: null }]))
        return accept(record);
      const there = once === null ? undefined : await records.find(record.id);
      if (there !== undefined) {
        const isSame = !isTombstone(there) && there.visibility === record.visibility && says(edited(there), record);
        // Other answers in the same form, by the browser's way back, are another record.
        return isSame ? accept(there) : create(viewer, type, publisher, input, provenance);
      }
      if (await isTaken(record)) return invalid(problem('id', 'taken'));
    }
  };
  return create;

  /** The instant in front keeps the order of ids; the rest follows from the form, and nobody else's form gives the same. */
  function nameFor(user: string, once: string): string {
    return `${once.slice(0, 9)}${secrets.hashToken(`new ${user} ${once}`).slice(0, 16)}`;
  }

  async function isTaken(record: KnowledgeRecord): Promise<boolean> {
    if ((await records.find(record.id)) !== undefined) return true;
    return record.importKey !== null && (await records.findByImportKey(record.publisher, record.importKey)) !== undefined;
  }
}
