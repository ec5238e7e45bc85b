import type { Addresses } from '../../server/domain/addresses.ts';
import type { Content } from '../../server/domain/content/field.ts';
import { ORGANISATION_FIELDS } from '../../server/domain/content/organisation.ts';
import type { Organisation } from '../../server/domain/organisation.ts';
import { hostOf } from '../../server/domain/origin.ts';
import { type JsonObject, PREFIX, SCHEMA, said } from './context.ts';
import { escaped } from './escaped.ts';
import { remoteHtml } from './remote-html.ts';
import { termsOf } from './terms.ts';
import type { RenderMarkdown, Wording } from './wording.ts';

export interface ActorKey {
  /** `<actor>#main-key` or another name below the actor. */
  readonly id: string;
  readonly pem: string;
}

export interface ActorNeeds {
  readonly addresses: Addresses;
  readonly words: Wording;
  readonly renderMarkdown: RenderMarkdown;
}

export interface OrganisationTold {
  readonly organisation: Organisation;
  readonly key: ActorKey;
  readonly indexable: boolean;
  readonly discoverable: boolean;
  readonly asksBeforeFollowing: boolean;
  readonly alsoKnownAs: readonly string[];
  readonly movedTo: string | null;
}

/** An organisation as an actor; everything its page says, under our prefix too. */
export function organisationOf(told: OrganisationTold, { addresses, words, renderMarkdown }: ActorNeeds): JsonObject {
  const { organisation, key, indexable, discoverable, asksBeforeFollowing, alsoKnownAs, movedTo } = told;
  const { id, handle, content } = organisation;
  const name = content.name ?? handle;
  return {
    id,
    type: 'Organization',
    preferredUsername: handle,
    name,
    nameMap: { [words.language]: name },
    summary: content.vision === null ? '' : remoteHtml(renderMarkdown(content.vision)),
    url: id,
    ...collectionsOf(id, addresses),
    endpoints: { sharedInbox: addresses.sharedInbox },
    published: organisation.created,
    updated: organisation.updated,
    manuallyApprovesFollowers: asksBeforeFollowing,
    discoverable,
    indexable,
    alsoKnownAs,
    ...said({ movedTo }),
    attachment: profileOf(organisation, words),
    publicKey: publicKeyOf(id, key),
    [`${PREFIX}kind`]: 'organisation',
    [`${PREFIX}schema`]: SCHEMA,
    ...termsOf(ORGANISATION_FIELDS, content as Content),
  };
}

/** The instance itself, in whose name it fetches. Its name is its host, which no organisation can be called. */
export function instanceActorOf({ name, key, created }: { name: string; key: ActorKey; created: string }, addresses: Addresses): JsonObject {
  const id = addresses.instance;
  return {
    id,
    type: 'Application',
    preferredUsername: instanceHandle(addresses),
    name,
    summary: '',
    url: `${addresses.base}/`,
    // It has no mail of its own; the outbox must be there for Lemmy.
    inbox: addresses.sharedInbox,
    outbox: addresses.ofActor(id, 'outbox'),
    endpoints: { sharedInbox: addresses.sharedInbox },
    published: created,
    manuallyApprovesFollowers: true,
    discoverable: false,
    indexable: false,
    publicKey: publicKeyOf(id, key),
  };
}

/** Only what every reader of handles takes: small letters, digits, dots and hyphens. */
export function instanceHandle({ base }: Pick<Addresses, 'base'>): string {
  return hostOf(base)
    .replace(/:\d+$/, '')
    .replace(/[^a-z0-9.-]/g, '');
}

function collectionsOf(id: string, addresses: Addresses): JsonObject {
  const names = ['inbox', 'outbox', 'followers', 'following'] as const;
  return Object.fromEntries(names.map((name) => [name, addresses.ofActor(id, name)]));
}

function publicKeyOf(owner: string, { id, pem }: ActorKey): JsonObject {
  return { id, owner, publicKeyPem: pem };
}

/** The lines of a profile elsewhere; values are HTML there. */
function profileOf({ content }: Organisation, words: Wording): JsonObject[] {
  const line = (field: keyof Organisation['content'], html: string | null): JsonObject[] =>
    html === null ? [] : [{ type: 'PropertyValue', name: words.field('organisation', field).label, value: html }];
  const { website, orgType, state, ags, population } = content;
  return [
    ...line(
      'website',
      website === null ? null : `<a href="${escaped(website)}" rel="me">${escaped(website.replace(/^https?:\/\//, '').replace(/\/$/, ''))}</a>`,
    ),
    ...line('orgType', orgType === null ? null : escaped(words.label('orgType', orgType))),
    ...line('state', state === null ? null : escaped(words.label('state', state))),
    ...line('ags', ags === null ? null : escaped(ags)),
    ...line('population', population === null ? null : escaped(words.number(population))),
  ];
}
