import { expect } from 'chai';

import { operatorOf } from '../../server/cli/people.ts';
import { openHouse } from '../../server/compose.ts';
import { readConfig } from '../../server/config.ts';
import { aProjectInput } from '../fixtures/a-project.ts';
import { anInstance, type Instance } from '../fixtures/an-instance.ts';

const SECRET = 'Geheimnis';

describe('a working copy in a running town', () => {
  let town: Instance;
  before(async () => {
    town = await anInstance();
  });
  after(() => town?.remove());

  it('changes no page, feed, sitemap or search, neither its dates, until it is published', async () => {
    const made = await town.call('POST', '/api/v1/projects', aProjectInput());
    const { id, slug } = made.json as { id: string; slug: string };
    await town.settled();
    const places = [
      `/projects/${slug}`,
      '/',
      '/search',
      '/search.atom',
      '/feed.atom',
      '/organisations/musterstadt',
      '/organisations/musterstadt.atom',
      '/sitemap.xml',
    ];
    // What is new in every answer says nothing about the record.
    const plain = (text: string) => text.replace(/nonce="[^"]*"/g, '').replace(/name="_csrf" value="[^"]*"/g, '');
    const read = async () => Promise.all(places.map(async (place) => plain(await (await fetch(`${town.url}${place}`)).text())));
    const before = await read();
    expect(before.join()).to.include('Straßenbeleuchtung');

    // As the command line does: the same data beside the running server.
    const house = await openHouse({ config: readConfig(town.environment, town.folder), clock: () => new Date(), isServer: false, onWaiting: () => undefined });
    const operator = await operatorOf(house);
    const saved = await house.actions.saveRecord(operator, id, { title: `${SECRET} am Weg`, summary: SECRET }, null);
    expect(saved.ok).to.equal(true);
    await town.settled();
    expect(await read()).to.deep.equal(before);
    const published = await house.actions.publishRecord(operator, id, 'public', saved.ok ? saved.value.saves : null);
    expect(published.ok).to.equal(true);
    await house.close();
    await town.settled();
    const after = await read();
    for (const place of [`/projects/${slug}`, '/search.atom']) expect(after[places.indexOf(place)], place).to.include(SECRET);
  });
});
