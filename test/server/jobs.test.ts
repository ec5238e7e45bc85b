import { expect } from 'chai';
import { pino } from 'pino';

import { startJobs } from '../../server/relay/jobs.ts';
import { pause } from '../fixtures/an-instance.ts';

const log = pino({ level: 'silent' });

describe('jobs', () => {
  it('run when they are due, one after the other; one that fails holds up no other', async () => {
    const at = { now: 0 };
    const ran: string[] = [];
    const job = (name: string, everyMs: number, fails = false) => ({
      name,
      everyMs,
      async run() {
        ran.push(name);
        if (fails) throw new Error('not today');
      },
    });
    const loop = startJobs({
      jobs: [job('often', 10, true), job('seldom', 1_000)],
      mayWork: async () => true,
      clock: () => new Date(at.now),
      log,
      lookMs: 1,
    });
    const came = async (count: number): Promise<void> => {
      for (let n = 0; ran.length < count && n < 500; n += 1) await pause(2);
    };
    await came(2);
    at.now = 20;
    await came(3);
    expect(ran).to.deep.equal(['often', 'seldom', 'often']);
    await loop.stop();
    at.now = 5_000;
    await pause(10);
    expect(ran, 'stopped').to.have.length(3);
  });

  it('are done by the one process that may, and a store that is away stops nobody', async () => {
    const state = { asked: 0, ran: 0 };
    const loop = startJobs({
      jobs: [
        {
          name: 'sweep',
          everyMs: 0,
          run: async () => {
            state.ran += 1;
          },
        },
      ],
      mayWork: async () => {
        state.asked += 1;
        if (state.asked === 1) throw new Error('away');
        return state.asked > 3;
      },
      clock: () => new Date(),
      log,
      lookMs: 1,
    });
    for (let n = 0; state.ran === 0 && n < 500; n += 1) await pause(2);
    expect(state.asked).to.be.at.least(4);
    await loop.stop();
  });
});
