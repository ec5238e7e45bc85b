import { expect } from 'chai';
import { type Activity, readActivity } from '../../../federation/vocabulary/read-activity.ts';
import { readActor } from '../../../federation/vocabulary/read-actor.ts';
import { isNotForUs } from '../../../federation/vocabulary/reading.ts';
import { type Breach, isSolicited, type Known, NOTHING_KNOWN, refusalOf } from '../../../federation/vocabulary/refusal-of.ts';
import type { RemoteOrganisation } from '../../../server/domain/remote.ts';
import { ACTORS } from './peers-actors.ts';
import { NOW, ORGANISATION_ID, where } from './samples.ts';

const PEER = 'https://peer.example/organisations/b';
const NOTE = { id: 'https://peer.example/records/1', type: 'Article', attributedTo: PEER, name: 'x', updated: '2026-05-01T00:00:00Z' };
const OUR_FOLLOW = where.activity('follow-1');

function parsed(json: Readonly<Record<string, unknown>>): Activity {
  const read = readActivity({ id: 'https://peer.example/activities/1', actor: PEER, ...json });
  if (isNotForUs(read)) throw new Error(read.why);
  return read;
}

function verdict(json: Readonly<Record<string, unknown>>, known: Partial<Known> = {}, signer = PEER): Breach | null {
  return refusalOf(parsed(json), signer, { base: where.base, ...NOTHING_KNOWN, ...known });
}

function anActor(id: string, differently: Readonly<Record<string, unknown>> = {}): RemoteOrganisation {
  const read = readActor({ ...ACTORS.mastodon, id, inbox: `${id}/inbox`, ...differently }, NOW);
  if (read.kind !== 'actor') throw new Error(read.why);
  return read;
}

describe('what a peer may do', () => {
  it('is only what it signed itself, under ids of its own instance', () => {
    expect(verdict({ type: 'Like', object: where.record('1') })).to.equal(null);
    expect(verdict({ type: 'Like', object: where.record('1') }, {}, 'https://peer.example/organisations/c')).to.equal('not-the-signer');
    expect(verdict({ type: 'Like', object: where.record('1'), id: 'https://other.example/1' })).to.equal('foreign-id');
    expect(verdict({ type: 'Like', object: where.record('1'), id: where.activity('1') })).to.equal('in-our-name');
    expect(verdict({ type: 'Like', object: where.record('1'), actor: ORGANISATION_ID, id: where.activity('1') }, {}, ORGANISATION_ID)).to.equal('in-our-name');
  });

  it('does not change with capitals, ports, dots and look-alikes in an address', () => {
    const like = (id: string) => verdict({ type: 'Like', object: where.record('1'), id });
    for (const id of ['https://PEER.example/a', 'https://peer.example:443/a', 'https://peer.example./a']) expect(like(id), id).to.equal(null);
    for (const id of ['https://peer.example.evil.example/a', 'https://peer.example:8443/a', 'http://peer.example/a', 'https://pеer.example/a'])
      expect(like(id), id).to.equal('foreign-id');
    for (const id of ['https://peer.example@evil.example/a', 'https://peer.example\\@evil.example/a', 'https://peer.example /a', '//peer.example/a'])
      expect(() => like(id), id).to.throw('no-id');
    const koeln = { actor: 'https://köln.example/o/1', type: 'Like', object: where.record('1') };
    expect(verdict({ ...koeln, id: 'https://xn--kln-sna.example/a/1' }, {}, koeln.actor)).to.equal(null);
  });

  it('creates things of its own, told whole or by id', () => {
    expect(verdict({ type: 'Create', object: NOTE })).to.equal(null);
    expect(verdict({ type: 'Create', object: { ...NOTE, attributedTo: [{ id: PEER, type: 'Organization' }] } })).to.equal(null);
    expect(verdict({ type: 'Create', object: NOTE.id })).to.equal(null);
  });

  it('creates nothing on another instance, for somebody else, and no actor, activity or key', () => {
    const cases: readonly (readonly [unknown, Breach])[] = [
      [{ ...NOTE, id: where.record('1') }, 'not-the-owner'],
      [{ ...NOTE, id: 'https://other.example/1' }, 'not-the-owner'],
      ['https://other.example/1', 'not-the-owner'],
      [{ ...NOTE, attributedTo: 'https://peer.example/organisations/c' }, 'not-the-owner'],
      [{ ...NOTE, attributedTo: [PEER, 'https://peer.example/organisations/c'] }, 'not-the-owner'],
      [{ ...NOTE, attributedTo: undefined }, 'not-the-owner'],
      [{ ...NOTE, actor: PEER }, 'wrong-thing'],
      [{ ...NOTE, type: 'Follow' }, 'wrong-thing'],
      [{ ...NOTE, type: ['Note', 'Person'] }, 'wrong-thing'],
      [{ ...NOTE, type: 'Person', id: 'https://peer.example/organisations/c' }, 'wrong-thing'],
    ];
    for (const [object, breach] of cases) {
      expect(verdict({ type: 'Create', object }), JSON.stringify(object)).to.equal(breach);
      expect(verdict({ type: 'Update', object }), JSON.stringify(object)).to.equal(breach);
    }
    expect(verdict({ type: 'Create', object: NOTE }, { owner: 'https://peer.example/organisations/c' })).to.equal('not-the-owner');
  });

  it('changes what it published, with something newer, and itself', () => {
    expect(verdict({ type: 'Update', object: NOTE }, { owner: PEER, updated: '2026-04-01T00:00:00.000Z' })).to.equal(null);
    expect(verdict({ type: 'Update', object: NOTE }, { owner: PEER, updated: '2026-05-01T00:00:00.001Z' })).to.equal('outdated');
    expect(verdict({ type: 'Update', object: NOTE }, { owner: 'https://peer.example/organisations/c' })).to.equal('not-the-owner');
    expect(verdict({ type: 'Update', object: { id: PEER, type: 'Organization', inbox: `${PEER}/inbox` } })).to.equal(null);
  });

  it('deletes what is its own or unknown on its instance', () => {
    expect(verdict({ type: 'Delete', object: NOTE.id })).to.equal(null);
    expect(verdict({ type: 'Delete', object: PEER })).to.equal(null);
    expect(verdict({ type: 'Delete', object: NOTE.id }, { owner: 'https://peer.example/organisations/c' })).to.equal('not-the-owner');
    expect(verdict({ type: 'Delete', object: where.record('1') })).to.equal('not-the-owner');
    expect(verdict({ type: 'Delete', object: ORGANISATION_ID })).to.equal('not-the-owner');
  });

  it('takes back what it did itself', () => {
    const undo = { type: 'Undo', object: 'https://peer.example/activities/0' };
    expect(verdict(undo, { owner: PEER })).to.equal(null);
    expect(verdict(undo, { owner: 'https://peer.example/organisations/c' })).to.equal('not-the-owner');
    expect(verdict(undo)).to.equal('not-here');
    expect(verdict({ type: 'Undo', object: OUR_FOLLOW }, { owner: ORGANISATION_ID })).to.equal('not-the-owner');
    const told = { type: 'Follow', id: undo.object, actor: PEER, object: ORGANISATION_ID };
    expect(verdict({ type: 'Undo', object: told })).to.equal(null);
    expect(verdict({ type: 'Undo', object: { ...told, id: 'https://other.example/activities/0' } })).to.equal('not-the-owner');
    expect(verdict({ type: 'Undo', object: { ...told, actor: 'https://peer.example/organisations/c' } })).to.equal('not-the-owner');
    expect(verdict({ type: 'Undo', object: told }, { owner: 'https://peer.example/organisations/c' })).to.equal('not-the-owner');
  });

  it('follows who is here, and answers only what it was asked', () => {
    expect(verdict({ type: 'Follow', object: ORGANISATION_ID }, { followed: ORGANISATION_ID })).to.equal(null);
    expect(verdict({ type: 'Follow', object: ORGANISATION_ID }, { followed: where.organisation('andere') })).to.equal('not-here');
    expect(verdict({ type: 'Follow', object: 'https://other.example/o' })).to.equal('not-here');
    const asked = { actor: ORGANISATION_ID, object: PEER };
    for (const type of ['Accept', 'Reject']) {
      expect(verdict({ type, object: OUR_FOLLOW }, { asked })).to.equal(null);
      expect(verdict({ type, object: { id: OUR_FOLLOW, type: 'Follow', actor: ORGANISATION_ID, object: PEER } })).to.equal('not-asked');
      expect(verdict({ type, object: OUR_FOLLOW }, { asked: { ...asked, object: 'https://third.example/o' } })).to.equal('not-asked');
      expect(verdict({ type, object: 'https://peer.example/activities/f' }, { asked })).to.equal('not-asked');
      expect(verdict({ type, object: { type: 'Follow', actor: ORGANISATION_ID, object: PEER } }, { asked })).to.equal('not-asked');
    }
  });

  it('adds to and removes from its own collections', () => {
    for (const type of ['Add', 'Remove']) {
      const add = { type, object: where.record('1'), target: 'https://peer.example/collections/1/items' };
      expect(verdict(add, { targetOwner: PEER })).to.equal(null);
      expect(verdict(add, { targetOwner: 'https://peer.example/organisations/c' })).to.equal('not-the-owner');
      expect(verdict(add)).to.equal('not-the-owner');
      expect(verdict({ ...add, target: where.ofRecord(where.record('1'), 'reuses') }, { targetOwner: PEER })).to.equal('not-the-owner');
    }
  });

  it('moves itself, when the new actor knows the old one and the old one says so too', () => {
    const target = 'https://new.example/organisations/b';
    const move = { type: 'Move', object: PEER, target };
    const moving = { from: anActor(PEER, { movedTo: target }), to: anActor(target, { alsoKnownAs: [PEER] }) };
    expect(verdict(move, { moving })).to.equal(null);
    expect(verdict(move)).to.equal('not-confirmed');
    expect(verdict(move, { moving: { ...moving, to: anActor(target) } })).to.equal('not-confirmed');
    expect(verdict(move, { moving: { ...moving, from: anActor(PEER) } })).to.equal('not-confirmed');
    expect(verdict({ ...move, object: 'https://third.example/o' }, { moving })).to.equal('not-the-owner');
  });

  it('announces by id and reports to people', () => {
    expect(
      verdict({ type: 'Announce', object: { id: where.activity('x'), type: 'Create', actor: ORGANISATION_ID, object: { id: where.record('x') } } }),
    ).to.equal(null);
    expect(parsed({ type: 'Announce', object: { id: where.record('x'), type: 'Article', content: 'forged' } })).not.to.have.property('json');
    expect(verdict({ type: 'Flag', object: [ORGANISATION_ID, where.record('1')] })).to.equal(null);
  });
});

describe('what anybody here wants to hear', () => {
  const nobody = { base: where.base, isFollowed: () => false, isKept: () => false };

  it('is news of those who are followed, replies and mentions; nothing else that is not asked for', () => {
    const create = parsed({ type: 'Create', object: NOTE, to: 'as:Public' });
    expect(isSolicited(create, nobody)).to.equal(false);
    expect(isSolicited(create, { ...nobody, isFollowed: (actor) => actor === PEER })).to.equal(true);
    expect(isSolicited(parsed({ type: 'Create', object: { ...NOTE, inReplyTo: where.record('1') } }), nobody)).to.equal(true);
    expect(isSolicited(parsed({ type: 'Create', object: NOTE, cc: [ORGANISATION_ID] }), nobody)).to.equal(true);
    expect(isSolicited(parsed({ type: 'Create', object: NOTE, cc: [`${where.base}.evil.example/x`] }), nobody)).to.equal(false);
    expect(isSolicited(parsed({ type: 'Update', object: NOTE }), { ...nobody, isKept: (iri) => iri === NOTE.id })).to.equal(true);
    expect(isSolicited(parsed({ type: 'Announce', object: where.record('1') }), nobody)).to.equal(true);
    expect(isSolicited(parsed({ type: 'Announce', object: NOTE.id }), nobody)).to.equal(false);
    expect(isSolicited(parsed({ type: 'Follow', object: ORGANISATION_ID }), nobody)).to.equal(true);
  });
});
