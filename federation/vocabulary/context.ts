/** The namespace of our terms; the same for every instance wherever it stands, and never fetched: the context travels inline. */
export const NAMESPACE = 'https://leuchtnetz.example/ns/v1#';
/** Written out, so that a term reads the same with and without a JSON-LD processor. */
export const PREFIX = 'ln:';
export const PUBLIC = 'https://www.w3.org/ns/activitystreams#Public';
export const ACTIVITY_JSON = 'application/activity+json';
export const LD_JSON = 'application/ld+json; profile="https://www.w3.org/ns/activitystreams"';
/** The version of our own terms in a record. */
export const SCHEMA = 1;

const iri = (id: string) => ({ '@id': id, '@type': '@id' });

/** The one context of every document we send (federation.md 3.2). JSON-LD 1.0 only: a 1.0 reader loses the whole object otherwise. */
export const CONTEXT = [
  'https://www.w3.org/ns/activitystreams',
  'https://w3id.org/security/v1',
  {
    toot: 'http://joinmastodon.org/ns#',
    // With # where schema.org has none: the spelling Mastodon needs for profile fields.
    schema: 'http://schema.org#',
    sdo: 'https://schema.org/',
    prov: 'http://www.w3.org/ns/prov#',
    ln: NAMESPACE,
    Hashtag: 'as:Hashtag',
    sensitive: 'as:sensitive',
    manuallyApprovesFollowers: 'as:manuallyApprovesFollowers',
    alsoKnownAs: iri('as:alsoKnownAs'),
    movedTo: iri('as:movedTo'),
    discoverable: 'toot:discoverable',
    indexable: 'toot:indexable',
    featured: iri('toot:featured'),
    PropertyValue: 'schema:PropertyValue',
    value: 'schema:value',
    license: iri('sdo:license'),
    about: iri('sdo:about'),
    wasDerivedFrom: iri('prov:wasDerivedFrom'),
  },
] as const;

export type JsonObject = Readonly<Record<string, unknown>>;

/** A thing as a document of its own: what is sent, and what is answered to a GET. */
export function documentOf(thing: JsonObject): JsonObject {
  return { '@context': CONTEXT, ...thing };
}

/** A thing without what is null, which on the wire is not said at all. */
export function said(thing: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(thing).filter(([, value]) => value !== null && value !== undefined));
}
