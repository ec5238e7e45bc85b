import type { Addresses } from '../domain/addresses.ts';
import { isTombstone, type KnowledgeRecord, mayEdit, mayPublish, refusalTo } from '../domain/record.ts';
import { accept, type Result, refuse } from '../domain/result.ts';
import { slugCandidate } from '../domain/slug.ts';
import { titleOf } from '../domain/title.ts';
import { userOf, type Viewer } from '../domain/viewer.ts';
import { deleted, draftsAgain, tombstoneOf } from '../domain/withdrawn.ts';
import { edited, lastWritten, saved, says } from '../domain/working-copy.ts';
import type { Clock } from '../ports/clock.ts';
import type { RecordStore } from '../ports/record-store.ts';
import type { Secrets } from '../ports/secrets.ts';
import { answerTo, savedHappening } from './save-record.ts';
import { standIn } from './stand-in.ts';

interface Needs {
  records: RecordStore;
  secrets: Pick<Secrets, 'hashToken'>;
  clock: Clock;
  addresses: Addresses;
}

export type WithdrawRecord = ReturnType<typeof withdrawRecord>;

/**
 * Takes a published record back: its address answers 410, and a draft with all that was written stands in its place under a new id. The draft
 * is written first and its id follows from the old one, so that doing it again after a crash finishes it. Its files follow by the relay
 * (clean-files.ts). Gives back the draft.
 */
export function withdrawRecord({ records, secrets, clock, addresses }: Needs) {
  const standInFor = standIn({ records, secrets, addresses });

  const writeDraft = async (viewer: Viewer, before: KnowledgeRecord): Promise<string> => {
    const by = userOf(viewer);
    for (let attempt = 0; ; attempt += 1) {
      const { id, found } = await standInFor(before.id);
      const now = clock().toISOString();
      if (found !== undefined) {
        await catchUp(found, before, by, now);
        return id;
      }
      const slug = await freeAddress(before, id, attempt);
      const drafts = draftsAgain(before, id, slug, now);
      const happened = drafts.map((draft) => savedHappening(draft, by, now));
      if (await records.add(drafts.at(-1) ?? drafts[0], happened)) return id;
    }
  };

  /** A draft that an interrupted withdrawal left, and nobody touched since, takes over what was written to the old record meanwhile. */
  const catchUp = async (draft: KnowledgeRecord, before: KnowledgeRecord, by: string, now: string): Promise<void> => {
    const wanted = edited(before);
    await records.change(draft.id, (present) => {
      if (present === undefined || isTombstone(present) || present.updated !== present.created || says(present, wanted)) return { keep: true };
      // Still untouched afterwards: another try may have to catch up once more.
      const write: KnowledgeRecord = { ...saved(present, wanted, lastWritten(before).by, now), updated: present.updated };
      return { write, happened: [savedHappening(write, by, now)] };
    });
  };

  const freeAddress = async (before: KnowledgeRecord, id: string, attempt: number): Promise<string> => {
    const title = titleOf(edited(before));
    for (let n = attempt; n < attempt + 9; n += 1) {
      const slug = slugCandidate(title, n);
      if ((await records.findByAddress(before.type, slug)) === undefined) return slug;
    }
    return `${slugCandidate(title, 0)}-${id.slice(-8)}`;
  };

  return async (viewer: Viewer, id: string): Promise<Result<KnowledgeRecord>> => {
    for (;;) {
      const found = await records.find(id);
      const refusal = refusalTo((who, { publisher }) => mayPublish(who, publisher), viewer, found);
      if (refusal?.kind === 'gone') {
        // Done already, perhaps by a second click.
        const { found: draft } = await standInFor(id);
        return draft !== undefined && draft.replaces !== null && mayEdit(viewer, draft) ? accept(draft) : refuse(refusal);
      }
      if (refusal !== null || found === undefined || isTombstone(found)) return refuse(refusal ?? { kind: 'not-found' });
      if (found.visibility === 'draft') return refuse({ kind: 'outdated' });
      const draft = await writeDraft(viewer, found);
      const now = clock().toISOString();
      const changed = await records.change(id, (before) => {
        const late = refusalTo((who, { publisher }) => mayPublish(who, publisher), viewer, before);
        if (late !== null || before === undefined || isTombstone(before)) return { refusal: late ?? { kind: 'not-found' } };
        // Somebody wrote in between: the draft has to catch up first.
        if (before.saves !== found.saves) return { keep: true };
        const write = tombstoneOf(before, now);
        return { write, happened: [deleted(before, write, 'record-withdrawn', userOf(viewer))] };
      });
      if ('keep' in changed || ('refusal' in changed && changed.refusal.kind === 'gone')) continue;
      if ('refusal' in changed) return refuse(changed.refusal);
      return answerTo({ keep: true }, () => records.find(draft));
    }
  };
}
