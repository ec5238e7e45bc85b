import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { MongoClient } from 'mongodb';

import { type Collections, StorageUnavailable } from '../../../server/storage/collection.ts';
import { type MongoStoreOptions, openMongo } from '../../../server/storage/mongo-collections.ts';
import { aCard, cards, refusal } from '../../contracts/collections-fixture.ts';
import { aLine as aLineFrom, type Line } from '../../fixtures/a-line.ts';
import { freePort } from '../../fixtures/an-instance.ts';

const url = process.env['TEST_MONGODB_URL'] ?? process.env['TEST_FERRETDB_URL'];
const QUICK = { clock: () => new Date(), answerWithinMs: 300 };

describe('MongoDB engine', () => {
  const opened: Collections[] = [];
  const stopping: AbortController[] = [];
  const open = async (options: MongoStoreOptions) => {
    const stop = new AbortController();
    stopping.push(stop);
    const collections = await openMongo({ signal: stop.signal, ...options });
    opened.push(collections);
    return collections;
  };
  const lines: Line[] = [];
  const aLine = async (target: URL) => {
    const line = await aLineFrom(target);
    lines.push(line);
    return line;
  };
  // Closed over a line that works: with the server gone for good the driver's closing ends only with the process.
  afterEach(async () => {
    for (const stop of stopping.splice(0)) stop.abort();
    await Promise.all(lines.map((line) => line.mend()));
    await Promise.all(opened.splice(0).map((collections) => collections.close().catch(() => {})));
    await Promise.all(lines.splice(0).map((line) => line.cut()));
  });

  it('says while it opens why it waits, again and again, and stops when told to', async () => {
    const stop = new AbortController();
    const reasons: string[] = [];
    const onWaiting = (reason: string) => {
      reasons.push(reason);
      if (reasons.length === 2) stop.abort();
    };
    const error = await refusal(openMongo({ ...QUICK, url: `mongodb://127.0.0.1:${await freePort()}/x`, onWaiting, signal: stop.signal }));
    expect(error).to.be.instanceOf(StorageUnavailable);
    expect(reasons).to.have.length(2);
    expect(reasons[0]).to.contain('ECONNREFUSED');
  });

  it('does not wait for an address that can never be right, and does not repeat its password', async () => {
    for (const wrong of ['http://db.example/x', 'mongodb://user:sesame@', 'mongodb://user:sesame@db.example/x?tls=perhaps']) {
      const error = await refusal(openMongo({ ...QUICK, url: wrong }));
      expect(error.message).to.contain('MONGODB_URL');
      expect(error.message).to.not.contain('sesame');
    }
  });

  if (url === undefined) {
    it('SKIPPED: outages and leases (neither TEST_MONGODB_URL nor TEST_FERRETDB_URL is set)');
    return;
  }
  const own = new URL(url);
  own.pathname = `/leuchtnetz-test-${randomBytes(6).toString('hex')}`;
  after(async () => {
    const client = await MongoClient.connect(own.href);
    await client.db().dropDatabase();
    await client.close();
  });

  it('opens as soon as the server answers, reports an outage, and works again after it', async () => {
    const line = await aLine(own);
    await line.cut();
    const waited: string[] = [];
    const onWaiting = (reason: string) => {
      waited.push(reason);
      void line.mend();
    };
    const collections = await open({ ...QUICK, url: line.url, onWaiting });
    expect(waited).to.have.length(1);
    const collection = await collections.open(cards);
    await collection.insert(aCard('a'));

    await line.cut();
    for (const asking of [() => collection.get('a'), () => collection.insert(aCard('b')), () => collection.count({}), () => collections.ping()]) {
      expect(await refusal(asking())).to.be.instanceOf(StorageUnavailable);
    }
    await line.mend();
    expect(await eventually(() => collection.get('a'))).to.deep.equal(aCard('a'));
  });

  describe('leases', () => {
    const times = { url: own.href, leaseMs: 15_000, renewEveryMs: 5_000 };
    const aClock = () => {
      let now = Date.parse('2026-11-21T12:00:00Z');
      const pass = (ms: number) => {
        now += ms;
      };
      return { clock: () => new Date(now), pass };
    };

    it('runs out when nobody renews it; then another one may take it and the first one knows', async () => {
      const { clock, pass } = aClock();
      const [one, other] = [await open({ ...times, clock }), await open({ ...times, clock })];
      expect(await one.hold('relay')).to.equal(true);
      pass(14_000);
      expect([await one.holds('relay'), await other.hold('relay')]).to.deep.equal([true, false]);
      pass(1_000);
      expect(await one.holds('relay')).to.equal(false);
      expect(await other.hold('relay')).to.equal(true);
      expect(await one.hold('relay')).to.equal(false);
      await one.release('relay');
      expect(await other.holds('relay')).to.equal(true);
    });

    /** Answers when the lease in the database reaches so far. */
    const renewed = async (until: number) => {
      const client = await MongoClient.connect(own.href);
      const leases = client.db().collection('_leases');
      while ((await leases.countDocuments({ until })) === 0) await sleep(10);
      await client.close();
    };

    it('is renewed as long as its holder lives', async () => {
      const { clock, pass } = aClock();
      const [one, other] = [await open({ ...times, clock, renewEveryMs: 20 }), await open({ ...times, clock })];
      expect(await one.hold('relay')).to.equal(true);
      for (let i = 0; i < 4; i++) {
        pass(6_000);
        await renewed(clock().getTime() + times.leaseMs);
      }
      expect([await one.holds('relay'), await other.hold('relay')]).to.deep.equal([true, false]);
    });

    it('stays lost once it ran out, until it is asked for anew', async () => {
      const { clock, pass } = aClock();
      const line = await aLine(own);
      const one = await open({ ...times, clock, url: line.url, answerWithinMs: 300, renewEveryMs: 20 });
      expect(await one.hold('relay')).to.equal(true);
      await line.cut();
      pass(15_000);
      await line.mend();
      await eventually(() => one.ping());
      await sleep(150);
      expect(await one.holds('relay')).to.equal(false);
      expect(await one.hold('relay')).to.equal(true);
    });

    it('is lost, and known to be lost, when the holder cannot reach the server in time', async () => {
      const { clock, pass } = aClock();
      const line = await aLine(own);
      const one = await open({ ...times, clock, url: line.url, answerWithinMs: 300, renewEveryMs: 20 });
      expect(await one.hold('relay')).to.equal(true);
      await line.cut();
      pass(15_000);
      expect(await one.holds('relay')).to.equal(false);
      const other = await open({ ...times, clock });
      expect(await other.hold('relay')).to.equal(true);
      await line.mend();
      expect(await eventually(() => one.hold('relay')), 'the other one has it').to.equal(false);
      expect([await one.holds('relay'), await other.holds('relay')]).to.deep.equal([false, true]);
    });
  });
});

/** Asks again while the way to the server is still being found. */
async function eventually<R>(ask: () => Promise<R>): Promise<R> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof StorageUnavailable) || attempt === 40) throw error;
      await sleep(100);
    }
  }
}
