import { expect } from 'chai';

import { acceptOf, announceOf, deleteOf, flagOf, followOf, likeOf, undoOf } from '../../../federation/vocabulary/activity.ts';
import { instanceActorOf, type OrganisationTold, organisationOf } from '../../../federation/vocabulary/actor.ts';
import { collectionOf, collectionPageOf } from '../../../federation/vocabulary/collection.ts';
import { documentOf, PUBLIC } from '../../../federation/vocabulary/context.ts';
import { askedFor, hostMetaOf, nodeInfoLinks, nodeInfoOf, webFingerOf } from '../../../federation/vocabulary/discovery.ts';
import { readActivity } from '../../../federation/vocabulary/read-activity.ts';
import { readActor } from '../../../federation/vocabulary/read-actor.ts';
import { readCollectionPage } from '../../../federation/vocabulary/read-collection.ts';
import { addresses } from '../../../server/domain/addresses.ts';
import { ORGANISATION_FIELDS } from '../../../server/domain/content/organisation.ts';
import { PEM } from './peers-actors.ts';
import { anOrganisation, FOLLOWERS, filled, NOW, needs, ORGANISATION_ID, where, words } from './samples.ts';

const key = { id: `${ORGANISATION_ID}#main-key`, pem: PEM };
const actorNeeds = { addresses: where, words: words.de, renderMarkdown: needs.renderMarkdown };

function aTold(content = {}): OrganisationTold {
  return { organisation: anOrganisation(content), key, indexable: true, discoverable: true, asksBeforeFollowing: false, alsoKnownAs: [], movedTo: null };
}

describe('an organisation as an actor', () => {
  it('arrives elsewhere with every field, and its address, keys and consent', () => {
    const content = { ...filled(ORGANISATION_FIELDS), handle: 'musterstadt' };
    const document = JSON.parse(JSON.stringify(documentOf({ ...organisationOf(aTold(content), actorNeeds), 'ln:motto': 'vorwärts' }))) as unknown;
    const read = readActor(document, NOW);
    if (read.kind !== 'actor') throw new Error(JSON.stringify(read));
    expect(read.content).to.deep.equal({ ...anOrganisation().content, ...content });
    expect(read.extra).to.deep.equal({ motto: 'vorwärts' });
    expect(read).to.deep.include({
      isOfOurKind: true,
      form: 'organization',
      handle: 'musterstadt',
      host: 'wissen.musterstadt.example',
      indexable: true,
      followers: FOLLOWERS,
      sharedInbox: where.sharedInbox,
      keys: [key],
    });
  });

  it('keeps the handle it is found by, whatever its fields say', () => {
    const document = { ...organisationOf(aTold(), actorNeeds), 'ln:handle': 'grossstadt' };
    const read = readActor(document, NOW);
    expect(read.kind === 'actor' && read.content.handle).to.equal('musterstadt');
  });

  it('has all that Mastodon and Lemmy ask for, and a profile in words', () => {
    const actor = organisationOf(aTold({ website: 'https://www.musterstadt.example/"x', population: 12_000 }), actorNeeds);
    expect(actor['preferredUsername']).to.match(/^[a-z0-9_.-]+$/);
    for (const part of ['inbox', 'outbox', 'followers', 'following', 'publicKey', 'endpoints']) expect(actor).to.have.property(part);
    expect(actor).to.deep.include({ type: 'Organization', manuallyApprovesFollowers: false, discoverable: true, indexable: true, alsoKnownAs: [] });
    expect(actor).not.to.have.property('movedTo');
    expect(JSON.stringify(actor['attachment'])).to.contain('&quot;x').and.to.contain('12.000');
  });

  it('is an Application for the instance itself, called like its host', () => {
    const actor = instanceActorOf({ name: 'Wissen', key: { id: `${where.instance}#main-key`, pem: PEM }, created: '2026-01-01T00:00:00Z' }, where);
    expect(actor).to.include({ id: where.instance, type: 'Application', preferredUsername: 'wissen.musterstadt.example', inbox: where.sharedInbox });
    expect(readActor(documentOf(actor), NOW)).to.include({ kind: 'actor', form: 'application', isOfOurKind: false });
  });
});

describe('activities of ours', () => {
  const head = { id: where.activity('1'), actor: ORGANISATION_ID, at: '2026-01-01T00:00:00Z' };
  const other = 'https://andere.example/organisations/b';

  it('say what others need to know them again', () => {
    const follow = followOf(head, other);
    const answer = { ...head, actor: other, id: 'https://andere.example/activities/2' };
    expect(acceptOf(answer, { ...follow, actor: ORGANISATION_ID })).to.deep.include({ type: 'Accept', to: [ORGANISATION_ID], object: follow });
    expect(undoOf(head, follow)).to.deep.include({ type: 'Undo', to: [other], object: follow });
    expect(announceOf(head, 'https://andere.example/records/1', { to: [PUBLIC], cc: [FOLLOWERS] })['object']).to.equal('https://andere.example/records/1');
    expect(flagOf({ ...head, actor: where.instance }, other, ['https://andere.example/records/1'], 'Werbung')).to.deep.include({
      object: [other, 'https://andere.example/records/1'],
      content: 'Werbung',
    });
  });

  it('are understood by ourselves', () => {
    const follow = followOf(head, other);
    expect(readActivity(documentOf(follow))).to.include({ kind: 'follow', object: other });
    expect(readActivity(documentOf(acceptOf({ ...head, actor: other }, { ...follow, actor: ORGANISATION_ID })))).to.deep.include({
      object: head.id,
      embedded: { type: 'Follow', id: head.id, actor: ORGANISATION_ID, object: other },
    });
    expect(readActivity(documentOf(likeOf(head, 'https://andere.example/records/1', other)))).to.include({ kind: 'like' });
    expect(readActivity(documentOf(deleteOf(head, { id: where.record('1'), type: 'Tombstone' }, { to: [PUBLIC], cc: [] })))).to.include({
      kind: 'delete',
      object: where.record('1'),
    });
    const page = collectionPageOf({ id: `${FOLLOWERS}?page=1`, partOf: FOLLOWERS, total: 1, next: `${FOLLOWERS}?page=2`, prev: null, items: [other] });
    expect(readCollectionPage(documentOf(page))).to.deep.include({ total: 1, next: `${FOLLOWERS}?page=2`, items: [{ object: other, json: null }] });
    expect(readCollectionPage(documentOf(collectionOf({ id: FOLLOWERS, total: 1, first: `${FOLLOWERS}?page=1`, attributedTo: ORGANISATION_ID })))).to.include({
      first: `${FOLLOWERS}?page=1`,
      attributedTo: ORGANISATION_ID,
    });
  });
});

describe('being found', () => {
  it('by handle or address, on this host alone', () => {
    const local = addresses('http://localhost:3000');
    for (const resource of [
      'acct:musterstadt@wissen.musterstadt.example',
      'acct:@Musterstadt@WISSEN.musterstadt.example',
      'musterstadt@wissen.musterstadt.example.',
      ORGANISATION_ID,
      `${ORGANISATION_ID}/`,
    ])
      expect(askedFor(resource, where), resource).to.deep.equal({ handle: 'musterstadt' });
    expect(askedFor('acct:town@localhost:3000', local)).to.deep.equal({ handle: 'town' });
    expect(askedFor('acct:town@localhost', local)).to.equal(null);
    for (const resource of ['acct:wissen.musterstadt.example@wissen.musterstadt.example', where.instance, where.base])
      expect(askedFor(resource, where), resource).to.equal('instance');
    for (const resource of [
      'acct:musterstadt@evil.example',
      'acct:musterstadt@wissen.musterstadt.example.evil.example',
      'acct:a/b@wissen.musterstadt.example',
      'https://wissen.musterstadt.example.evil.example/organisations/x',
      `${ORGANISATION_ID}/inbox`,
      '',
      'acct:@',
      'x'.repeat(9_000),
    ])
      expect(askedFor(resource, where), resource).to.equal(null);
  });

  it('answers with the one handle, the actor and the page', () => {
    const jrd = webFingerOf({ handle: 'musterstadt', id: ORGANISATION_ID, page: ORGANISATION_ID }, where);
    expect(jrd).to.deep.include({ subject: 'acct:musterstadt@wissen.musterstadt.example', aliases: [ORGANISATION_ID] });
    expect(jrd['links']).to.deep.include({ rel: 'self', type: 'application/activity+json', href: ORGANISATION_ID });
    expect(hostMetaOf(where)).to.contain('template="https://wissen.musterstadt.example/.well-known/webfinger?resource={uri}"');
    expect(JSON.stringify(nodeInfoLinks(where)))
      .to.contain('/nodeinfo/2.1')
      .and.to.contain(where.instance);
    expect(nodeInfoOf('1.0.0', { organisations: 2, activeMonth: 1, activeHalfYear: 2, records: 9, comments: 0 }, 'open')).to.deep.include({
      version: '2.1',
      software: { name: 'leuchtnetz', version: '1.0.0' },
      protocols: ['activitypub'],
    });
  });
});
