import { expect } from 'chai';

import { openHouse } from '../../server/compose.ts';
import { readConfig } from '../../server/config.ts';
import type { Result } from '../../server/domain/result.ts';
import { aHouse, type OpenHouse } from '../fixtures/a-house.ts';

const problemsIn = (result: Result<unknown>): string[] =>
  !result.ok && result.refusal.kind === 'invalid' ? result.refusal.problems.map(({ field, code }) => `${field}: ${code}`) : [];

describe('set-up', () => {
  let open: OpenHouse;
  before(async () => {
    open = await aHouse();
  });
  after(() => open.close());

  it('refuses a second time and changes nothing', async () => {
    const again = await open.house.actions.setUp.run({
      organisation: { name: 'Anders', handle: 'anders', orgType: 'city' },
      email: 'x@y.example',
      password: 'Ein anderes Licht',
    });
    expect(again).to.deep.equal({ ok: false, refusal: { kind: 'already', what: 'set-up' } });
    expect((await open.house.stores.organisations.all()).map(({ handle }) => handle)).to.deep.equal(['musterstadt']);
    expect(await open.house.stores.users.findByEmail('x@y.example')).to.equal(undefined);
  });

  it('keeps the password as Argon2id', async () => {
    const admin = await open.house.stores.users.findByEmail('admin@musterstadt.example');
    expect(admin?.passwordHash).to.match(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await open.house.secrets.passwordFits('Ein Licht im Netz 7', admin?.passwordHash ?? '')).to.equal(true);
    expect(await open.house.secrets.passwordFits('Ein Licht im Netz 8', admin?.passwordHash ?? '')).to.equal(false);
  });
});

describe('a fresh instance', () => {
  let open: OpenHouse;
  beforeEach(async () => {
    open = await aHouse();
  });
  afterEach(() => open.close());

  const fresh = async (folder: string) =>
    openHouse({
      config: readConfig({ DATA_DIR: `${open.house.config.DATA_DIR}/${folder}` }),
      clock: () => new Date(),
      isServer: false,
      onWaiting: () => undefined,
    });

  it('names every wrong field at once', async () => {
    const house = await fresh('a');
    const result = await house.actions.setUp.run({
      organisation: { handle: 'Große Stadt', orgType: 'king', ags: '99', coordinates: { lat: 54 } },
      email: 'nobody',
      password: 'kurz',
    });
    expect(problemsIn(result)).to.have.members([
      'name: required',
      'handle: bad-handle',
      'orgType: not-a-code',
      'ags: bad-ags',
      'coordinates.lon: required',
      'admin.email: not-an-email',
      'admin.password: too-short',
    ]);
    expect(await house.actions.setUp.isSetUp()).to.equal(false);
    await house.close();
  });

  it('makes one organisation when two set it up at the same moment', async () => {
    const house = await fresh('b');
    const run = (handle: string) =>
      house.actions.setUp.run({ organisation: { name: handle, handle, orgType: 'town' }, email: `${handle}@x.example`, password: 'Ein Licht im Netz' });
    const results = await Promise.all([run('ost'), run('west')]);
    expect(results.filter(({ ok }) => ok)).to.have.length(1);
    expect(await house.stores.organisations.all()).to.have.length(1);
    expect(await house.stores.users.all()).to.have.length(1);
    await house.close();
  });

  it('heals at the next start when it died between its writes', async () => {
    const house = await fresh('c');
    const known = (await open.house.stores.organisations.all())[0];
    const admin = (await open.house.stores.users.all())[0];
    if (known === undefined || admin === undefined) throw new Error('The fixture has an organisation and an admin');
    await house.stores.instance.found({
      baseUrl: house.addresses.base,
      setUpAt: known.created,
      organisation: known.id,
      founding: { organisation: known, admin },
      movingTo: null,
    });
    expect(await house.stores.organisations.all()).to.have.length(0);
    await house.actions.setUp.finish();
    await house.actions.setUp.finish();
    expect(await house.stores.organisations.all()).to.have.length(1);
    expect((await house.stores.instance.find())?.founding, 'no password lies about').to.equal(null);
    await house.close();
  });

  it('fills in what follows from AGS and population, and leaves what was typed', async () => {
    const house = await fresh('d');
    const result = await house.actions.setUp.run({
      organisation: { name: 'Dorf', handle: 'dorf', orgType: 'municipality', ags: '16061113', population: 900 },
      email: 'a@dorf.example',
      password: 'Ein Licht im Netz',
    });
    expect(result.ok && result.value.content).to.include({ state: 'DE-TH', county: '16061', sizeType: '50', sizeTypeSource: 'derived' });
    await house.close();
  });
});
