import { expect } from 'chai';

import { openHouse } from '../../../server/compose.ts';
import { readConfig } from '../../../server/config.ts';
import { aMailServer } from '../../fixtures/a-mail-server.ts';
import { aTerminal, PASSWORD, type Terminal, WITH_ADMIN } from '../../fixtures/a-terminal.ts';

const HOUR = 60 * 60_000;

describe('the doctor, asked about mail', () => {
  let terminal: Terminal;
  beforeEach(async () => {
    terminal = aTerminal();
    await terminal.run(WITH_ADMIN, { stdin: PASSWORD });
  });
  afterEach(() => terminal.remove());

  /** Three mails: one waits for two hours, one was refused, one given up. */
  async function threeMails(): Promise<void> {
    const config = readConfig({ DATA_DIR: terminal.at('data') }, terminal.folder);
    const house = await openHouse({ config, clock: () => new Date(Date.now() - 2 * HOUR), isServer: false, onWaiting: () => undefined });
    for (const to of ['a@b.example', 'c@d.example', 'e@f.example'])
      await house.actions.queueMail({ kind: 'submitted', title: 'x', href: 'https://x.example', by: 'y', to, language: 'de' });
    const [first, second] = await house.stores.mails.page(null, 9);
    await house.stores.mails.change(first?.id ?? '', (before) => ({ ...before, state: 'refused', dueAt: null }));
    await house.stores.mails.change(second?.id ?? '', (before) => ({ ...before, state: 'given-up', dueAt: null }));
    await house.close();
  }

  it('says that it is only kept where there is no mail server', async () => {
    await threeMails();
    const said = await terminal.run(['doctor']);
    expect(said.out).to.match(/^warn {2}E-Mails werden nicht verschickt, nur aufgehoben \(zurzeit 1;.*SMTP_URL/m);
  });

  it('says whether the mail server lets us in, what is stuck, and what did not arrive', async () => {
    const server = await aMailServer();
    const env = { SMTP_URL: server.url };
    try {
      const well = await terminal.run(['doctor'], { env });
      expect(well.out)
        .to.match(new RegExp(`^ok {4}E-Mails gehen über 127.0.0.1:${server.port}`, 'm'))
        .and.to.not.include('/admin/mail');
      await threeMails();
      const said = await terminal.run(['doctor'], { env });
      expect(said.out).to.match(/^warn {2}1 E-Mail wartet seit über einer Stunde/m);
      expect(said.out).to.match(/^warn {2}2 E-Mails der letzten 30 Tage kamen nicht an/m);
      expect(server.received, 'it only looks').to.have.length(0);
    } finally {
      await server.stop();
    }
    const away = await terminal.run(['doctor'], { env });
    expect(away.out).to.match(/^fail {2}Der Mailserver 127\.0\.0\.1:\d+ lässt uns nicht senden: .*ECONNREFUSED/m);
    expect(away.code).to.equal(1);
  });
});
