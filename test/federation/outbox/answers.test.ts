import { expect } from 'chai';

import type { DeliveryAnswer } from '../../../server/ports/remote-fetch.ts';
import { aClock, anActivity, anInbox, answered, aProcess, aStore, DAY, failed, HOUR, listed, MINUTE, scripted } from './an-outbox.ts';

const HOST = 'town01.example';

describe('what a peer answers to a delivery', () => {
  let kept: Awaited<ReturnType<typeof aStore>>;
  beforeEach(async () => {
    kept = await aStore();
  });
  afterEach(() => kept.close());

  const aTown = (...answers: readonly DeliveryAnswer[]) => {
    const time = aClock();
    const peer = scripted(...answers);
    const process = aProcess({ store: kept.store, clock: time.clock, post: peer.post });
    return {
      ...time,
      ...process,
      heard: peer.heard,
      async queue(...numbers: readonly number[]) {
        for (const n of numbers) await process.outbox.queue(anActivity(n));
        await process.work();
      },
      /** After how many minutes of silence each following try came. */
      async tries(hours: number): Promise<number[]> {
        const waited: number[] = [];
        for (let minutes = 1, since = 0; minutes <= hours * 60; minutes++) {
          time.pass(MINUTE);
          since += 1;
          const before = peer.heard.length;
          await process.deliver();
          if (peer.heard.length > before) {
            waited.push(since);
            since = 0;
          }
        }
        return waited;
      },
      waiting: () => kept.store.countWaiting(HOST),
      view: () => process.hosts.host(HOST),
    };
  };

  it('is content with 200, 202 and 204, and brings nothing twice', async () => {
    const town = aTown(answered(202), answered(200), answered(204));
    await town.queue(1, 2, 3);
    await town.queue(1, 2, 3);
    expect(town.heard.map(({ body }) => body)).to.deep.equal([1, 2, 3].map((n) => anActivity(n).body));
    expect(await town.waiting()).to.equal(0);
    expect(await town.view()).to.include({ state: 'well', waiting: 0, lastSuccess: '2026-11-21T09:00:00.000Z', nextTry: null });
  });

  it('signs the other way after a 401, and remembers what the host reads', async () => {
    const town = aTown(answered(401), answered(202));
    await town.queue(1, 2);
    expect(town.heard.map(({ kind }) => kind)).to.deep.equal(['cavage', 'rfc9421', 'rfc9421']);
    expect(await town.waiting()).to.equal(0);
  });

  it('gives a delivery up after two 401, keeps the kind of signature, and goes on', async () => {
    const town = aTown(answered(401), answered(401), answered(202));
    await town.queue(1, 2);
    expect(town.heard.map(({ kind }) => kind)).to.deep.equal(['cavage', 'rfc9421', 'cavage']);
    expect((await town.view())?.lastFailure?.code).to.equal('status-401');
    expect(await town.waiting()).to.equal(0);
  });

  for (const status of [404, 410])
    it(`asks after whoever answers ${status}, and does not come again`, async () => {
      const town = aTown(answered(status));
      await town.queue(1);
      expect(town.gone).to.deep.equal([`${anActivity(1).actor} ${anInbox(1)}`]);
      expect(await town.tries(48)).to.deep.equal([]);
    });

  for (const status of [400, 403, 405, 413, 422, 451])
    it(`takes ${status} for a final no, of this delivery alone`, async () => {
      const town = aTown(answered(status), answered(202));
      await town.queue(1, 2);
      expect(town.heard).to.have.length(2);
      expect(town.gone).to.deep.equal([]);
      expect(await town.waiting()).to.equal(0);
    });

  it('does not send what its own rules refuse, and does not take that for life at the other end', async () => {
    const town = aTown(failed('timeout'), { kind: 'refused', reason: 'policy' });
    await town.queue(1);
    town.pass(MINUTE);
    await town.deliver();
    expect(await town.waiting()).to.equal(0);
    expect((await kept.store.lane(HOST))?.failures).to.equal(1);
  });

  for (const answer of [answered(408), answered(425), answered(429), answered(500), answered(502), answered(503), answered(302), failed('dns')])
    it(`comes again a minute after ${answer.kind === 'answered' ? answer.status : 'a failure of the network'}, and nothing overtakes what waits`, async () => {
      const town = aTown(answer, answered(202));
      await town.queue(1, 2);
      expect(town.heard).to.have.length(1);
      expect(await town.view()).to.include({ state: 'pausing', waiting: 2, oldest: '2026-11-21T09:00:00.000Z', nextTry: '2026-11-21T09:01:00.000Z' });
      expect(await town.tries(1)).to.deep.equal([1]);
      expect(town.heard.map(({ body }) => body)).to.deep.equal([1, 1, 2].map((n) => anActivity(n).body));
    });

  it('waits longer each time, ten times at most, and never less than half an hour from the fifth on', async () => {
    const town = aTown(answered(500));
    await town.queue(1);
    expect(await town.tries(72)).to.deep.equal([1, 2, 4, 8, 30, 32, 64, 128, 256]);
    expect(await town.waiting()).to.equal(0);
    expect((await town.view())?.lastFailure?.code).to.equal('status-500');
  });

  it('lets a host that failed sleep on, also when what it failed at is given up and something new comes', async () => {
    const town = aTown(...Array.from({ length: 10 }, () => answered(500)), answered(202));
    await town.queue(1);
    while ((await town.waiting()) > 0) await town.tries(1 / 60);
    await town.queue(2);
    expect(town.heard).to.have.length(10);
    expect(await town.tries(1)).to.deep.equal([30]);
  });

  it('varies a wait by a fifth at most', async () => {
    for (const [random, seconds] of [
      [0, 48],
      [1, 72],
    ] as const) {
      const { clock } = aClock();
      const process = aProcess({ store: kept.store, clock, post: scripted(answered(500)).post, random: () => random, inboxes: listed([anInbox(seconds)]) });
      await process.outbox.queue(anActivity(seconds));
      await process.work();
      expect((await kept.store.lane(`town${seconds}.example`))?.sleepsUntil).to.equal(new Date(clock().getTime() + seconds * 1_000).toISOString());
    }
  });

  for (const status of [429, 503])
    it(`leaves the whole host alone as long as its ${status} says, without counting that as a failure`, async () => {
      const town = aTown(answered(status, 600), answered(202));
      await town.queue(1, 2);
      await town.queue(3);
      expect(town.heard).to.have.length(1);
      expect(await town.view()).to.include({ state: 'pausing', waiting: 3, nextTry: '2026-11-21T09:10:00.000Z' });
      expect(await town.tries(1)).to.deep.equal([10]);
      expect(town.heard).to.have.length(4);
    });

  it('waits longer and longer for a host that says "at once" for ever', async () => {
    const town = aTown(answered(429, 0));
    await town.queue(1);
    await town.tries(24);
    expect(town.heard.length).to.be.within(10, 25);
  });

  it('takes a crowd at its own door for nobody’s fault', async () => {
    const town = aTown(failed('busy'), answered(202));
    await town.queue(1);
    expect(await town.view()).to.include({ lastFailure: null, waiting: 1 });
    expect(await town.tries(1)).to.deep.equal([1]);
    expect((await kept.store.lane(HOST))?.failures).to.equal(0);
  });

  it('lets a host sleep half an hour after five failures, then sends one probe at a time', async () => {
    const town = aTown(failed('unreachable'));
    await town.queue(1, 2, 3);
    expect((await town.tries(2)).slice(0, 6)).to.deep.equal([1, 2, 4, 8, 30, 30]);
    expect(await town.view()).to.include({ state: 'away', waiting: 3 });
  });

  for (const absence of [failed('timeout'), answered(502)])
    it(`loses nothing in a weekend of ${'reason' in absence ? absence.reason : absence.status}`, async () => {
      const down = Array.from({ length: 130 }, () => absence);
      const town = aTown(...down, answered(202));
      await town.queue(1, 2, 3);
      await town.tries(72);
      expect(town.heard.slice(130).map(({ body }) => body)).to.deep.equal([1, 2, 3].map((n) => anActivity(n).body));
      expect((await town.view())?.state).to.equal('well');
    });

  it('asks a host that was away for 14 days only once a day, and gives up what waited longer', async () => {
    const town = aTown(failed('dns'));
    await town.queue(1);
    for (let half = 0; half < 2 * 24 * 13; half++) {
      town.pass(HOUR / 2);
      await town.deliver();
    }
    await town.queue(2);
    for (let half = 0; half < 2 * 24 * 2; half++) {
      town.pass(HOUR / 2);
      await town.deliver();
    }
    expect(await town.view()).to.include({ state: 'dead', waiting: 1 });
    const before = town.heard.length;
    for (let day = 0; day < 3; day++) {
      for (let half = 0; half < 48; half++) {
        town.pass(HOUR / 2);
        await town.deliver();
      }
    }
    expect(town.heard.length - before).to.equal(3);
    town.pass(14 * DAY);
    await town.deliver();
    expect(await town.waiting()).to.equal(0);
  });

  it('tries again what could not be signed, without blaming the host, and gives it up in the end', async () => {
    const time = aClock();
    const peer = scripted(answered(202));
    const sign = async () => {
      throw new Error('no key file');
    };
    const process = aProcess({ store: kept.store, clock: time.clock, post: peer.post, sign });
    await process.outbox.queue(anActivity(1));
    await process.work();
    for (let n = 0; n < 12; n++) {
      time.pass(12 * HOUR);
      await process.deliver();
    }
    expect(process.faults).to.have.length(10);
    expect(peer.heard).to.have.length(0);
    expect(await kept.store.lane(HOST)).to.include({ failures: 0, wake: null });
  });
});
