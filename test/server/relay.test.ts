import { expect } from 'chai';
import { pino } from 'pino';

import { createRelay, type Listener } from '../../server/relay/relay.ts';
import { aHouse, type OpenHouse } from '../fixtures/a-house.ts';
import { aProjectInput } from '../fixtures/a-project.ts';

const log = pino({ level: 'silent' });

describe('the relay', () => {
  let open: OpenHouse;
  beforeEach(async () => {
    open = await aHouse();
    for (const title of ['Eins', 'Zwei', 'Drei'])
      expect((await open.house.actions.createRecord(open.operator, 'project', null, aProjectInput({ title }))).ok).to.equal(true);
  });
  afterEach(() => open.close());

  const relayTo = (hear: Listener['hear'], isOutage = (): boolean => false) =>
    createRelay({ journal: open.house.journal, listeners: [{ name: 'listener', kinds: ['record-published'], hear }], isOutage, log });

  it('carries what happened once, in order, and then nothing more', async () => {
    const heard: string[] = [];
    const relay = relayTo(
      async (happenings) => void heard.push(...happenings.flatMap(({ version }) => (version !== null && 'content' in version ? [version.slug] : []))),
    );
    while ((await relay.round()) > 0);
    expect(heard).to.deep.equal(['eins', 'zwei', 'drei']);
    expect(await relay.round()).to.equal(0);
  });

  it('waits through an outage without losing or counting anything', async () => {
    let isDown = true;
    const heard: string[] = [];
    const relay = relayTo(
      async (happenings) => {
        if (isDown) throw new Error('down');
        heard.push(...happenings.map(({ subject }) => subject));
      },
      () => true,
    );
    for (let n = 0; n < 12; n += 1) expect(await relay.round().catch((err: Error) => err.message)).to.equal('down');
    isDown = false;
    await relay.round();
    expect(heard).to.have.length(3);
  });

  it('puts the one that fails for good on the shelf, and carries the others', async () => {
    const heard: string[] = [];
    const relay = relayTo(async (happenings) => {
      for (const { subject, version } of happenings) {
        if (version !== null && 'content' in version && version.slug === 'zwei') throw new Error('cannot be heard');
        heard.push(subject);
      }
    });
    for (let n = 0; n < 12; n += 1) await relay.round();
    expect(new Set(heard).size).to.equal(2);
    expect(await open.house.journal.waiting(10), 'nothing waits any more: one lies on the shelf').to.deep.equal([]);
  });
});
