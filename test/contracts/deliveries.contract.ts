import { expect } from 'chai';

import { openDeliveryStore } from '../../server/storage/delivery-store.ts';
import { aClock, anActivity, anInbox, answered, aProcess, failed, listed, MINUTE, scripted } from '../federation/outbox/an-outbox.ts';
import type { Engine } from './collections.contract.ts';
import { desk, needing } from './collections-fixture.ts';

const EVERYBODY = Array.from({ length: 12 }, (_, n) => anInbox(n + 1));
const HANDS = 4;

/** What the delivery queue promises on whatever engine; `engine.open` gives each case data of its own until `renewed`. */
export function deliveriesContract(engine: Engine & { readonly renew: () => void }): void {
  const my = desk(engine);
  beforeEach(engine.renew);
  const aHand = async () => openDeliveryStore(await my.open());

  it('brings everything to everybody, in order, once', async () => {
    const { clock } = aClock();
    const peers = scripted(answered(202));
    const town = aProcess({ store: await aHand(), clock, post: peers.post, inboxes: listed(EVERYBODY) });
    for (const n of [1, 2, 3, 2]) await town.outbox.queue(anActivity(n));
    await town.work();
    for (const inbox of EVERYBODY) {
      const heard = peers.heard.filter(({ url }) => url === inbox).map(({ body }) => body);
      expect(heard).to.deep.equal([1, 2, 3].map((n) => anActivity(n).body));
    }
  });

  it('leaves a lane to the one who has it, and to the next when its lease is over; whoever lost it sends nothing more', async () => {
    const time = aClock();
    const peers = scripted(answered(202));
    const store = await aHand();
    const one = aProcess({ store, clock: time.clock, post: peers.post });
    const other = aProcess({ store: await aHand(), clock: time.clock, post: peers.post });
    for (const n of [1, 2]) await one.outbox.queue(anActivity(n));
    await one.fanOut.round();
    const lane = await one.lanes.take();
    expect(lane?.id).to.equal('town01.example');
    expect(await other.lanes.take()).to.equal(null);
    time.pass(MINUTE);
    const taken = await other.lanes.take();
    expect(taken?.id).to.equal('town01.example');
    if (lane === null || taken === null) throw new Error('not taken');
    await one.drain(lane);
    expect(peers.heard).to.have.length(0);
    await other.drain(taken);
    expect(peers.heard).to.have.length(2);
    expect(await store.lane('town01.example')).to.include({ token: null, wake: null });
  });

  it('stops before the next delivery when the lane is lost in the middle', async () => {
    const time = aClock();
    const store = await aHand();
    const heard: string[] = [];
    const one = aProcess({
      store,
      clock: time.clock,
      post: async ({ body }) => {
        heard.push(body.toString());
        // Slower than any request may be: another one has long taken over.
        time.pass(2 * MINUTE);
        await other.lanes.take();
        return answered(202);
      },
    });
    const other = aProcess({ store, clock: time.clock, post: scripted().post });
    for (const n of [1, 2]) await one.outbox.queue(anActivity(n));
    await one.work();
    expect(heard).to.deep.equal([anActivity(1).body]);
    expect((await store.waiting('town01.example', 9)).map(({ activity }) => activity)).to.deep.equal([anActivity(2).id]);
  });

  it('sends no second signature when the lane was lost after the first', async () => {
    const time = aClock();
    const store = await aHand();
    const other = aProcess({ store, clock: time.clock, post: scripted().post });
    const kinds: (string | undefined)[] = [];
    const post = async ({ headers }: { readonly headers: Readonly<Record<string, string>> }) => {
      kinds.push(headers['x-kind']);
      time.pass(2 * MINUTE);
      await other.lanes.take();
      return answered(401);
    };
    const one = aProcess({ store, clock: time.clock, post });
    await one.outbox.queue(anActivity(1));
    await one.work();
    expect(kinds).to.deep.equal(['cavage']);
    expect(await store.countWaiting('town01.example')).to.equal(1);
  });

  it('gives a lane to one of two who have both seen it due', async () => {
    const { clock } = aClock();
    const store = await aHand();
    const other = aProcess({ store, clock, post: scripted().post });
    const slow: typeof store = {
      ...store,
      dueLanes: async (...asked) => {
        const seen = await store.dueLanes(...asked);
        expect((await other.lanes.take())?.id).to.equal('town01.example');
        return seen;
      },
    };
    const one = aProcess({ store: slow, clock, post: scripted().post });
    await one.outbox.queue(anActivity(1));
    await one.fanOut.round();
    expect(await one.lanes.take()).to.equal(null);
  });

  it('ends the turn of a host that is slow, so that others come to theirs', async () => {
    const time = aClock();
    const post = async () => {
      time.pass(MINUTE / 6);
      return answered(202);
    };
    const town = aProcess({ store: await aHand(), clock: time.clock, post });
    for (const n of [1, 2, 3, 4, 5]) await town.outbox.queue(anActivity(n));
    await town.fanOut.round();
    const lane = await town.lanes.take();
    if (lane === null) throw new Error('not taken');
    await town.drain(lane);
    expect((await town.hosts.host(lane.id))?.waiting).to.equal(2);
    expect(await town.lanes.take()).to.include({ id: lane.id });
  });

  it('hears the bell that rings during the last look', async () => {
    const { clock } = aClock();
    const store = await aHand();
    const peers = scripted(answered(202));
    const town = aProcess({ store, clock, post: peers.post });
    await town.outbox.queue(anActivity(1));
    await town.fanOut.round();
    const lane = await town.lanes.take();
    if (lane === null) throw new Error('not taken');
    await town.outbox.queue(anActivity(2));
    await town.fanOut.round();
    await town.lanes.release(lane, {}, true);
    await town.deliver();
    expect(peers.heard).to.have.length(2);
  });

  it('shows how it stands with each host', async () => {
    const { clock } = aClock();
    const answers = [answered(202), failed('timeout')];
    const town = aProcess({ store: await aHand(), clock, post: scripted(...answers).post, inboxes: listed(EVERYBODY.slice(0, 2)) });
    await town.outbox.queue(anActivity(1));
    await town.work();
    const now = clock().toISOString();
    const views = await town.hosts.page('', 10);
    expect(views.map(({ state }) => state).sort()).to.deep.equal(['pausing', 'well']);
    const [pausing] = views.filter(({ state }) => state === 'pausing');
    expect(pausing).to.deep.include({ waiting: 1, oldest: now, lastSuccess: null, lastFailure: { at: now, code: 'timeout' } });
    expect(pausing?.nextTry).to.equal('2026-11-21T09:01:00.000Z');
    expect(await town.hosts.page(views[1]?.host ?? '', 10)).to.deep.equal([]);
  });

  needing(engine, 'races', 'lets several processes work at the same moment without doubling or disordering anything', async () => {
    const { clock } = aClock();
    const peers = scripted(answered(202));
    const stores = await Promise.all(Array.from({ length: HANDS }, aHand));
    const towns = stores.map((store) => aProcess({ store, clock, post: peers.post, inboxes: listed(EVERYBODY) }));
    for (const n of [1, 2, 3]) await towns[0]?.outbox.queue(anActivity(n));
    await Promise.all(towns.map((town) => town.work()));
    // One may have come too early to a lane that another had just announced.
    await Promise.all(towns.map((town) => town.deliver()));
    expect(peers.heard).to.have.length(3 * EVERYBODY.length);
    for (const inbox of EVERYBODY) {
      const heard = peers.heard.filter(({ url }) => url === inbox).map(({ body }) => body);
      expect(heard).to.deep.equal([1, 2, 3].map((n) => anActivity(n).body));
    }
  });
}
