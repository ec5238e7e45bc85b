import { expect } from 'chai';
import { loadPlaces } from '../../server/actions/load-places.ts';
import { openHouse } from '../../server/compose.ts';
import { readConfig } from '../../server/config.ts';
import { aProjectInput } from '../fixtures/a-project.ts';
import { anInstance, type Instance, pause } from '../fixtures/an-instance.ts';

const PLACES = [
  { ags: '05970004', name: 'Bad Berleburg', type: 'Stadt', state: 'DE-NW', district: 'Siegen-Wittgenstein', population: 18_760, lat: 51.052, lon: 8.392 },
  {
    ags: '07316000',
    name: 'Neustadt an der Weinstraße',
    type: 'Kreisfreie Stadt',
    state: 'DE-RP',
    district: 'Neustadt',
    population: 53_000,
    lat: 49.35,
    lon: 8.14,
  },
  { ags: '07137501', name: 'Neustadt (Wied)', type: 'Gemeinde', state: 'DE-RP', district: 'Neuwied', population: 6_400, lat: 50.62, lon: 7.43 },
];

describe('near a place', () => {
  let town: Instance;
  before(async () => {
    town = await anInstance({ organisation: { ags: '05970004', population: null } });
  });
  after(() => town.remove());

  const around = async (near: string): Promise<number> =>
    ((await town.call('GET', `/api/v1/search?near=${encodeURIComponent(near)}&km=25`)).json as { total: number }).total;

  it('finds what the town itself published, once the register is loaded', async () => {
    expect((await town.call('POST', '/api/v1/projects', aProjectInput())).status).to.equal(201);
    await town.settled();
    // As the command line does beside a running server.
    const house = await openHouse({ config: readConfig(town.environment, town.folder), clock: () => new Date(), isServer: false, onWaiting: () => undefined });
    await loadPlaces({ places: house.stores.places, wishes: house.stores.wishes, clock: house.clock })(PLACES, () => undefined);
    await house.close();
    for (let n = 0; n < 100 && (await around('Bad Berleburg')) === 0; n += 1) await pause(100);
    expect(await around('Bad Berleburg')).to.equal(1);
    expect(await around('05970004')).to.equal(1);
    const { json } = await town.call('GET', '/api/v1/search?q=Beleuchtung');
    expect((json as { hits: readonly { place: object }[] }).hits[0]?.place).to.include({ population: 18_760, sizeType: '30' });
  });

  it('takes the biggest place of a name that people shorten', async () => {
    expect(await around('Neustadt')).to.equal(0);
    expect(await (await fetch(`${town.url}/search?near=Neustadt&km=25`)).text()).to.include('Neustadt an der Weinstraße');
  });
});
