import { expect } from 'chai';

import type { DeliveryStore } from '../../../server/ports/delivery-store.ts';
import { StorageUnavailable } from '../../../server/storage/collection.ts';
import { aClock, anActivity, anInbox, answered, aProcess, aStore, DAY, HOUR, listed, MINUTE, scripted } from './an-outbox.ts';

const WRITES = ['nextOrder', 'takeDesk', 'leaveDesk', 'addActivity', 'changeActivity', 'addDelivery', 'changeDelivery', 'changeLane'];
const EVERYBODY = [1, 2, 3, 4, 5, 6, 7].map((n) => anInbox(n));

/** The same store, out of reach from its nth write on: just before that write, or just after. */
function dyingAt(store: DeliveryStore, nth: number, moment: 'before' | 'after') {
  let count = 0;
  const dying = new Proxy(store, {
    get(target, name: keyof DeliveryStore) {
      const method = target[name] as (...args: unknown[]) => Promise<unknown>;
      return async (...args: unknown[]) => {
        if (count >= nth) throw new StorageUnavailable('dead');
        if (!WRITES.includes(name)) return method(...args);
        count += 1;
        if (count === nth && moment === 'before') throw new StorageUnavailable('dead');
        const answer = await method(...args);
        if (count === nth) throw new StorageUnavailable('dead');
        return answer;
      };
    },
  });
  return { dying, isDead: () => count >= nth };
}

describe('fanning out', () => {
  let kept: Awaited<ReturnType<typeof aStore>>;
  beforeEach(async () => {
    kept = await aStore();
  });
  afterEach(() => kept.close());

  it('reaches everybody once, page by page, however often an inbox is named', async () => {
    const { clock } = aClock();
    const peers = scripted(answered(202));
    const inboxes = listed([...EVERYBODY, anInbox(1), anInbox(2), 'no address', anInbox(1, 'second-inbox')]);
    const town = aProcess({ store: kept.store, clock, post: peers.post, inboxes });
    await town.outbox.queue(anActivity(1));
    await town.work();
    expect(peers.heard.map(({ url }) => url).sort()).to.deep.equal([...EVERYBODY, anInbox(1, 'second-inbox')].sort());
  });

  for (const moment of ['before', 'after'] as const)
    it(`survives a crash ${moment} any of its writes: everybody hears it, and twice only who was heard as the process died`, async function () {
      this.timeout(60_000);
      let deaths = 0;
      for (let nth = 1; ; nth++) {
        const own = await aStore();
        const time = aClock();
        const peers = scripted(answered(202));
        const { dying, isDead } = dyingAt(own.store, nth, moment);
        const first = aProcess({ store: dying, clock: time.clock, post: peers.post, inboxes: listed(EVERYBODY) });
        const queued = await first.outbox.queue(anActivity(1)).then(
          () => true,
          () => false,
        );
        await first.work().catch(() => undefined);
        time.pass(2 * MINUTE);
        const second = aProcess({ store: own.store, clock: time.clock, post: peers.post, inboxes: listed(EVERYBODY) });
        if (!queued) await second.outbox.queue(anActivity(1));
        await second.work();
        const heard = peers.heard.map(({ url }) => url).sort();
        expect([...new Set(heard)], `write ${nth}`).to.deep.equal(EVERYBODY);
        expect(heard.length, `write ${nth}`).to.be.at.most(EVERYBODY.length + 1);
        expect(await own.store.hostAfter('')).to.equal(null);
        await own.close();
        if (!isDead()) break;
        deaths += 1;
      }
      expect(deaths).to.be.greaterThan(50);
    });

  it('goes on at the page where it was', async () => {
    const time = aClock();
    const asked: (string | null)[] = [];
    let isDown = true;
    const source = listed(EVERYBODY);
    const inboxes: typeof source = async (audience, cursor, limit) => {
      asked.push(cursor);
      if (cursor === '3' && isDown) throw new StorageUnavailable('for a moment');
      return source(audience, cursor, limit);
    };
    const town = aProcess({ store: kept.store, clock: time.clock, post: scripted(answered(202)).post, inboxes });
    await town.outbox.queue(anActivity(1));
    const failure = await town.fanOut.round().catch((err: unknown) => err);
    expect(failure).to.be.instanceOf(StorageUnavailable);
    isDown = false;
    await town.fanOut.round();
    expect(asked).to.deep.equal([null, '3', '3', '6']);
  });

  it('lets one whose audience cannot be read wait, and at last lie, while others go', async () => {
    const time = aClock();
    const peers = scripted(answered(202));
    const inboxes = async (audience: string) => {
      if (audience === 'broken') throw new Error('nobody knows this audience');
      return { inboxes: [anInbox(1)], next: null };
    };
    const town = aProcess({ store: kept.store, clock: time.clock, post: peers.post, inboxes });
    await town.outbox.queue({ ...anActivity(1), audience: 'broken' });
    await town.outbox.queue(anActivity(2));
    await town.work();
    expect(peers.heard.map(({ body }) => body)).to.deep.equal([anActivity(2).body]);
    for (let n = 0; n < 15; n++) {
      time.pass(12 * HOUR);
      await town.fanOut.round();
    }
    expect(town.faults).to.have.length(10);
    expect((await kept.store.failedActivities(5)).map(({ id }) => id)).to.deep.equal([anActivity(1).id]);
  });

  it('does not take a body that is not the digest’s, nor another under the same id', async () => {
    const { clock } = aClock();
    const town = aProcess({ store: kept.store, clock, post: scripted().post });
    const said = (err: unknown) => (err instanceof Error ? err.message : '');
    expect(await town.outbox.queue({ ...anActivity(1), body: '{}' }).catch(said)).to.include('digest');
    await town.outbox.queue(anActivity(1));
    const { body, sha256 } = anActivity(2);
    expect(await town.outbox.queue({ ...anActivity(1), body, sha256 }).catch(said)).to.include('Another activity');
  });

  it('keeps neither body nor key with a delivery', async () => {
    const { clock } = aClock();
    const town = aProcess({ store: kept.store, clock, post: scripted(answered(500)).post });
    await town.outbox.queue(anActivity(1, '{"secret":"content"}'));
    await town.work();
    const [row] = await kept.store.waiting('town01.example', 1);
    expect(row?.code).to.equal('status-500');
    expect(JSON.stringify(row)).not.to.include('content');
  });

  it('lets go of deliveries after a week, then of bodies, then of hosts, and does not deliver again meanwhile', async () => {
    const time = aClock();
    const peers = scripted(answered(202));
    const town = aProcess({ store: kept.store, clock: time.clock, post: peers.post });
    await town.outbox.queue(anActivity(1));
    await town.work();
    time.pass(6 * DAY);
    await town.tidy();
    expect(await kept.store.expiredDeliveries('9999', 9)).to.have.length(1);
    time.pass(DAY);
    await town.tidy();
    expect(await kept.store.expiredDeliveries('9999', 9)).to.have.length(0);
    expect((await kept.store.activity(anActivity(1).id))?.body).to.equal(null);
    await town.outbox.queue(anActivity(1));
    await town.work();
    expect(peers.heard).to.have.length(1);
    time.pass(24 * DAY);
    await town.tidy();
    expect(await kept.store.activity(anActivity(1).id)).to.equal(undefined);
    expect(await kept.store.lane('town01.example')).to.equal(undefined);
  });

  it('remembers who was reached as long as the fan-out is not at its end', async () => {
    const time = aClock();
    const peers = scripted(answered(202));
    const source = listed(EVERYBODY);
    const isDown = { value: true };
    const inboxes: typeof source = async (audience, cursor, limit) => {
      if (cursor !== null && isDown.value) throw new StorageUnavailable('for a week');
      // The page has changed meanwhile: those of the first come again.
      return cursor === null ? source(audience, cursor, limit) : { inboxes: EVERYBODY, next: null };
    };
    const town = aProcess({ store: kept.store, clock: time.clock, post: peers.post, inboxes });
    await town.outbox.queue(anActivity(1));
    await town.fanOut.round().catch(() => undefined);
    await town.deliver();
    time.pass(8 * DAY);
    await town.tidy();
    isDown.value = false;
    await town.work();
    expect(peers.heard.map(({ url }) => url).sort()).to.deep.equal(EVERYBODY);
  });

  it('keeps the body and the host as long as somebody waits, and wakes a lane that overslept', async () => {
    const time = aClock();
    const peers = scripted(answered(429, 10 * 24 * 3_600), answered(202));
    const town = aProcess({ store: kept.store, clock: time.clock, post: peers.post });
    await town.outbox.queue(anActivity(1));
    await town.work();
    time.pass(9 * DAY);
    await town.tidy();
    await kept.store.removeLane('town01.example');
    await town.deliver();
    expect(peers.heard).to.have.length(1);
    await town.tidy();
    await aProcess({ store: kept.store, clock: time.clock, post: peers.post }).deliver();
    expect(peers.heard.map(({ body }) => body)).to.deep.equal([anActivity(1).body, anActivity(1).body]);
  });
});
