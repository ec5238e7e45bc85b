import type { Audience } from './audience.ts';
import type { JsonObject } from './context.ts';

/** What every activity of ours has. `id` answers GET for years: others look it up again. */
export interface ActivityHead {
  readonly id: string;
  readonly actor: string;
  readonly at: string;
}

const activity = (type: string, { id, actor, at }: ActivityHead, audience: Audience, rest: JsonObject): JsonObject => ({
  id,
  type,
  actor,
  published: at,
  ...audience,
  ...rest,
});

const onlyTo = (...to: string[]): Audience => ({ to, cc: [] });

/** The whole Article; addressed as it is. */
export function createOf(head: ActivityHead, article: JsonObject): JsonObject {
  return activity('Create', head, audienceIn(article), { object: article });
}

/** The whole thing as it is now, an Article or the actor itself. */
export function updateOf(head: ActivityHead, thing: JsonObject, audience: Audience = audienceIn(thing)): JsonObject {
  return activity('Update', { ...head }, audience, { object: thing });
}

export function deleteOf(head: ActivityHead, tombstone: JsonObject, audience: Audience): JsonObject {
  return activity('Delete', head, audience, { object: tombstone });
}

/** By id: whoever wants it fetches it from where it belongs. */
export function announceOf(head: ActivityHead, object: string, audience: Audience): JsonObject {
  return activity('Announce', head, audience, { object });
}

export function followOf(head: ActivityHead, target: string): JsonObject {
  return activity('Follow', head, onlyTo(target), { object: target });
}

/** With the whole Follow inside: some do not remember what they asked. */
export function acceptOf(head: ActivityHead, follow: JsonObject & { readonly actor: string }): JsonObject {
  return activity('Accept', head, onlyTo(follow.actor), { object: follow });
}

export function rejectOf(head: ActivityHead, follow: JsonObject & { readonly actor: string }): JsonObject {
  return activity('Reject', head, onlyTo(follow.actor), { object: follow });
}

/** With the whole activity that is undone inside. */
export function undoOf(head: ActivityHead, undone: JsonObject): JsonObject {
  return activity('Undo', head, audienceIn(undone), { object: undone });
}

export function likeOf(head: ActivityHead, object: string, author: string): JsonObject {
  return activity('Like', head, onlyTo(author), { object });
}

/** From the instance's actor, so that whoever reported stays unknown; the actor first, as all read it. */
export function flagOf(head: ActivityHead, accused: string, records: readonly string[], content: string): JsonObject {
  return activity('Flag', head, onlyTo(accused), { object: [accused, ...records], content });
}

export function addOf(head: ActivityHead, object: string, target: string, audience: Audience): JsonObject {
  return activity('Add', head, audience, { object, target });
}

function audienceIn({ to, cc }: JsonObject): Audience {
  const texts = (list: unknown): string[] => (Array.isArray(list) ? list.filter((one) => typeof one === 'string') : []);
  return { to: texts(to), cc: texts(cc) };
}
