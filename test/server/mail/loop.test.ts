import { expect } from 'chai';
import { pino } from 'pino';

import { startMailLoop } from '../../../server/mail/mail-loop.ts';
import { pause } from '../../fixtures/an-instance.ts';

describe('the mail loop', () => {
  it('sends mails although what is done beside them fails each time', async () => {
    const seen = { rounds: 0, tries: 0 };
    const loop = startMailLoop({
      mailer: { deliver: async () => ({ kind: 'accepted' }) },
      round: async () => {
        seen.rounds += 1;
        return { tried: 0, serverAway: null };
      },
      daily: async () => {
        seen.tries += 1;
        throw new Error('a record that no reminder can be made of');
      },
      mayWork: async () => true,
      mayGoOn: async () => true,
      log: pino({ level: 'silent' }),
      idleMs: 5,
    });
    for (let n = 0; seen.rounds < 3 && n < 400; n += 1) await pause(10);
    await loop.stop();
    expect(seen.rounds).to.be.at.least(3);
    expect(seen.tries).to.be.at.least(seen.rounds);
  });
});
