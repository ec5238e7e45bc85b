import { expect } from 'chai';

import type { Collection, Condition, Find, Where } from '../../server/storage/collection.ts';
import type { Engine } from './collections.contract.ts';
import { aCard, type Card, cards, desk, named, needing, refusal } from './collections-fixture.ts';

const MIXED = [null, -5, 0, 1, 2.5, 10, '', '10', 'B', 'Z', 'a', 'z', 'ä', 'ﬁ', '😀', false, true] as const;

export function askingContract(engine: Engine): void {
  const my = desk(engine);
  const idsOf = async (collection: Collection<Card>, where: Where, how?: Find) => (await collection.find(where, how)).map(({ id }) => id);
  const sorted = async (collection: Collection<Card>, where: Where) => (await idsOf(collection, where)).sort();
  const mixed = () => my.cards(...MIXED.map((rank, i) => aCard(`m${i + 10}`, { rank })));
  const ranksOf = async (collection: Collection<Card>, where: Where) => (await collection.find(where, { sort: [['rank', 1]] })).map(({ rank }) => rank);

  it('finds by equality and never takes one kind of value for another', async () => {
    const collection = await mixed();
    for (const rank of MIXED) expect(await ranksOf(collection, { rank }), String(rank)).to.deep.equal([rank]);
    expect(await collection.count({ rank: 'b' })).to.equal(0);
  });

  it('takes a missing field for null', async () => {
    const collection = await my.cards(aCard('a', { rank: 1 }), aCard('b'));
    const { rank: _, ...without } = aCard('c');
    await collection.insert(without as Card);
    expect(await sorted(collection, { rank: null })).to.deep.equal(['b', 'c']);
    expect(await sorted(collection, { rank: { in: [null, 1] } })).to.deep.equal(['a', 'b', 'c']);
  });

  it('finds one of several, of any kinds', async () => {
    const collection = await mixed();
    expect(await ranksOf(collection, { rank: { in: [true, 'ä', 0, 'nowhere', null] } })).to.deep.equal([null, 0, 'ä', true]);
    expect(await ranksOf(collection, { rank: { in: [false] } })).to.deep.equal([false]);
    expect(await ranksOf(collection, { rank: { in: [] } })).to.deep.equal([]);
  });

  it('finds one of very many', async () => {
    const collection = await my.cards(aCard('a', { rank: 'r7' }), aCard('b', { rank: 'r70000' }));
    const many = Array.from({ length: 40_000 }, (_, i) => `r${i}`);
    expect(await idsOf(collection, { rank: { in: many } })).to.deep.equal(['a']);
    expect((await collection.getMany([...many, 'b'])).map(({ id }) => id)).to.deep.equal(['b']);
  });

  it('keeps a range within its kind', async () => {
    const collection = await mixed();
    const cases: [Condition, unknown[]][] = [
      [{ gt: 0 }, [1, 2.5, 10]],
      [{ gte: 0, lt: 10 }, [0, 1, 2.5]],
      [{ lte: 0 }, [-5, 0]],
      [{ gt: 'a' }, ['z', 'ä', 'ﬁ', '😀']],
      [{ gte: 'Z', lte: 'a' }, ['Z', 'a']],
      [{ lt: 'B' }, ['', '10']],
      [{ gt: 5, lt: 3 }, []],
    ];
    for (const [rank, expected] of cases) expect(await ranksOf(collection, { rank }), JSON.stringify(rank)).to.deep.equal(expected);
  });

  it('sorts null first and text by code point, both ways', async () => {
    const collection = await my.cards(...['z', 'Z', null, 'ä', 'a', '😀', 'ﬁ', ''].map((rank, i) => aCard(`s${i}`, { rank })));
    expect(await ranksOf(collection, {})).to.deep.equal([null, '', 'Z', 'a', 'z', 'ä', 'ﬁ', '😀']);
    const falling = await collection.find({}, { sort: [['rank', -1]] });
    expect(falling.map(({ rank }) => rank)).to.deep.equal(['😀', 'ﬁ', 'ä', 'z', 'a', 'Z', '', null]);
  });

  it('sorts by several fields and breaks ties by id', async () => {
    const collection = await my.cards(
      aCard('d', { town: 'Aa', rank: 1 }),
      aCard('c', { town: 'Bb', rank: 1 }),
      aCard('b', { town: 'Aa', rank: 2 }),
      aCard('a', { town: 'Aa', rank: 1 }),
    );
    const sort = [['town', 1] as const, ['rank', -1] as const];
    expect(await idsOf(collection, {}, { sort })).to.deep.equal(['b', 'd', 'a', 'c']);
    expect(await idsOf(collection, { town: 'Aa' }, { sort: [['rank', 1]] })).to.deep.equal(['a', 'd', 'b']);
  });

  it('gives pages that neither repeat nor skip', async () => {
    const collection = await my.cards(...Array.from({ length: 9 }, (_, i) => aCard(`p${i}`, { rank: i % 2 })));
    const pages = await Promise.all([0, 4, 8, 12].map((skip) => idsOf(collection, {}, { sort: [['rank', 1]], skip, limit: 4 })));
    expect(pages.map((page) => page.length)).to.deep.equal([4, 4, 1, 0]);
    expect(new Set(pages.flat()).size).to.equal(9);
    expect(await idsOf(collection, {}, { limit: 0 })).to.deep.equal([]);
    expect((await idsOf(collection, {}, { skip: 7 })).length).to.equal(2);
  });

  it('asks several conditions at once, and by id', async () => {
    const collection = await my.cards(aCard('a', { town: 'Aa', rank: 1, tags: ['x'] }), aCard('b', { town: 'Aa', rank: 2 }), aCard('c', { rank: 1 }));
    expect(await sorted(collection, { town: 'Aa', rank: { gte: 1 }, tags: 'x' })).to.deep.equal(['a']);
    expect(await sorted(collection, { id: { gt: 'a' }, town: 'Aa' })).to.deep.equal(['b', 'c']);
    expect(await sorted(collection, { id: { in: ['a', 'c', 'z'] } })).to.deep.equal(['a', 'c']);
  });

  it('counts what it would find', async () => {
    const collection = await mixed();
    expect(await collection.count({})).to.equal(MIXED.length);
    expect(await collection.count({ rank: { gte: 0, lte: 10 } })).to.equal(4);
    expect(await collection.count({ rank: { in: [] } })).to.equal(0);
  });

  it('finds a list by any of its members', async () => {
    const collection = await my.cards(
      aCard('a', { tags: ['x', 'y', 'x'] }),
      aCard('b', { tags: ['y', 5, true] }),
      aCard('c'),
      aCard('d', { tags: [null, 1, 9] }),
    );
    expect(await sorted(collection, { tags: 'y' })).to.deep.equal(['a', 'b']);
    expect(await sorted(collection, { tags: { in: ['x', true] } })).to.deep.equal(['a', 'b']);
    expect(await sorted(collection, { tags: 1 })).to.deep.equal(['d']);
    expect(await sorted(collection, { tags: null })).to.deep.equal(['d']);
    expect(await sorted(collection, { tags: { gte: 'y' } })).to.deep.equal(['a', 'b']);
    expect(await collection.count({ tags: 'x' }), 'once, though it is there twice').to.equal(1);
  });

  needing(engine, 'ranges over members', 'wants one member within both bounds of a range', async () => {
    const collection = await my.cards(aCard('a', { tags: [1, 9] }), aCard('b', { tags: ['y', 5, true] }));
    expect(await sorted(collection, { tags: { gt: 4, lt: 8 } })).to.deep.equal(['b']);
  });

  it('follows a list through changes', async () => {
    const collection = await my.cards(aCard('a', { tags: ['x', 'y'] }));
    await collection.change('a', (card) => aCard('a', { ...card, tags: ['y', 'z'] }));
    expect(await sorted(collection, { tags: 'x' })).to.deep.equal([]);
    expect(await sorted(collection, { tags: 'y' })).to.deep.equal(['a']);
    expect(await sorted(collection, { tags: 'z' })).to.deep.equal(['a']);
  });

  it('reaches into objects, and through lists of objects', async () => {
    interface Nest {
      readonly id: string;
      readonly to: { readonly host: string };
      readonly items: readonly { readonly ref: string }[];
    }
    const shape = named<Nest>({ name: 'x', schema: 1, indexes: [{ fields: ['to.host'] }, { fields: ['items.ref'], list: true }] });
    const collection = await (await my.open()).open(shape);
    await collection.insert({ id: 'a', to: { host: 'b.example' }, items: [{ ref: '1' }, { ref: '2' }] });
    await collection.insert({ id: 'b', to: { host: 'a.example' }, items: [] });
    expect((await collection.find({ 'items.ref': '2' })).map(({ id }) => id)).to.deep.equal(['a']);
    expect((await collection.find({}, { sort: [['to.host', 1]] })).map(({ id }) => id)).to.deep.equal(['b', 'a']);
  });

  it('refuses to be asked for, or sorted by, what has no index', async () => {
    const collection = await my.cards(aCard('a'));
    for (const field of ['extra', 'town.x', '$where', '_id', '__proto__', '']) {
      expect((await refusal(collection.find({ [field]: 1 }))).message, field).to.contain(`.${field} is not indexed`);
      expect(await refusal(collection.count({ [field]: 1 }))).to.be.instanceOf(TypeError);
    }
    expect(await refusal(collection.find({}, { sort: [['tags', 1]] }))).to.be.instanceOf(TypeError);
    expect(await refusal(collection.find({}, { sort: [['rank', 'DESC' as unknown as 1]] }))).to.be.instanceOf(TypeError);
    expect(await refusal(collection.find({}, { limit: -1 }))).to.be.instanceOf(TypeError);
  });

  it('never reads an operator out of a value', async () => {
    const collection = await my.cards(aCard('a', { slug: 'secret', rank: 1, tags: ['x'] }));
    const smuggled: unknown[] = [
      { $ne: null },
      { $gt: '' },
      { $regex: '.*' },
      { $in: ['secret'] },
      { $where: 'true' },
      { in: [{ $ne: null }] },
      { gt: { $ne: null } },
      { gt: '', $ne: null },
      { in: ['secret'], gt: '' },
      { gt: '', lt: 5 },
      {},
      [],
      ['secret'],
      undefined,
      Number.NaN,
    ];
    for (const value of smuggled) {
      for (const field of ['slug', 'id', 'tags']) {
        expect(await refusal(collection.find({ [field]: value as string })), JSON.stringify(value)).to.be.instanceOf(TypeError);
      }
    }
    for (const text of ['$ne', '{"$ne":null}', "' OR 1=1 --", '%', '*']) expect(await collection.count({ slug: text })).to.equal(0);
    expect(await collection.get({ $ne: null } as unknown as string).catch(() => undefined)).to.equal(undefined);
    expect(await collection.getMany([{ $ne: null } as unknown as string]).catch(() => [])).to.deep.equal([]);
    await collection.delete({ $ne: null } as unknown as string).catch(() => {});
    expect(await collection.count({})).to.equal(1);
  });

  it('makes no index twice: opening again changes nothing', async () => {
    const shape = named(cards);
    const collections = await my.open();
    await (await collections.open(shape)).insert(aCard('a', { slug: 's' }));
    expect(await (await collections.open(shape)).find({ slug: 's' })).to.have.length(1);
  });
}
