import { type IncomingMessage, request } from 'node:http';

import { expect } from 'chai';

import { aProjectInput } from '../../fixtures/a-project.ts';
import { type TwoTowns, twoTownsOnOne } from './two-towns-on-one.ts';

describe('somebody who asks for all and reads nothing of it (T44)', function () {
  this.timeout(120_000);
  let here: TwoTowns;
  const open: IncomingMessage[] = [];
  before(async () => {
    here = await twoTownsOnOne();
    const { house, operator } = here.town;
    const long = 'Laternen am Fluss. '.repeat(2_000);
    // More than the line between us holds.
    for (let n = 0; n < 350; n += 1) await house.actions.createRecord(operator, 'project', null, aProjectInput({ title: `Lang ${n}`, solution: long }));
    await here.settled();
  });
  after(async () => {
    for (const each of open) each.destroy();
    await here.close();
  });

  const ask = (localAddress: string): Promise<IncomingMessage> =>
    new Promise((resolve, reject) => {
      const asked = request(`${here.url}/search.json`, { localAddress, agent: false }, (answer) => {
        open.push(answer.pause());
        answer.on('error', () => undefined);
        resolve(answer);
      });
      asked.on('error', reject);
      asked.end();
    });

  it('leaves the exports to everybody else', async () => {
    const statuses: number[] = [];
    for (let n = 0; n < 6; n += 1) statuses.push((await ask('127.0.0.2')).statusCode ?? 0);
    expect(statuses).to.deep.equal([200, 200, 200, 429, 429, 429]);
    const { status, text } = await here.people.visitor.get('/search.json');
    expect(status).to.equal(200);
    expect(text.length).to.be.above(10_000_000);
    for (const each of open) each.destroy();
    open.length = 0;
    // Whoever goes away makes room again.
    for (let n = 0; n < 100 && (await ask('127.0.0.2')).statusCode !== 200; n += 1) await new Promise((resolve) => setTimeout(resolve, 50));
    expect(open.at(-1)?.statusCode).to.equal(200);
  });
});
