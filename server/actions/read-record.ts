import { asSeenBy, hidesItsTown, withoutAbout } from '../domain/anonymous.ts';
import type { RecordType } from '../domain/content/content-types.ts';
import type { RecordWithContext } from '../domain/described-record.ts';
import { placeFacts, placeKeyOf } from '../domain/place-facts.ts';
import { isTombstone, type Lesson, maySee, refusalToRead } from '../domain/record.ts';
import { accept, type Result, refuse } from '../domain/result.ts';
import type { Viewer } from '../domain/viewer.ts';
import { withoutInside } from '../domain/working-copy.ts';
import type { OrganisationStore } from '../ports/organisation-store.ts';
import type { PlaceStore } from '../ports/place-store.ts';
import type { RecordStore, Stored } from '../ports/record-store.ts';

interface Needs {
  records: RecordStore;
  organisations: OrganisationStore;
  places: PlaceStore;
}

export type ReadRecord = ReturnType<typeof readRecord>;

/** By the address of its page (an old address gives the record with its present slug) or by its id. */
export function readRecord({ records, organisations, places }: Needs) {
  const withContext = async (viewer: Viewer, found: Stored | undefined): Promise<Result<RecordWithContext>> => {
    const refusal = refusalToRead(viewer, found);
    if (refusal !== null || found === undefined || isTombstone(found)) return refuse(refusal ?? { kind: 'not-found' });
    const record = asSeenBy(viewer, found);
    const aboutId = record.type === 'lesson' ? record.content.about : null;
    const [publisher, lessons, about] = await Promise.all([
      organisations.find(found.publisher),
      records.about(found.id, viewer.kind === 'visitor' ? ['public'] : ['public', 'followers']),
      aboutId === null ? undefined : records.find(aboutId),
    ]);
    if (publisher === undefined) throw new Error(`The publisher of ${found.id} is not here: ${found.publisher}`);
    const ags = placeKeyOf(found, publisher);
    const register = ags === null ? undefined : await places.find(ags);
    return accept({
      record: about === undefined || maySee(viewer, about) ? record : withoutAbout(record),
      publisher,
      place: placeFacts(found, publisher, register),
      lessons: lessons
        .filter((lesson): lesson is Lesson => lesson.type === 'lesson' && maySee(viewer, lesson) && !hidesItsTown(viewer, lesson))
        .map(withoutInside),
      about: about === undefined || isTombstone(about) || !maySee(viewer, about) ? null : withoutInside(about),
    });
  };
  return {
    byAddress: async (viewer: Viewer, type: RecordType, slug: string) => withContext(viewer, await records.findByAddress(type, slug)),
    byId: async (viewer: Viewer, id: string) => withContext(viewer, await records.find(id)),
  };
}
