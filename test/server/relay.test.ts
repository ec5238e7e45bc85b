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
    createRelay({
      journal: open.house.journal,
      listeners: [{ name: 'listener', kinds: ['record-published'], hear }],
      mayCarry: async () => true,
      onShelved: async () => open.house.stores.wishes.wish('2026-11-21T10:00:00.000Z'),
      isOutage,
      log,
    });

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
    expect(await open.house.journal.counts()).to.deep.equal({ waiting: 0, shelved: 1 });
    expect((await open.house.stores.wishes.find()).wantedAt, 'the gap in the index will be closed').to.equal('2026-11-21T10:00:00.000Z');
  });

  it('asks nobody twice who has heard it, and lets documents not grow, while one of them cannot be reached', async () => {
    const { house, operator } = open;
    const [record] = await open.everything();
    const heard = { versions: 0, changes: 0, index: 0 };
    const count = (name: keyof typeof heard, by: number): void => {
      heard[name] += by;
    };
    let isDown = true;
    const kinds = ['record-published', 'record-updated'] as const;
    const relay = createRelay({
      journal: house.journal,
      listeners: [
        { name: 'versions', kinds, hear: async (happenings) => count('versions', happenings.filter(({ version }) => version !== null).length) },
        { name: 'changes', kinds, hear: async (happenings) => count('changes', happenings.length) },
        {
          name: 'index',
          kinds,
          hear: async (happenings) => {
            if (isDown) throw new Error('down');
            count('index', happenings.length);
          },
        },
      ],
      mayCarry: async () => true,
      isOutage: () => isDown,
      onShelved: async () => undefined,
      log,
    });
    for (let n = 0; n < 20; n += 1) {
      await house.actions.changeRecord(operator, record?.id ?? '', { problem: `Stand ${n} `.repeat(300) });
      await relay.round().catch(() => undefined);
    }
    expect(heard).to.deep.equal({ versions: 23, changes: 23, index: 0 });
    const waiting = await house.journal.waiting(100);
    expect(waiting.map(({ happening }) => happening.version).filter((version) => version !== null)).to.deep.equal([]);
    isDown = false;
    while ((await relay.round()) > 0);
    expect(heard).to.deep.equal({ versions: 23, changes: 23, index: 23 });
  });

  it('stops in the middle when the right to carry is lost', async () => {
    const heard: string[] = [];
    const relay = createRelay({
      journal: open.house.journal,
      listeners: [
        { name: 'first', kinds: ['record-published'], hear: async () => void heard.push('first') },
        { name: 'second', kinds: ['record-published'], hear: async () => void heard.push('second') },
      ],
      mayCarry: async () => heard.length === 0,
      isOutage: () => false,
      onShelved: async () => undefined,
      log,
    });
    expect(await relay.round()).to.equal(0);
    expect(heard).to.deep.equal(['first']);
    expect(await open.house.journal.waiting(10), 'the next holder finds everything, the set-up too').to.have.length(4);
  });
});

describe('the numbered changes', () => {
  it('are told completely, also when two processes number at the same moment', async () => {
    const open = await aHouse();
    const { changes } = open.house.stores;
    const seen = (name: string, count: number) =>
      Array.from({ length: count }, (_, n) => ({ record: `${name}-${n}`, isPublic: true, wasPublic: true, at: '2026-11-21T10:00:00.000Z' }));
    await Promise.all([changes.record(seen('a', 200)), changes.record(seen('b', 3)), changes.record(seen('c', 50))]);
    const told = await changes.since(0, 1_000);
    expect(new Set(told.map(({ seq }) => seq)).size).to.equal(253);
    expect(new Set(told.map(({ record }) => record)).size).to.equal(253);
    await open.close();
  });
});
