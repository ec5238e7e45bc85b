import type { RecordType } from '../domain/content/content-types.ts';
import { changedAt, type DeskState, deskStateOf, isUnconfirmedSource } from '../domain/desk.ts';
import type { Happening } from '../domain/happening.ts';
import { isTombstone, type KnowledgeRecord } from '../domain/record.ts';
import type { Stored } from '../ports/record-store.ts';
import type { Shape } from './collection.ts';
import { type Journalled, WAITING_INDEX } from './journalled.ts';

/** The record itself, and beside it what it is found by. */
export interface Kept extends Journalled {
  readonly state: Stored;
  readonly type: RecordType;
  readonly slug: string;
  readonly formerAddresses: readonly string[];
  readonly publisher: string;
  /** Null once it is a tombstone. */
  readonly visibility: KnowledgeRecord['visibility'] | null;
  readonly isLive: boolean;
  /** The publisher and the import's key; the id itself where no import knows it. */
  readonly importAddress: string;
  readonly about: string | null;
  readonly createdBy: string | null;
  /** Null for tombstones, as createdBy. */
  readonly desk: DeskState | null;
  /** Never null in this shape, so that documents of an older one can be found. */
  readonly changedAt: string;
  /** Empty text for what is out and was never confirmed, null for what is not out; what came from public sources stands behind all others. */
  readonly confirmedAt: string | null;
}

export const RECORDS: Shape<Kept> = {
  name: 'records',
  schema: 2,
  indexes: [
    { fields: ['type', 'slug'], unique: true },
    { fields: ['formerAddresses'], list: true },
    { fields: ['importAddress'], unique: true },
    { fields: ['about', 'visibility', 'id'] },
    { fields: ['isLive', 'type', 'id'] },
    { fields: ['publisher', 'isLive', 'id'] },
    { fields: ['visibility', 'type', 'id'] },
    { fields: ['publisher', 'desk', 'changedAt'] },
    { fields: ['publisher', 'confirmedAt'] },
    { fields: ['createdBy'] },
    { fields: ['changedAt'] },
    WAITING_INDEX,
  ],
  upgrade(old) {
    const { state, pending, waitingSince, happenings } = old as Kept;
    const renewed = pending.map((entry) => ({ ...entry, happening: withInside(entry.happening) }));
    return toKept(stateWithInside(state), { pending: renewed, waitingSince, happenings });
  },
};

const LAST = '9999';

/** The document of a record, with the journal's part. */
export function toKept(state: Stored, journal: Omit<Journalled, 'id'>): Kept {
  const { id, type, slug, formerSlugs, publisher } = state;
  const gone = isTombstone(state);
  return {
    id,
    state,
    type,
    slug,
    formerAddresses: formerSlugs.map((former) => formerAddress(type, former)),
    publisher,
    visibility: gone ? null : state.visibility,
    isLive: !gone,
    importAddress: state.importKey === null ? id : importAddress(publisher, state.importKey),
    about: !gone && state.type === 'lesson' ? state.content.about : null,
    createdBy: gone ? null : state.createdBy,
    desk: gone ? null : deskStateOf(state),
    changedAt: gone ? state.deleted : changedAt(state),
    confirmedAt: gone || state.visibility === 'draft' ? null : isUnconfirmedSource(state) ? LAST : (state.lastConfirmedAt ?? ''),
    ...journal,
  };
}

export function formerAddress(type: RecordType, slug: string): string {
  return `${type}/${slug}`;
}

export function importAddress(publisher: string, importKey: string): string {
  return `${publisher} ${importKey}`;
}

/** A state of schema 1 had no working copy, no review, and counted its saves and its versions as one. */
export function stateWithInside(state: Stored): Stored {
  if (isTombstone(state)) return { ...state, saves: state.saves ?? state.revision };
  const fresh = { working: null, review: null, saves: state.revision, savedBy: state.createdBy };
  return { ...fresh, ...state };
}

function withInside(happening: Happening): Happening {
  return happening.version === null ? happening : { ...happening, version: stateWithInside(happening.version) };
}
