import { z } from 'zod';

import { type Content, emptyContent } from '../../server/domain/content/field.ts';
import { ORGANISATION_FIELDS } from '../../server/domain/content/organisation.ts';
import { hostOf, sameOrigin } from '../../server/domain/origin.ts';
import type { RemoteOrganisation } from '../../server/domain/remote.ts';
import type { JsonObject } from './context.ts';
import { bounded, isOurs, readExtra } from './read-extra.ts';
import { readFields, termIn } from './read-fields.ts';
import { type NotForUs, notForUs, readDocument } from './reading.ts';
import { remoteHtml } from './remote-html.ts';
import { Flag, Instant, Iri, Languages, line, many, maybe, notAfter, Page, Picture, Ref, single, Type } from './shapes.ts';

const FORMS: Readonly<Record<string, RemoteOrganisation['form']>> = {
  Organization: 'organization',
  Person: 'person',
  Group: 'group',
  Service: 'service',
  Application: 'application',
};
const MOST_KEYS = 10;
const PEM = /^-----BEGIN (RSA )?PUBLIC KEY-----[\sA-Za-z0-9+/=]{40,8000}-----END (RSA )?PUBLIC KEY-----\s*$/;

const Key = z.looseObject({ id: z.string().max(2_000), owner: Ref, publicKeyPem: z.string().max(10_000).regex(PEM) });

const ActorShape = z.looseObject({
  id: Iri,
  type: Type,
  preferredUsername: maybe(single(z.string().regex(/^[A-Za-z0-9_](?:[A-Za-z0-9_.~-]{0,98}[A-Za-z0-9_])?$/))),
  name: maybe(single(line(200))),
  nameMap: Languages,
  summary: maybe(single(z.string())),
  url: Page,
  icon: many(z.unknown()),
  inbox: maybe(Ref),
  outbox: maybe(Ref),
  followers: maybe(Ref),
  following: maybe(Ref),
  endpoints: z
    .looseObject({ sharedInbox: maybe(Ref) })
    .catch({ sharedInbox: null })
    .default({ sharedInbox: null }),
  publicKey: many(Key),
  manuallyApprovesFollowers: Flag,
  indexable: Flag,
  discoverable: Flag,
  suspended: Flag,
  movedTo: maybe(Ref),
  alsoKnownAs: many(Iri),
  published: Instant,
});
type ActorSaid = z.output<typeof ActorShape>;

/**
 * Reads an actor of any software; one of ours with every field of its table. What is not of the actor's own instance (its mail, its keys) is not
 * believed. Whether the document came from that instance is for the one who fetched it to say.
 */
export function readActor(json: unknown, now: Date): ({ readonly kind: 'actor' } & RemoteOrganisation) | NotForUs {
  const document = readDocument(json);
  if (document.kind === 'not-for-us') return document;
  const read = ActorShape.safeParse(document.json);
  if (!read.success) return notForUs(typeof document.json['type'] === 'string' ? 'no-id' : 'unknown-type');
  const said = read.data;
  const form = FORMS[said.type];
  if (form === undefined) return notForUs('unknown-type');
  if (said.preferredUsername === null) return notForUs('no-name');
  if (said.inbox === null) return notForUs('no-inbox');
  if (!sameOrigin(said.inbox, said.id)) return notForUs('foreign-inbox');
  return { kind: 'actor', form, ...actorFrom(said, said.preferredUsername, said.inbox, now), ...contentOf(document.json, said, said.preferredUsername) };
}

type Described = Pick<RemoteOrganisation, 'isOfOurKind' | 'content' | 'extra'>;

function actorFrom(said: ActorSaid, handle: string, inbox: string, now: Date): Omit<RemoteOrganisation, 'form' | keyof Described> {
  const own = (iri: string | null): string | null => (iri !== null && sameOrigin(iri, said.id) ? iri : null);
  return {
    id: said.id,
    handle,
    host: hostOf(said.id),
    summary: said.summary === null || said.summary === '' ? null : remoteHtml(said.summary),
    page: said.url,
    icon: said.icon.map((icon) => Picture.safeParse(icon).data ?? null).find((url) => url !== null) ?? null,
    inbox,
    sharedInbox: own(said.endpoints.sharedInbox),
    outbox: own(said.outbox),
    followers: own(said.followers),
    following: own(said.following),
    keys: said.publicKey
      .filter(({ id, owner }) => owner === said.id && sameOrigin(id, said.id))
      .slice(0, MOST_KEYS)
      .map(({ id, publicKeyPem }) => ({ id, pem: publicKeyPem })),
    indexable: said.indexable,
    discoverable: said.discoverable,
    asksBeforeFollowing: said.manuallyApprovesFollowers,
    movedTo: said.movedTo === said.id ? null : said.movedTo,
    alsoKnownAs: said.alsoKnownAs,
    isSuspended: said.suspended,
    published: said.published === null ? null : notAfter(now, said.published),
  };
}

/** Only an instance of this program means by our words what we mean. */
function contentOf(json: JsonObject, said: ActorSaid, handle: string): Described {
  const name = said.name ?? said.nameMap?.text.slice(0, 200) ?? handle;
  if (termIn(json, 'kind', () => false) !== 'organisation') {
    return { isOfOurKind: false, content: { ...emptyContent(ORGANISATION_FIELDS), name, handle: handle.slice(0, 40) }, extra: {} };
  }
  const read = readFields(ORGANISATION_FIELDS, json, isOurs);
  const content = read.content as unknown as RemoteOrganisation['content'];
  const known = new Set<string>(ORGANISATION_FIELDS.map((field) => field.name));
  return {
    isOfOurKind: true,
    // The handle by which it is found is the one that counts, whatever its own field says.
    content: { ...(content as unknown as Content), name: content.name ?? name, handle } as unknown as RemoteOrganisation['content'],
    extra: bounded({ ...readExtra(json, known), ...read.extra }),
  };
}
