import { expect } from 'chai';

import { Duplicate } from '../../server/storage/collection.ts';
import type { Engine } from './collections.contract.ts';
import { aCard, type Card, cards, desk, named, needing } from './collections-fixture.ts';

const HANDS = 4;

export function racingContract(engine: Engine): void {
  const my = desk(engine);
  const times = <R>(count: number, work: (i: number) => Promise<R>) => Promise.all(Array.from({ length: count }, (_, i) => work(i)));
  const hands = async (shape = named(cards)) => times(HANDS, async () => (await my.open()).open(shape));
  const oneMore = (card: Card | undefined) => aCard('a', { rank: Number(card?.rank ?? 0) + 1 });

  needing(engine, 'races', 'counts every change that is made at the same moment, through one opening and through several', async () => {
    const all = await hands();
    await times(100, (i) => (all[i % HANDS] as (typeof all)[number]).change('a', oneMore));
    await times(50, () => (all[0] as (typeof all)[number]).change('a', oneMore));
    expect((await all[1]?.get('a'))?.rank).to.equal(150);
  });

  needing(engine, 'races', 'lets exactly one insert an id, and exactly one take a unique value', async () => {
    const all = await hands();
    const insert = (i: number, card: Card) =>
      (all[i % HANDS] as (typeof all)[number]).insert(card).then(
        () => 'kept',
        (error) => (error instanceof Duplicate ? 'duplicate' : String(error)),
      );
    const byId = await times(20, (i) => insert(i, aCard('same', { rank: i })));
    const bySlug = await times(20, (i) => insert(i, aCard(`s${i}`, { slug: 'same' })));
    for (const answers of [byId, bySlug]) {
      expect(answers.filter((answer) => answer === 'kept')).to.have.length(1);
      expect(answers.filter((answer) => answer === 'duplicate')).to.have.length(19);
    }
    expect(await all[0]?.count({})).to.equal(2);
  });

  needing(engine, 'races', 'does not let a refused write undo the others', async () => {
    const [collection] = await hands();
    const answers = await times(100, (i) =>
      (collection as NonNullable<typeof collection>).insert(aCard(`w${i}`, { slug: `slug${i % 90}` })).then(
        () => true,
        () => false,
      ),
    );
    expect(answers.filter(Boolean)).to.have.length(90);
    expect(await collection?.count({})).to.equal(90);
  });

  needing(engine, 'races', 'lets a document be made, changed and deleted by all without losing a step or breaking', async () => {
    const all = await hands();
    await times<unknown>(120, (i) => {
      const hand = all[i % HANDS] as (typeof all)[number];
      return i % 10 === 9 ? hand.delete('a') : hand.change('a', oneMore);
    });
    expect(Number((await all[0]?.get('a'))?.rank ?? 0)).to.be.within(0, 108);
    expect(await all[0]?.count({})).to.be.within(0, 1);
  });

  needing(engine, 'races', 'gives a right to exactly one of those who ask at once', async () => {
    const all = await times(HANDS, () => my.open());
    for (let round = 0; round < 5; round++) {
      const answers = await Promise.all(all.map((one) => one.hold(`race${round}`)));
      expect(answers.filter(Boolean)).to.have.length(1);
    }
  });
}
