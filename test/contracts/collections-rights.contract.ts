import { expect } from 'chai';

import type { Engine } from './collections.contract.ts';
import { desk } from './collections-fixture.ts';

export function rightsContract(engine: Engine): void {
  const my = desk(engine);

  it('gives a right to one only, until it is released', async () => {
    const [one, other] = [await my.open(), await my.open()];
    expect(await one.hold('relay')).to.equal(true);
    expect(await other.hold('relay')).to.equal(false);
    expect([await one.holds('relay'), await other.holds('relay')]).to.deep.equal([true, false]);
    await one.release('relay');
    expect(await one.holds('relay')).to.equal(false);
    expect(await other.hold('relay')).to.equal(true);
    expect(await one.hold('relay')).to.equal(false);
  });

  it('gives it again to the one that has it', async () => {
    const one = await my.open();
    expect(await one.hold('relay')).to.equal(true);
    expect(await one.hold('relay')).to.equal(true);
    await one.release('relay');
    expect(await one.holds('relay')).to.equal(false);
  });

  it('keeps different rights apart', async () => {
    const [one, other] = [await my.open(), await my.open()];
    expect(await one.hold('relay')).to.equal(true);
    expect(await other.hold('reindex')).to.equal(true);
  });

  it('does not let one release what another holds', async () => {
    const [one, other] = [await my.open(), await my.open()];
    await one.hold('relay');
    await other.release('relay');
    expect(await other.hold('relay')).to.equal(false);
    expect(await one.holds('relay')).to.equal(true);
  });

  it('gives back all rights when it is closed', async () => {
    const [one, other] = [await my.open(), await my.open()];
    await one.hold('relay');
    await one.hold('reindex');
    await one.close();
    expect(await other.hold('relay')).to.equal(true);
    expect(await other.hold('reindex')).to.equal(true);
  });
}
