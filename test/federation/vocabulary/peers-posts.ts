import { PUBLIC } from '../../../federation/vocabulary/context.ts';

const AS = 'https://www.w3.org/ns/activitystreams';

/** Notes and articles as other software sends them. */
export const MASTODON_NOTE = {
  '@context': [AS, { ostatus: 'http://ostatus.org#', atomUri: 'ostatus:atomUri', sensitive: 'as:sensitive', '@vocab': '_:' }],
  id: 'https://mastodon.example/users/anna/statuses/111',
  type: 'Note',
  summary: null,
  inReplyTo: 'https://wissen.musterstadt.example/records/project-1',
  published: '2026-11-01T10:00:00Z',
  url: 'https://mastodon.example/@anna/111',
  attributedTo: 'https://mastodon.example/users/anna',
  to: [PUBLIC],
  cc: ['https://mastodon.example/users/anna/followers', 'https://wissen.musterstadt.example/organisations/musterstadt'],
  sensitive: false,
  atomUri: 'https://mastodon.example/users/anna/statuses/111',
  conversation: 'tag:mastodon.example,2026-11-01:objectId=9:objectType=Conversation',
  content:
    '<p><span class="h-card"><a href="https://wissen.musterstadt.example/@musterstadt" class="u-url mention">@<span>musterstadt</span></a></span> Was kostet das <a href="https://mastodon.example/tags/LED" class="mention hashtag" rel="tag">#<span>LED</span></a>?</p>',
  contentMap: { de: '<p>Was kostet das?</p>' },
  attachment: [
    { type: 'Document', mediaType: 'image/webp', url: 'https://files.mastodon.example/1.webp', name: 'Eine Laterne', blurhash: 'x', width: 10, height: 10 },
  ],
  tag: [
    { type: 'Mention', href: 'https://wissen.musterstadt.example/organisations/musterstadt', name: '@musterstadt@wissen.musterstadt.example' },
    { type: 'Hashtag', href: 'https://mastodon.example/tags/LED', name: '#LED' },
  ],
  replies: { id: 'https://mastodon.example/users/anna/statuses/111/replies', type: 'Collection', first: { type: 'CollectionPage', items: [] } },
};

export const GOTOSOCIAL_NOTE = {
  '@context': ['https://gotosocial.org/ns', AS],
  id: 'https://gts.example/users/bo/statuses/01H',
  type: 'Note',
  attributedTo: 'https://gts.example/users/bo',
  to: PUBLIC,
  cc: 'https://gts.example/users/bo/followers',
  published: '2026-11-01T10:00:00.123+02:00',
  summary: 'Technik',
  content: '<p>Hallo</p>',
  contentMap: { de: '<p>Hallo</p>' },
  interactionPolicy: { canLike: { automaticApproval: [PUBLIC] } },
  attachment: [],
  tag: [],
  url: 'https://gts.example/@bo/statuses/01H',
};

export const WORDPRESS_ARTICLE = {
  '@context': [AS, { Hashtag: 'as:Hashtag' }],
  id: 'https://blog.stadt.example/?p=12',
  type: 'Article',
  name: 'Unser neues Rathaus',
  nameMap: { de: 'Unser neues Rathaus' },
  summary: '<p>Kurz &amp; gut.</p>',
  content: '<h1>Neu</h1><h4>Darunter</h4><p>Text</p><figure><img src="https://blog.stadt.example/a.jpg" alt="Das Rathaus"></figure><script>alert(1)</script>',
  contentMap: { de: '<p>Text</p>' },
  attributedTo: 'https://blog.stadt.example/author/rathaus/',
  audience: 'https://blog.stadt.example/?author=0',
  to: [PUBLIC, 'https://blog.stadt.example/wp-json/activitypub/1.0/actors/0/followers'],
  cc: [],
  published: '2026-10-01T08:00:00Z',
  updated: '2026-10-02T08:00:00Z',
  url: 'https://blog.stadt.example/rathaus/',
  mediaType: 'text/html',
  image: { type: 'Image', url: 'https://blog.stadt.example/a.jpg', mediaType: 'image/jpeg', name: 'Das Rathaus' },
  attachment: [{ type: 'Image', url: 'https://blog.stadt.example/a.jpg', mediaType: 'image/jpeg' }],
  tag: [{ type: 'Hashtag', name: '#rathaus', href: 'https://blog.stadt.example/tag/rathaus' }],
  preview: { type: 'Note', content: 'x' },
};

export const NODEBB_ARTICLE = {
  '@context': AS,
  id: 'https://forum.example/post/5',
  type: 'Article',
  to: [PUBLIC],
  cc: ['https://forum.example/uid/2/followers', 'https://forum.example/category/3'],
  audience: 'https://forum.example/category/3',
  attributedTo: 'https://forum.example/uid/2',
  context: 'https://forum.example/topic/4',
  inReplyTo: null,
  published: '2026-09-01T00:00:00.000Z',
  updated: null,
  url: 'https://forum.example/post/5',
  name: 'Wer nutzt LoRaWAN?',
  summary: 'Eine Frage',
  content: '<p dir="auto">Wir suchen <a href="/category/3">andere</a>.</p>',
  source: { content: 'Wir suchen andere.', mediaType: 'text/markdown' },
  tag: [],
  attachment: [],
};

export const GHOST_ARTICLE = {
  '@context': [AS, 'https://w3id.org/security/data-integrity/v1'],
  id: 'https://zeitung.example/.ghost/activitypub/article/abc',
  type: 'Article',
  attributedTo: 'https://zeitung.example/.ghost/activitypub/users/index',
  to: 'as:Public',
  cc: 'https://zeitung.example/.ghost/activitypub/followers/index',
  name: 'Wärmeplanung',
  content: '<p>Lang</p><iframe src="https://tube.example/embed"></iframe>',
  image: 'https://zeitung.example/bild.jpg',
  preview: { type: 'Note', id: 'https://zeitung.example/n', content: '<p>Kurz</p>' },
  published: '2026-08-01T00:00:00Z',
  url: 'https://zeitung.example/waermeplanung/',
};

export const LEMMY_PAGE = {
  '@context': ['https://join-lemmy.org/context.json', AS],
  type: 'Page',
  id: 'https://lemmy.example/post/77',
  attributedTo: 'https://lemmy.example/u/carl',
  to: ['https://lemmy.example/c/kommunen', PUBLIC],
  name: 'Digitaler Bauantrag',
  cc: [],
  content: '<p>Erfahrungen?</p>\n',
  mediaType: 'text/html',
  source: { content: 'Erfahrungen?', mediaType: 'text/markdown' },
  attachment: [{ href: 'https://beispiel.example/artikel', mediaType: 'text/html', type: 'Link' }],
  sensitive: false,
  published: '2026-07-01T00:00:00.5Z',
  language: { identifier: 'de', name: 'Deutsch' },
  audience: 'https://lemmy.example/c/kommunen',
  tag: [{ href: 'https://lemmy.example/post/77', name: '#kommunen', type: 'Hashtag' }],
};

export const FRIENDICA_ARTICLE = {
  '@context': [AS, { diaspora: 'https://diasporafoundation.org/ns/', vcard: 'http://www.w3.org/2006/vcard/ns#' }],
  id: 'https://friendica.example/objects/1',
  type: 'Article',
  published: '2026-06-01T00:00:00Z',
  'diaspora:guid': '1',
  url: 'https://friendica.example/display/1',
  attributedTo: 'https://friendica.example/profile/dora',
  to: [PUBLIC],
  cc: ['https://friendica.example/followers/dora'],
  sensitive: false,
  context: 'https://friendica.example/context/1',
  conversation: 'https://friendica.example/context/1',
  name: 'Ein Titel',
  content: 'Text <b>fett</b><br>neu',
  contentMap: { de: 'Text' },
  source: { content: '[b]fett[/b]', mediaType: 'text/bbcode' },
  tag: '',
  attachment: [],
  signature: { type: 'RsaSignature2017', signatureValue: 'x' },
};

export const MISSKEY_NOTE = {
  '@context': [AS, { misskey: 'https://misskey-hub.net/ns#', _misskey_quote: 'misskey:_misskey_quote' }],
  id: 'https://misskey.example/notes/9',
  type: 'Note',
  attributedTo: 'https://misskey.example/users/9',
  summary: null,
  content: '<p>Gut</p>',
  _misskey_summary: null,
  _misskey_content: 'Gut',
  source: { content: 'Gut', mediaType: 'text/x.misskeymarkdown' },
  _misskey_quote: null,
  published: '2026-05-01T00:00:00.000Z',
  to: [PUBLIC],
  cc: ['https://misskey.example/users/9/followers'],
  inReplyTo: null,
  attachment: [],
  sensitive: false,
  tag: [],
};

export const PLEROMA_NOTE = {
  '@context': AS,
  actor: 'https://pleroma.example/users/eva',
  attachment: [],
  attributedTo: 'https://pleroma.example/users/eva',
  cc: ['https://pleroma.example/users/eva/followers'],
  content: 'Nur <em>Text</em>',
  context: 'https://pleroma.example/contexts/1',
  conversation: 'https://pleroma.example/contexts/1',
  id: 'https://pleroma.example/objects/1',
  published: '2026-04-01T00:00:00.000000Z',
  sensitive: null,
  summary: '',
  tag: [],
  to: [PUBLIC],
  type: 'Note',
};

/** What we have no use for. */
export const PEERTUBE_VIDEO = {
  '@context': AS,
  type: 'Video',
  id: 'https://tube.example/videos/watch/1',
  name: 'Ratssitzung',
  attributedTo: [
    { type: 'Person', id: 'https://tube.example/accounts/rat' },
    { type: 'Group', id: 'https://tube.example/video-channels/rat' },
  ],
  url: [{ type: 'Link', mediaType: 'text/html', href: 'https://tube.example/w/1' }],
  to: [PUBLIC],
};

export const MOBILIZON_EVENT = {
  '@context': AS,
  type: 'Event',
  id: 'https://mobilizon.example/events/1',
  name: 'Austausch',
  actor: 'https://mobilizon.example/@f',
  attributedTo: 'https://mobilizon.example/@gruppe',
  startTime: '2027-01-01T10:00:00Z',
  to: [PUBLIC],
};

export const ALL_POSTS = {
  MASTODON_NOTE,
  GOTOSOCIAL_NOTE,
  WORDPRESS_ARTICLE,
  NODEBB_ARTICLE,
  GHOST_ARTICLE,
  LEMMY_PAGE,
  FRIENDICA_ARTICLE,
  MISSKEY_NOTE,
  PLEROMA_NOTE,
};
