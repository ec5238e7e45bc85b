const AS = 'https://www.w3.org/ns/activitystreams';

export const PEM = `-----BEGIN PUBLIC KEY-----\n${'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA0123456789abcdefghij\n'.repeat(5)}-----END PUBLIC KEY-----\n`;

function actor(id: string, type: string, name: string, rest: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> {
  return {
    '@context': [AS, 'https://w3id.org/security/v1'],
    id,
    type,
    preferredUsername: name,
    name: `Name von ${name}`,
    summary: '<p>Über uns <script>x</script></p>',
    inbox: `${id}/inbox`,
    outbox: `${id}/outbox`,
    followers: `${id}/followers`,
    url: id,
    publicKey: { id: `${id}#main-key`, owner: id, publicKeyPem: PEM },
    ...rest,
  };
}

/** Actors as other software describes them, by the software's name. */
export const ACTORS = {
  mastodon: actor('https://mastodon.example/users/anna', 'Person', 'anna', {
    featured: 'https://mastodon.example/users/anna/collections/featured',
    manuallyApprovesFollowers: true,
    discoverable: true,
    indexable: true,
    memorial: false,
    suspended: false,
    endpoints: { sharedInbox: 'https://mastodon.example/inbox' },
    icon: { type: 'Image', mediaType: 'image/png', url: 'https://mastodon.example/a.png' },
    attachment: [{ type: 'PropertyValue', name: 'Web', value: '<a href="https://a.example">a</a>' }],
    tag: [],
  }),
  gotosocial: actor('https://gts.example/users/bo', 'Person', 'bo', {
    publicKey: { id: 'https://gts.example/users/bo/main-key', owner: 'https://gts.example/users/bo', publicKeyPem: PEM },
  }),
  wordpress: actor('https://blog.stadt.example/?author=0', 'Group', 'blog.stadt.example', {
    inbox: 'https://blog.stadt.example/wp-json/activitypub/1.0/actors/0/inbox',
    outbox: 'https://blog.stadt.example/wp-json/activitypub/1.0/actors/0/outbox',
    followers: 'https://blog.stadt.example/wp-json/activitypub/1.0/actors/0/followers',
    publicKey: { id: 'https://blog.stadt.example/?author=0#main-key', owner: 'https://blog.stadt.example/?author=0', publicKeyPem: PEM },
    webfinger: 'blog.stadt.example@blog.stadt.example',
    icon: [{ type: 'Image', url: 'https://blog.stadt.example/icon.png' }],
    indexable: true,
  }),
  nodebb: actor('https://forum.example/category/3', 'Group', 'kommunen', { postingRestrictedToMods: false }),
  ghost: actor('https://zeitung.example/.ghost/activitypub/users/index', 'Person', 'index', { icon: 'https://zeitung.example/i.png' }),
  lemmy: actor('https://lemmy.example/c/kommunen', 'Group', 'kommunen', {
    source: { content: 'x', mediaType: 'text/markdown' },
    moderators: 'https://lemmy.example/c/kommunen/moderators',
  }),
  friendica: actor('https://friendica.example/profile/dora', 'Organization', 'dora', {
    'vcard:region': 'Nord',
    generator: { type: 'Application', name: 'Friendica' },
  }),
  peertube: actor('https://tube.example/accounts/rat', 'Person', 'rat', {
    url: [{ type: 'Link', mediaType: 'text/html', href: 'https://tube.example/a/rat' }],
  }),
  misskey: actor('https://misskey.example/users/9', 'Person', 'neun', {
    isCat: true,
    sharedInbox: 'https://misskey.example/inbox',
    endpoints: { sharedInbox: 'https://misskey.example/inbox' },
  }),
  pleroma: actor('https://pleroma.example/users/eva', 'Service', 'eva', {
    alsoKnownAs: [],
    capabilities: { acceptsChatMessages: true },
    endpoints: { oauthTokenEndpoint: 'https://pleroma.example/oauth' },
  }),
  mobilizon: actor('https://mobilizon.example/@gruppe', 'Group', 'gruppe', { openness: 'moderated', resources: 'https://mobilizon.example/@gruppe/resources' }),
} as const;
