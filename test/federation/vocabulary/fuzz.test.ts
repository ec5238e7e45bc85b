import { expect } from 'chai';

import { articleOf } from '../../../federation/vocabulary/article.ts';
import { documentOf, type JsonObject } from '../../../federation/vocabulary/context.ts';
import { readActivity } from '../../../federation/vocabulary/read-activity.ts';
import { readActor } from '../../../federation/vocabulary/read-actor.ts';
import { readArticle } from '../../../federation/vocabulary/read-article.ts';
import { readCollectionPage } from '../../../federation/vocabulary/read-collection.ts';
import { isNotForUs } from '../../../federation/vocabulary/reading.ts';
import { NOTHING_KNOWN, refusalOf } from '../../../federation/vocabulary/refusal-of.ts';
import { RECORD_TYPES } from '../../../server/domain/content/content-types.ts';
import { ACTORS } from './peers-actors.ts';
import { ALL_POSTS } from './peers-posts.ts';
import { aRecord, FOLLOWERS, NOW, needs, sentOn, told, where } from './samples.ts';

const ROUNDS = 2_000;
const PEER = 'https://peer.example/o/1';
const SEEDS: readonly unknown[] = [
  ...RECORD_TYPES.map((type) => documentOf(articleOf(told(aRecord(type)), needs))),
  ...Object.values(ALL_POSTS),
  ...Object.values(ACTORS),
  ...['Create', 'Update', 'Undo', 'Flag', 'Add'].map((type) => ({
    id: 'https://peer.example/a/1',
    type,
    actor: PEER,
    object: ALL_POSTS.MASTODON_NOTE,
    target: PEER,
  })),
  { id: 'https://peer.example/c', type: 'OrderedCollection', first: { type: 'OrderedCollectionPage', orderedItems: [ALL_POSTS.LEMMY_PAGE] } },
];
const ODD: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1e308,
  '',
  ' ',
  'x',
  '\u0000\ud800',
  'https://',
  'https://[',
  'javascript:alert(1)',
  'data:,',
  'https://peer.example/%zz',
  '9999-99-99T99:99:99Z',
  '+275760-09-13T00:00:00Z',
  '-000001-01-01T00:00:00Z',
  [],
  {},
  [[]],
  [null],
  [[[[]]]],
  { id: null },
  { id: {} },
  { '@id': 'x' },
  { type: [] },
  { toString: 1, valueOf: 2 },
  { length: 5 },

  { 'ln:x': { '': 1 } },
  'as:Public',
  { href: 'x', url: [] },
  { de: 1 },
  { '': '' },
  'a'.repeat(10_000),
  JSON.parse('{"__proto__":{"a":1},"constructor":{"prototype":{}}}') as unknown,
];

/** The same dice every time, so that what fails once fails again. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

function mutated(value: unknown, roll: (sides: number) => number): unknown {
  if (roll(12) === 0) return ODD[roll(ODD.length)];
  if (roll(20) === 0) return [value];
  if (Array.isArray(value)) return value.flatMap((member) => (roll(10) === 0 ? [] : [mutated(member, roll)]));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).flatMap(([key, member]) => (roll(25) === 0 ? [] : [[key, roll(3) === 0 ? mutated(member, roll) : member] as const]));
  if (roll(10) === 0)
    entries.push([['_meta', '@graph', '__proto__', 'ln:', ':', 'ln:a.b.c', 'ln:contact.0.x', 'toString'][roll(8)] ?? '', ODD[roll(ODD.length)]]);
  return Object.fromEntries(entries);
}

function readAll(json: unknown): void {
  const article = readArticle(json, { now: NOW, followers: FOLLOWERS });
  // An anonymous lesson tells less on purpose.
  if (article.kind === 'record' && !(article.type === 'lesson' && article.content.anonymous === true)) {
    // What was taken in can be sent on and is the same again.
    const again = readArticle(
      JSON.parse(JSON.stringify(documentOf(articleOf(told(sentOn({ ...article, reach: 'public', values: { ...article.values, origin: 'own' } })), needs)))),
      { now: NOW, followers: FOLLOWERS },
    );
    if (again.kind !== 'record') throw new Error('lost on the second journey');
    expect({ content: again.content, extra: again.extra }).to.deep.equal({ content: article.content, extra: article.extra });
  }
  if (article.kind === 'post') expect(article.html).not.to.match(/<(script|img|iframe|style)|href="(?!https?:|mailto:)/i);
  const activity = readActivity(json);
  if (!isNotForUs(activity)) refusalOf(activity, PEER, { base: where.base, ...NOTHING_KNOWN });
  readActor(json, NOW);
  readCollectionPage(json);
}

describe('any JSON at all', () => {
  it('is read or not for us, and never an error', () => {
    for (const odd of [...ODD, undefined, 7, 'text']) readAll(odd);
    for (let n = 0; n < ROUNDS; n += 1) {
      const roll = dice(n);
      const json = mutated(SEEDS[roll(SEEDS.length)], roll);
      try {
        readAll(json);
      } catch (error) {
        throw new Error(`Round ${n}: ${JSON.stringify(json).slice(0, 2_000)}`, { cause: error });
      }
    }
    expect(({} as JsonObject)['a']).to.equal(undefined);
  }).timeout(60_000);

  it('has bounds in depth, width and length', () => {
    let deep: unknown = 'x';
    for (let n = 0; n < 5_000; n += 1) deep = [deep];
    expect(readArticle({ ...ALL_POSTS.MASTODON_NOTE, deep }, { now: NOW, followers: null })).to.deep.equal({ kind: 'not-for-us', why: 'too-deep' });
    const wide = Object.fromEntries(Array.from({ length: 450 }, (_, n) => [`k${n}`, Array.from({ length: 450 }, () => 1)]));
    expect(readArticle({ ...ALL_POSTS.MASTODON_NOTE, wide }, { now: NOW, followers: null })).to.deep.equal({ kind: 'not-for-us', why: 'too-large' });
    const read = readArticle(
      {
        ...ALL_POSTS.MASTODON_NOTE,
        name: 'n'.repeat(1e6),
        content: 'c'.repeat(3e6),
        summary: 's'.repeat(1e6),
        tag: Array.from({ length: 5_000 }, () => ({ type: 'Hashtag', name: '#x' })),
      },
      { now: NOW, followers: null },
    );
    expect(JSON.stringify(read).length).to.be.below(120_000);
  });
});
