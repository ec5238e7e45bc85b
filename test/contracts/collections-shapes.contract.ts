import { expect } from 'chai';

import { Duplicate, NewerSchema, type Shape } from '../../server/storage/collection.ts';
import type { Engine } from './collections.contract.ts';
import { aCard, type Card, cards, desk, named, needing, refusal } from './collections-fixture.ts';

interface OldCard {
  readonly id: string;
  readonly place: string;
}

export function shapesContract(engine: Engine): void {
  const my = desk(engine);
  const oldAndNew = () => {
    const old = named<OldCard>({ name: 'x', schema: 1, indexes: [{ fields: ['place'] }] });
    const upgrade = (before: unknown) => aCard((before as OldCard).id, { town: (before as OldCard).place });
    return { old, now: { ...cards, name: old.name, schema: 2, upgrade } satisfies Shape<Card> };
  };

  it('upgrades older documents on read, and keeps them in the new shape once changed', async () => {
    const { old, now } = oldAndNew();
    const collections = await my.open();
    await (await collections.open(old)).insert({ id: 'a', place: 'Aa' });
    let upgrades = 0;
    const upgrade = (before: unknown) => {
      upgrades++;
      return now.upgrade(before);
    };
    const collection = await collections.open({ ...now, upgrade });
    expect(await collection.get('a')).to.deep.equal(aCard('a', { town: 'Aa' }));
    expect(await collection.getMany(['a'])).to.deep.equal([aCard('a', { town: 'Aa' })]);
    await collection.change('a', (card) => (card ? { ...card, rank: 5 } : null));
    const before = upgrades;
    expect(await collection.find({ rank: 5 })).to.deep.equal([aCard('a', { town: 'Aa', rank: 5 })]);
    expect(upgrades, 'no longer old').to.equal(before);
  });

  it('refuses to open what a newer program wrote', async () => {
    const { old, now } = oldAndNew();
    const collections = await my.open();
    await (await collections.open(old)).insert({ id: 'a', place: 'Aa' });
    await (await collections.open(now)).insert(aCard('b'));
    const error = await refusal(collections.open(old));
    expect(error).to.be.instanceOf(NewerSchema);
    expect(error.message).to.match(/shape 2, this program knows 1/);
  });

  it('does not misread what a newer program writes while this one runs', async () => {
    const { old, now } = oldAndNew();
    const running = await (await my.open()).open(old);
    await (await (await my.open()).open(now)).insert(aCard('b', { town: 'Bb' }));
    expect(await refusal(running.get('b'))).to.be.instanceOf(NewerSchema);
    expect(await refusal(running.change('b', () => ({ id: 'b', place: 'lost' })))).to.be.instanceOf(NewerSchema);
  });

  it('makes a new index over the documents that are there, and gives up one that is no longer wanted', async () => {
    const bare = named<Card>({ name: 'x', schema: 1, indexes: [{ fields: ['slug'], unique: true }] });
    const collections = await my.open();
    const before = await collections.open(bare);
    await before.insert(aCard('a', { slug: 's', rank: 7, town: 'Aa', tags: ['x', 'y'] }));
    await before.insert(aCard('b', { rank: 8, town: 'Bb' }));
    const after = await collections.open({ ...bare, indexes: [{ fields: ['town'], unique: true }, { fields: ['rank'] }, { fields: ['tags'], list: true }] });
    expect((await after.find({ rank: { gt: 7 } })).map(({ id }) => id)).to.deep.equal(['b']);
    expect((await after.find({ tags: 'y' })).map(({ id }) => id)).to.deep.equal(['a']);
    await after.insert(aCard('c', { slug: 's', town: 'Cc' }));
    expect(await refusal(after.insert(aCard('d', { town: 'Bb' })))).to.have.property('detail', 'town');
  });

  needing(engine, 'unique on change', 'refuses a new unique index that the documents break, and keeps them', async () => {
    const bare = named<Card>({ ...cards, indexes: [] });
    const collections = await my.open();
    const before = await collections.open(bare);
    await before.insert(aCard('a', { slug: 's' }));
    await before.insert(aCard('b', { slug: 's' }));
    expect(await refusal(collections.open({ ...bare, indexes: [{ fields: ['slug'], unique: true }] }))).to.be.instanceOf(Duplicate);
    expect(await (await collections.open(bare)).count({})).to.equal(2);
  });

  it('refuses a shape that no engine could keep', async () => {
    const collections = await my.open();
    const odd: Partial<Shape<Card>>[] = [
      { name: 'a"b' },
      { name: '' },
      { name: 'system.users' },
      { schema: 2 },
      { indexes: [{ fields: [] }] },
      { indexes: [{ fields: ["x') --"] }] },
      { indexes: [{ fields: ['$x'] }] },
      { indexes: [{ fields: ['tags', 'town'], list: true }] },
      { indexes: [{ fields: ['tags'], list: true, unique: true }] },
      { indexes: [{ fields: ['tags'], list: true }, { fields: ['tags', 'town'] }] },
    ];
    for (const part of odd) expect(await refusal(collections.open({ ...cards, ...part })), JSON.stringify(part)).to.be.instanceOf(TypeError);
  });
}
