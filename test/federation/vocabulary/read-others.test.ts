import { expect } from 'chai';

import { readActivity } from '../../../federation/vocabulary/read-activity.ts';
import { readActor } from '../../../federation/vocabulary/read-actor.ts';
import { readArticle } from '../../../federation/vocabulary/read-article.ts';
import { readCollectionPage } from '../../../federation/vocabulary/read-collection.ts';
import type { ReceivedPost } from '../../../server/domain/remote.ts';
import { ACTORS, PEM } from './peers-actors.ts';
import * as peers from './peers-posts.ts';
import { NOW } from './samples.ts';

function post(json: unknown, followers: string | null = null): ReceivedPost {
  const read = readArticle(json, { now: NOW, followers });
  if (read.kind !== 'post') throw new Error(`No post: ${JSON.stringify(read).slice(0, 300)}`);
  return read;
}

describe('what other software sends', () => {
  for (const [name, json] of Object.entries(peers.ALL_POSTS)) {
    it(`is read as a plain post, never as a project: ${name}`, () => {
      const read = post(json);
      expect(read).to.include({ reach: 'public', ourKind: null, publisher: json.attributedTo });
      expect(read.title, 'title').to.be.a('string');
      expect(read.html).not.to.match(/<(script|iframe|img|span|h1)|class=|style=|on\w+=/);
      expect(post(JSON.parse(JSON.stringify({ ...json, '@context': [{ content: 'evil:term' }] })))).to.deep.equal(read);
    });
  }

  it('a reply from Mastodon has its parent, those it mentions, its picture as a link and its words', () => {
    const read = post(peers.MASTODON_NOTE);
    expect(read).to.deep.include({
      form: 'note',
      inReplyTo: 'https://wissen.musterstadt.example/records/project-1',
      mentions: ['https://wissen.musterstadt.example/organisations/musterstadt'],
      tags: ['LED'],
      language: 'de',
      title: '@musterstadt Was kostet das #LED?',
      pictures: [{ url: 'https://files.mastodon.example/1.webp', alt: 'Eine Laterne' }],
      page: 'https://mastodon.example/@anna/111',
    });
    expect(read.html).to.contain('<a href="https://mastodon.example/tags/LED" rel="nofollow noopener ugc">#LED</a>');
  });

  it('an article has its title, summary as text, headings in order, picture and times', () => {
    const read = post(peers.WORDPRESS_ARTICLE);
    expect(read).to.deep.include({
      form: 'article',
      title: 'Unser neues Rathaus',
      summary: 'Kurz & gut.',
      updated: '2026-10-02T08:00:00.000Z',
      page: 'https://blog.stadt.example/rathaus/',
    });
    expect(read.html).to.equal('<h2>Neu</h2><h3>Darunter</h3><p>Text</p><em>Das Rathaus</em>');
    expect(read.pictures).to.deep.equal([{ url: 'https://blog.stadt.example/a.jpg', alt: 'Das Rathaus' }]);
    expect(post(peers.GOTOSOCIAL_NOTE)).to.include({ published: '2026-11-01T08:00:00.123Z', summary: 'Technik' });
    expect(post(peers.NODEBB_ARTICLE)).to.include({ conversation: 'https://forum.example/topic/4', html: '<p>Wir suchen andere.</p>' });
    expect(post(peers.GHOST_ARTICLE).pictures).to.deep.equal([{ url: 'https://zeitung.example/bild.jpg', alt: null }]);
    expect(post(peers.LEMMY_PAGE)).to.include({ form: 'page', title: 'Digitaler Bauantrag' });
  });

  it('what is no text, has no author of its own instance or no id is politely not for us', () => {
    const why = (json: unknown): unknown => readArticle(json, { now: NOW, followers: null });
    expect(why(peers.PEERTUBE_VIDEO)).to.deep.equal({ kind: 'not-for-us', why: 'unknown-type' });
    expect(why(peers.MOBILIZON_EVENT)).to.deep.equal({ kind: 'not-for-us', why: 'unknown-type' });
    expect(why({ ...peers.MASTODON_NOTE, attributedTo: 'https://other.example/u/1' })).to.include({ why: 'foreign-author' });
    expect(why({ ...peers.MASTODON_NOTE, attributedTo: undefined })).to.include({ why: 'no-author' });
    expect(why({ ...peers.MASTODON_NOTE, id: 'urn:uuid:1' })).to.include({ why: 'no-id' });
    expect(why({ ...peers.MASTODON_NOTE, type: ['Note', 'Article'] })).to.include({ kind: 'not-for-us' });
    expect(why([peers.MASTODON_NOTE])).to.include({ why: 'not-an-object' });
  });

  it('is for followers, or for those it names, when it is not for everybody', () => {
    const quiet = { ...peers.MASTODON_NOTE, to: ['https://mastodon.example/users/anna/followers'], cc: [] };
    expect(post(quiet, 'https://mastodon.example/users/anna/followers').reach).to.equal('followers');
    expect(
      post({ ...quiet, to: 'https://wissen.musterstadt.example/organisations/musterstadt' }, 'https://mastodon.example/users/anna/followers').reach,
    ).to.equal('named');
    expect(post({ ...quiet, to: 'Public' }).reach).to.equal('public');
  });
});

describe('actors of other software', () => {
  for (const [name, json] of Object.entries(ACTORS)) {
    it(`are read, with their keys: ${name}`, () => {
      const read = readActor(json, NOW);
      if (read.kind !== 'actor') throw new Error(JSON.stringify(read));
      expect(read).to.include({ id: json['id'], handle: json['preferredUsername'], isOfOurKind: false, inbox: json['inbox'], summary: '<p>Über uns </p>' });
      expect(read.keys.map(({ pem }) => pem)).to.deep.equal([PEM]);
      expect(read.indexable).to.equal(json['indexable'] === true);
      expect(read.content.name).to.equal(json['name']);
    });
  }

  it('may not have their mail or keys elsewhere', () => {
    const { mastodon } = ACTORS;
    expect(readActor({ ...mastodon, inbox: 'https://mastodon.example.evil.example/inbox' }, NOW)).to.include({ why: 'foreign-inbox' });
    expect(readActor({ ...mastodon, inbox: undefined }, NOW)).to.include({ why: 'no-inbox' });
    const elsewhere = readActor(
      { ...mastodon, outbox: 'https://evil.example/o', followers: 'https://evil.example/f', endpoints: { sharedInbox: 'http://mastodon.example/inbox' } },
      NOW,
    );
    expect(elsewhere).to.include({ outbox: null, followers: null, sharedInbox: null });
    const keys = [
      { id: 'https://evil.example/k', owner: mastodon['id'], publicKeyPem: PEM },
      { id: 'https://mastodon.example/k', owner: 'https://mastodon.example/users/other', publicKeyPem: PEM },
      { id: 'https://mastodon.example/k2', owner: mastodon['id'], publicKeyPem: 'no key' },
      { id: 'https://mastodon.example/k3', owner: mastodon['id'], publicKeyPem: PEM },
    ];
    const read = readActor({ ...mastodon, publicKey: keys }, NOW);
    expect(read.kind === 'actor' && read.keys.map(({ id }) => id)).to.deep.equal(['https://mastodon.example/k3']);
  });

  it('without a name, an id or a type we know are not for us', () => {
    expect(readActor({ ...ACTORS.mastodon, preferredUsername: 'a b' }, NOW)).to.include({ why: 'no-name' });
    expect(readActor({ ...ACTORS.mastodon, id: 'javascript:alert(1)' }, NOW)).to.include({ why: 'no-id' });
    expect(readActor({ ...ACTORS.mastodon, type: 'Note' }, NOW)).to.include({ why: 'unknown-type' });
  });
});

describe('activities of other software', () => {
  const head = { '@context': 'https://www.w3.org/ns/activitystreams', id: 'https://a.example/act/1', actor: 'https://a.example/u/1' };

  it('are read with what they are about', () => {
    expect(readActivity({ ...head, type: 'Create', object: peers.MASTODON_NOTE, to: 'as:Public', cc: [] })).to.deep.include({
      kind: 'create',
      object: peers.MASTODON_NOTE.id,
      audience: ['https://www.w3.org/ns/activitystreams#Public'],
    });
    expect(readActivity({ ...head, type: 'Delete', object: { id: 'https://a.example/n/1', type: 'Tombstone' } })).to.include({
      kind: 'delete',
      object: 'https://a.example/n/1',
    });
    expect(readActivity({ ...head, type: 'Like', object: 'https://b.example/r/1', content: '👍', _misskey_reaction: '👍' })).to.include({ kind: 'like' });
    expect(readActivity({ ...head, type: 'Undo', object: { type: 'Follow', actor: head.actor, object: 'https://b.example/o' } })).to.deep.include({
      kind: 'undo',
      object: null,
      embedded: { type: 'Follow', id: null, actor: head.actor, object: 'https://b.example/o' },
    });
    expect(readActivity({ ...head, type: 'Announce', object: { id: 'https://a.example/act/0', type: 'Create', object: {} } })).to.include({
      kind: 'announce',
      object: 'https://a.example/act/0',
    });
    expect(readActivity({ ...head, type: 'Flag', object: ['https://b.example/o', 'https://b.example/r/1'], content: 'Werbung <b>hier</b>' })).to.deep.include({
      objects: ['https://b.example/o', 'https://b.example/r/1'],
      content: 'Werbung hier',
    });
    expect(
      readActivity({ ...head, actor: { id: head.actor, type: 'Person' }, type: 'Move', object: [head.actor], target: 'https://c.example/u/1' }),
    ).to.include({ kind: 'move', actor: head.actor, target: 'https://c.example/u/1' });
  });

  it('that we do not know or that say too little are not for us', () => {
    for (const type of ['EmojiReact', 'Dislike', 'View', 'Join', 'QuoteRequest', 'Question', 'toString', ['Create'], { a: 1 }, null])
      expect(readActivity({ ...head, type, object: 'https://b.example/r/1' })).to.include({ why: 'unknown-type' });
    expect(readActivity({ ...head, type: 'Create', object: { type: 'Note' } })).to.include({ why: 'no-object' });
    expect(readActivity({ ...head, type: 'Create', object: ['https://a.example/1', 'https://a.example/2'] })).to.include({ why: 'no-object' });
    expect(readActivity({ ...head, type: 'Like', object: 'https://b.example/r/1', actor: ['https://a.example/1', 'https://a.example/2'] })).to.include({
      why: 'no-actor',
    });
    expect(readActivity({ ...head, id: 7, type: 'Like', object: 'https://b.example/r/1' })).to.include({ why: 'no-id' });
  });

  it('of a collection come in pages of the same instance', () => {
    const page = {
      id: 'https://a.example/outbox?page=1',
      type: 'OrderedCollectionPage',
      orderedItems: [{ ...head, type: 'Like', object: 'https://b.example/r/1' }, 'https://a.example/act/2', 7, null],
      next: 'https://a.example/outbox?page=2',
    };
    const read = readCollectionPage(page);
    expect(read).to.include({ next: 'https://a.example/outbox?page=2', first: null });
    expect(read.kind === 'collection' && read.items.map(({ object }) => object)).to.deep.equal(['https://a.example/act/1', 'https://a.example/act/2']);
    expect(readCollectionPage({ ...page, next: 'https://evil.example/2' })).to.include({ next: null });
    expect(readCollectionPage({ ...page, next: page.id })).to.include({ next: null });
    const whole = readCollectionPage({
      id: 'https://a.example/f',
      type: 'Collection',
      totalItems: 3,
      first: { type: 'CollectionPage', items: 'https://a.example/1', next: 'https://a.example/f?2' },
    });
    expect(whole).to.include({ total: 3, next: 'https://a.example/f?2', first: null });
    expect(readCollectionPage({ ...page, type: 'Note' })).to.include({ why: 'unknown-type' });
  });
});
