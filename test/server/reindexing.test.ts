import { expect } from 'chai';

import { reindex } from '../../server/actions/reindex.ts';
import { aHouse, type OpenHouse } from '../fixtures/a-house.ts';

describe('the wish for a new index', () => {
  let open: OpenHouse;
  beforeEach(async () => {
    open = await aHouse();
  });
  afterEach(() => open.close());

  it('is not lost when it is voiced while one is being made', async () => {
    const { wishes } = open.house.stores;
    let now = Date.parse('2026-11-21T10:00:00Z');
    const clock = (): Date => {
      now += 1_000;
      return new Date(now);
    };
    const { run, isWanted } = reindex({
      wishes,
      clock,
      rebuild: async (onProgress) => {
        onProgress(1, 2);
        await wishes.wish(clock().toISOString());
        onProgress(2, 2);
      },
    });
    await wishes.wish(clock().toISOString());
    expect(await isWanted()).to.equal(true);
    await run(() => undefined);
    expect(await wishes.find()).to.include({ done: 2, total: 2, failure: null });
    expect(await isWanted(), 'the second wish stands').to.equal(true);
  });

  it('stands again when whoever made it died', async () => {
    const { wishes } = open.house.stores;
    await wishes.begin('2026-11-21T10:00:00.000Z');
    await wishes.reach(5, 10);
    const { isWanted } = reindex({ wishes, clock: () => new Date(), rebuild: async () => undefined });
    expect(await isWanted()).to.equal(true);
  });

  it('tells why it failed', async () => {
    const { wishes } = open.house.stores;
    const failing = reindex({ wishes, clock: () => new Date(), rebuild: () => Promise.reject(new Error('kein Platz mehr')) });
    expect(await failing.run(() => undefined).catch((err: Error) => err.message)).to.equal('kein Platz mehr');
    expect((await wishes.find()).failure).to.equal('kein Platz mehr');
    expect(await failing.isWanted()).to.equal(false);
  });
});
