import { originOf, sameOrigin } from '../../server/domain/origin.ts';
import type { RemoteOrganisation } from '../../server/domain/remote.ts';
import { ACTIVITY_KINDS, type Activity } from './read-activity.ts';
import { Instant, Ref, Type } from './shapes.ts';

/** Why a sender may not do what its activity says (FEP-fe34, federation.md 2.2). */
export type Breach =
  /** Somebody other than the actor signed it, or it comes in the name of somebody here. */
  | 'not-the-signer'
  | 'in-our-name'
  /** Its id belongs to another instance than its actor. */
  | 'foreign-id'
  /** The thing belongs to another instance or to somebody else. */
  | 'not-the-owner'
  /** An activity or a stranger's actor where a thing should be. */
  | 'wrong-thing'
  /** What stands here is newer. */
  | 'outdated'
  /** Nobody here is followed, asked or meant by that name. */
  | 'not-here'
  | 'not-asked'
  /** The old actor and the new one do not name each other. */
  | 'not-confirmed';

/** What stands here about the things an activity names; the caller looks it up before he asks. */
export interface Known {
  readonly base: string;
  /** The publisher of what is kept under the object's id, the actor of an activity kept under it; null where nothing is. */
  readonly owner: string | null;
  /** Its `updated`. */
  readonly updated: string | null;
  /** The object of a Follow, if it is an actor here (in its own inbox: the owner of that inbox). */
  readonly followed: string | null;
  /** The Follow that somebody here sent, if the object's id is one. */
  readonly asked: { readonly actor: string; readonly object: string } | null;
  /** To whom the target of an Add or Remove belongs, as the target itself says. */
  readonly targetOwner: string | null;
  /** Both actors of a Move, fetched anew from where they live. */
  readonly moving: { readonly from: RemoteOrganisation; readonly to: RemoteOrganisation } | null;
}

export const NOTHING_KNOWN: Omit<Known, 'base'> = {
  owner: null,
  updated: null,
  followed: null,
  asked: null,
  targetOwner: null,
  moving: null,
};

const ACTORS = ['Person', 'Service', 'Organization', 'Group', 'Application'];

/** Why this activity must not take effect; null when its sender may do it. `signer`: the actor whose key signed the request. */
export function refusalOf(activity: Activity, signer: string, known: Known): Breach | null {
  const { id, actor } = activity;
  if (actor !== signer) return 'not-the-signer';
  if (isOurs(actor, known) || isOurs(id, known)) return 'in-our-name';
  if (!sameOrigin(id, actor)) return 'foreign-id';
  switch (activity.kind) {
    case 'create':
      return breachOfThing(activity, known);
    case 'update':
      return breachOfThing(activity, known) ?? breachOfUpdate(activity, known);
    case 'delete':
      // Unknown things may be deleted: the tombstone stops a Create that comes late.
      return sameOrigin(activity.object, actor) && mayBeOwner(actor, activity.object, known) ? null : 'not-the-owner';
    case 'undo':
      return breachOfUndo(activity, known);
    case 'follow':
      return known.followed === activity.object && isOurs(activity.object, known) ? null : 'not-here';
    case 'accept':
    case 'reject':
      return breachOfAnswer(activity, known);
    case 'add':
    case 'remove':
      return sameOrigin(activity.target, actor) && known.targetOwner === actor ? null : 'not-the-owner';
    case 'move':
      return breachOfMove(activity, known);
    // By id alone: whatever is told is fetched from where it belongs, and a report is read by people.
    case 'like':
    case 'announce':
    case 'flag':
      return null;
  }
}

type ActivityOf<K extends Activity['kind']> = Extract<Activity, { readonly kind: K }>;
type Telling = ActivityOf<'create' | 'update'>;
type Answering = ActivityOf<'accept' | 'reject' | 'undo'>;

function isOurs(iri: string, { base }: Known): boolean {
  return sameOrigin(iri, base);
}

function mayBeOwner(actor: string, object: string, { owner }: Known): boolean {
  return object === actor || owner === null || owner === actor;
}

/** A thing told whole is believed only of its own author on its own instance; one told by id is fetched, from nowhere else either. */
function breachOfThing({ actor, object, json }: Telling, known: Known): Breach | null {
  if (!sameOrigin(object, actor)) return 'not-the-owner';
  if (!mayBeOwner(actor, object, known)) return 'not-the-owner';
  if (json === null) return null;
  const type = Type.safeParse(json['type']).data;
  if (type === undefined || Object.hasOwn(ACTIVITY_KINDS, type) || 'actor' in json) return 'wrong-thing';
  if (ACTORS.includes(type)) return object === actor ? null : 'wrong-thing';
  return authorIn(json) === actor && object !== actor ? null : 'not-the-owner';
}

function breachOfUpdate({ json }: Telling, { updated }: Known): Breach | null {
  const says = json === null ? null : Instant.parse(json['updated'] ?? json['published']);
  return updated !== null && says !== null && Date.parse(says) < Date.parse(updated) ? 'outdated' : null;
}

/** Whoever says inside the Undo what he takes back takes back nobody else's, whether it is known here or not. */
function breachOfUndo({ actor, object, embedded }: Answering, { owner }: Known): Breach | null {
  if (object !== null && !sameOrigin(object, actor)) return 'not-the-owner';
  if (owner !== null) return owner === actor ? null : 'not-the-owner';
  if (embedded === null) return 'not-here';
  return embedded.actor === actor ? null : 'not-the-owner';
}

/** Only who was asked may answer, and only a question that was really asked. */
function breachOfAnswer({ actor, object }: Answering, known: Known): Breach | null {
  const { asked } = known;
  if (object === null || !isOurs(object, known) || asked === null || !isOurs(asked.actor, known)) return 'not-asked';
  return asked.object === actor ? null : 'not-asked';
}

function breachOfMove({ actor, object, target }: ActivityOf<'move'>, { moving }: Known): Breach | null {
  if (object !== actor || target === actor) return 'not-the-owner';
  if (moving === null || moving.from.id !== actor || moving.to.id !== target) return 'not-confirmed';
  return moving.from.movedTo === target && moving.to.alsoKnownAs.includes(actor) ? null : 'not-confirmed';
}

function authorIn(json: Readonly<Record<string, unknown>>): string | null {
  return Ref.safeParse(json['attributedTo']).data ?? null;
}

/** Whom somebody here knows, for telling what was asked for from what was not. */
export interface Acquaintance {
  readonly base: string;
  /** Whether somebody here follows this actor (a collection's too). */
  readonly isFollowed: (actor: string) => boolean;
  /** Whether this is kept here: a reply to it is welcome. */
  readonly isKept: (iri: string) => boolean;
}

/** Whether anybody here wants to hear it. News are for those who follow the sender, and replies and mentions for whom they concern; everything else speaks for itself. */
export function isSolicited(activity: Activity, { base, isFollowed, isKept }: Acquaintance): boolean {
  const isOurs = (iri: string): boolean => originOf(base) === originOf(iri);
  switch (activity.kind) {
    case 'create':
    case 'update':
    case 'announce': {
      if (isFollowed(activity.actor) || activity.audience.some(isOurs)) return true;
      if (activity.kind === 'announce') return isOurs(activity.object);
      if (isKept(activity.object)) return true;
      const parent = Ref.safeParse(activity.json?.['inReplyTo']).data;
      return parent !== undefined && (isOurs(parent) || isKept(parent));
    }
    default:
      return true;
  }
}
