import { expect } from 'chai';

import { Duplicate, Unstorable } from '../../server/storage/collection.ts';
import type { Engine } from './collections.contract.ts';
import { aCard, type Card, cards, desk, named, needing, refusal } from './collections-fixture.ts';

export function keepingContract(engine: Engine): void {
  const my = desk(engine);

  it('gives back what was inserted, and nothing where nothing is', async () => {
    const collection = await my.cards(aCard('a', { extra: { deep: [1, 2.5, -3, 1e15, true, false, null, 'ü', { list: [{}] }], empty: {} } }));
    expect(await collection.get('a')).to.deep.equal(aCard('a', { extra: { deep: [1, 2.5, -3, 1e15, true, false, null, 'ü', { list: [{}] }], empty: {} } }));
    expect(await collection.get('b')).to.equal(undefined);
  });

  needing(engine, 'lists within lists', 'gives back lists within lists', async () => {
    const collection = await my.cards(aCard('a', { extra: [[[1], []], [[7.1, 50.2]]] }));
    expect((await collection.get('a'))?.extra).to.deep.equal([[[1], []], [[7.1, 50.2]]]);
  });

  it('gives many in the order asked for and leaves out those that are not there', async () => {
    const collection = await my.cards(aCard('a'), aCard('b'), aCard('c'));
    expect((await collection.getMany(['c', 'x', 'a'])).map(({ id }) => id)).to.deep.equal(['c', 'a']);
    expect(await collection.getMany([])).to.deep.equal([]);
  });

  it('refuses an id that is taken and keeps the first document', async () => {
    const collection = await my.cards(aCard('a', { town: 'First' }));
    const error = await refusal(collection.insert(aCard('a', { town: 'Second' })));
    expect(error).to.be.instanceOf(Duplicate).and.to.have.property('detail', 'id');
    expect((await collection.get('a'))?.town).to.equal('First');
  });

  it('refuses what a unique index has already, names its fields, and writes nothing', async () => {
    const collection = await my.cards(aCard('a', { slug: 'park' }));
    for (const write of [() => collection.insert(aCard('c', { slug: 'park' })), () => collection.change('c', () => aCard('c', { slug: 'park' }))]) {
      const error = await refusal(write());
      expect(error).to.be.instanceOf(Duplicate).and.to.have.property('detail', 'slug');
      expect(await collection.get('c')).to.equal(undefined);
    }
  });

  needing(engine, 'unique on change', 'refuses a change to what a unique index has already', async () => {
    const collection = await my.cards(aCard('a', { slug: 'park' }), aCard('b', { slug: 'pool', tags: ['x'] }));
    const error = await refusal(collection.change('b', () => aCard('b', { slug: 'park' })));
    expect(error).to.be.instanceOf(Duplicate).and.to.have.property('detail', 'slug');
    expect(await collection.find({ tags: 'x' })).to.deep.equal([aCard('b', { slug: 'pool', tags: ['x'] })]);
  });

  it('holds a compound unique index by all its fields, and a null takes no place in it', async () => {
    const collections = await my.open();
    const collection = await collections.open(named({ ...cards, indexes: [{ fields: ['town', 'slug'], unique: true }] }));
    await collection.insert(aCard('a', { slug: 'park' }));
    await collection.insert(aCard('b', { slug: 'park', town: 'Bb' }));
    await collection.insert(aCard('c'));
    await collection.insert(aCard('d'));
    expect(await refusal(collection.insert(aCard('e', { slug: 'park' })))).to.have.property('detail', 'town+slug');
  });

  it('frees a unique value when its document is changed or deleted', async () => {
    const collection = await my.cards(aCard('a', { slug: 'park' }), aCard('b', { slug: 'pool' }));
    await collection.change('a', (card) => aCard('a', { ...card, slug: 'plaza' }));
    await collection.insert(aCard('c', { slug: 'park' }));
    await collection.delete('b');
    await collection.insert(aCard('d', { slug: 'pool' }));
    expect(await collection.count({})).to.equal(3);
  });

  it('changes what is there, makes what is not, and leaves alone on null', async () => {
    const collection = await my.cards(aCard('a', { rank: 1 }));
    expect(await collection.change('a', (card) => (card ? { ...card, rank: 2 } : null))).to.deep.equal(aCard('a', { rank: 2 }));
    expect(await collection.change('n', (card) => (card ? null : aCard('n', { rank: 9 })))).to.deep.equal(aCard('n', { rank: 9 }));
    expect(await collection.change('a', () => null)).to.deep.equal(aCard('a', { rank: 2 }));
    expect(await collection.change('x', () => null)).to.equal(undefined);
    expect(await collection.getMany(['a', 'n', 'x'])).to.deep.equal([aCard('a', { rank: 2 }), aCard('n', { rank: 9 })]);
  });

  it('passes on what a change throws and leaves the document as it was', async () => {
    const collection = await my.cards(aCard('a', { rank: 1 }));
    const throwing = collection.change('a', () => {
      throw new RangeError('no');
    });
    expect(await refusal(throwing)).to.be.instanceOf(RangeError);
    expect(await refusal(collection.change('a', () => aCard('b')))).to.be.instanceOf(TypeError);
    expect(await collection.find({})).to.deep.equal([aCard('a', { rank: 1 })]);
  });

  it('deletes, also what is not there', async () => {
    const collection = await my.cards(aCard('a', { tags: ['x'] }), aCard('b'));
    await collection.delete('a');
    await collection.delete('a');
    expect(await collection.get('a')).to.equal(undefined);
    expect(await collection.find({ tags: 'x' })).to.deep.equal([]);
    expect(await collection.count({})).to.equal(1);
  });

  it('returns every key as it was, also those that an engine would read as its own', async () => {
    const odd = JSON.parse(
      '{"$ne":1,"$set":{"$where":"x"},"a.b":{"c.d.":2},"":3,"%":4,"%24":5,"_id":6,"_schema":7,"_bsontype":"ObjectId","__proto__":{"x":8},"constructor":9,"toBSON":10,"nul\\u0000l":11,"1":[12]}',
    );
    const collection = await my.cards(aCard('a', { extra: odd }));
    await collection.insert(Object.assign(aCard('b'), { $inc: { a: 1 }, _id: 'mine', 'x.y': 1 }));
    expect(JSON.stringify((await collection.get('a'))?.extra)).to.equal(JSON.stringify(odd));
    expect(await collection.get('b')).to.deep.equal({ ...aCard('b'), $inc: { a: 1 }, _id: 'mine', 'x.y': 1 });
    expect({}).to.not.have.property('x');
  });

  it('takes any text as an id', async () => {
    for (const id of ['$ne', 'a.b', '__proto__', "'; DROP TABLE cards; --", 'https://a.example/records/1?x=ü#y', '😀']) {
      const collection = await my.cards(aCard(id));
      expect((await collection.get(id))?.id).to.equal(id);
      expect((await collection.find({ id })).length).to.equal(1);
    }
  });

  it('refuses what is no plain JSON and says where it lies', async () => {
    const collection = await my.cards();
    let deep: unknown = 'x';
    for (let i = 0; i < 200; i++) deep = [deep];
    for (const extra of [undefined, Number.NaN, Number.POSITIVE_INFINITY, new Date(0), () => 1, 1n, new Map(), deep]) {
      const error = await refusal(collection.insert(aCard('a', { extra: { in: extra } })));
      expect(error).to.be.instanceOf(Unstorable);
      expect(error.message).to.contain('.extra.in');
    }
    expect(await refusal(collection.insert(aCard('')))).to.be.instanceOf(Unstorable);
    expect(await refusal(collection.insert({ ...aCard('a'), town: ['Aa', 'Bb'] as unknown as string }))).to.be.instanceOf(Unstorable);
    expect(await refusal(collection.change('a', () => aCard('a', { tags: [{}] as unknown as string[] })))).to.be.instanceOf(Unstorable);
    expect(await collection.count({})).to.equal(0);
  });

  it('hands out copies: what a reader does to a document stays with the reader', async () => {
    const given = { ...aCard('a'), tags: ['x'] };
    const collection = await my.cards(given);
    given.tags.push('y');
    const [read] = await collection.getMany(['a']);
    (read as Card & { tags: string[] }).tags.push('z');
    expect((await collection.get('a'))?.tags).to.deep.equal(['x']);
  });

  it('shows every other opening of the same data what was acknowledged', async () => {
    const shape = named(cards);
    const here = await (await my.open()).open(shape);
    const there = await (await my.open()).open(shape);
    await here.insert(aCard('a', { tags: ['x'] }));
    expect(await there.find({ tags: 'x' })).to.deep.equal([aCard('a', { tags: ['x'] })]);
    await there.delete('a');
    expect(await here.get('a')).to.equal(undefined);
  });

  it('answers a ping', async () => {
    await (await my.open()).ping();
  });
}
