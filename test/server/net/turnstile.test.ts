import { EventEmitter, once } from 'node:events';

import { expect } from 'chai';

import { failed, Stopped } from '../../../server/net/stopped.ts';
import { createTurnstile } from '../../../server/net/turnstile.ts';

const GATE = { name: 'host a.example', most: 1 };
const BUSY = failed('busy');

describe('the turnstile', () => {
  const answerOf = async (work: Promise<unknown>) => work.catch((err: unknown) => (err instanceof Stopped ? err.answer : err));
  const held = () => {
    const door = new EventEmitter();
    const opened = once(door, 'open').then(() => 'done');
    return { work: () => opened, open: () => door.emit('open') };
  };

  it('serves in the order of coming; who waited in vain learns that it was busy here, and holds up nobody', async () => {
    const { through } = createTurnstile();
    const patient = new AbortController().signal;
    const [first, second, third] = [held(), held(), held()];
    const order: number[] = [];
    const going = [first, second, third].map(({ work }, n) =>
      through([GATE], patient, () => {
        order.push(n);
        return work();
      }),
    );
    const hasty = new AbortController();
    const inVain = answerOf(through([GATE], hasty.signal, () => Promise.reject(new Error('had a turn'))));
    hasty.abort(new Stopped(failed('timeout')));
    expect(await inVain).to.deep.equal(BUSY);
    const leaving = new AbortController();
    const cutShort = answerOf(through([GATE], leaving.signal, () => Promise.reject(new Error('had a turn'))));
    leaving.abort(new Stopped(failed('closing')));
    expect(await cutShort).to.deep.equal(failed('closing'));
    for (const { open } of [third, second, first]) open();
    expect(await Promise.all(going)).to.deep.equal(['done', 'done', 'done']);
    expect(order).to.deep.equal([0, 1, 2]);
    expect(await through([GATE], patient, async () => 'the next one')).to.equal('the next one');
  });

  it('lets in again after work that failed, through all gates, and sends away a crowd', async () => {
    const { through } = createTurnstile();
    const { signal } = new AbortController();
    const gates = [GATE, { name: 'all', most: 1 }];
    expect(await answerOf(through(gates, signal, () => Promise.reject(BUSY)))).to.equal(BUSY);
    const { work, open } = held();
    const crowd = Array.from({ length: 502 }, () => answerOf(through(gates, signal, work)));
    expect(await crowd.at(-1)).to.deep.equal(BUSY);
    open();
    expect(await Promise.all(crowd)).to.deep.equal([...Array<string>(501).fill('done'), BUSY]);
  });
});
