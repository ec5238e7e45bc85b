import { expect } from 'chai';

import { operatorOf } from '../../server/cli/people.ts';
import { openHouse } from '../../server/compose.ts';
import { readConfig } from '../../server/config.ts';
import { aMailServer, headerOf, type MailServer, partOf } from '../fixtures/a-mail-server.ts';
import { aProjectInput } from '../fixtures/a-project.ts';
import { ADMIN, anInstance, type Instance, pause } from '../fixtures/an-instance.ts';

const EIGHT_MONTHS = 240 * 24 * 3_600_000;

describe('mail, from a running instance', function () {
  this.timeout(60_000);
  let server: MailServer;
  let town: Instance;
  before(async () => {
    server = await aMailServer();
    town = await anInstance({ settings: { SMTP_URL: `${server.url}?from=licht@musterstadt.example` } });
  });
  after(async () => {
    await server.stop();
    await town.remove();
  });

  /** What somebody did at the command line, at another time. */
  const elsewhere = async (ago: number, work: (house: Awaited<ReturnType<typeof openHouse>>) => Promise<unknown>): Promise<void> => {
    const clock = (): Date => new Date(Date.now() - ago);
    const house = await openHouse({ config: readConfig(town.environment, town.folder), clock, isServer: false, onWaiting: () => undefined });
    try {
      await work(house);
    } finally {
      await house.close();
    }
  };
  const received = async (count: number): Promise<void> => {
    for (let n = 0; server.received.length < count && n < 400; n += 1) await pause(50);
    expect(server.received.length).to.equal(count);
  };

  it('goes out by itself, also when another process queued it', async () => {
    await elsewhere(0, ({ actions }) =>
      actions.queueMail({ kind: 'report-receipt', number: '7', paragraphs: ['Gemeldet: https://x.example'], href: null, to: 'wer@x.example', language: 'de' }),
    );
    await received(1);
    expect(server.received[0]?.from).to.equal('licht@musterstadt.example');
  });

  it('reminds at the start when it is time, once, and again not after a kill -9', async () => {
    await town.stop();
    await elsewhere(EIGHT_MONTHS, async (house) => {
      const made = await house.actions.createRecord(await operatorOf(house), 'project', null, aProjectInput({ title: 'Lange her' }));
      expect(made.ok).to.equal(true);
      await house.stores.reminders.looked(house.clock().toISOString());
    });
    await town.start();
    await received(2);
    const [, mail] = server.received;
    if (mail === undefined) throw new Error('Nothing came');
    expect(mail.to).to.deep.equal([ADMIN.email]);
    expect(headerOf(mail, 'Subject')).to.equal('Stimmt dieser Eintrag noch?');
    expect(partOf(mail, 'text/plain')).to.contain('Lange her').and.contain(`${town.url}/projects/lange-her`).and.contain(`${town.url}/my/records`);

    await town.kill();
    await elsewhere(0, ({ stores }) => stores.reminders.looked('2020-01-01T00:00:00.000Z'));
    await town.start();
    await elsewhere(0, ({ actions }) =>
      actions.queueMail({ kind: 'password-reset', link: `${town.url}/x`, until: '2030-01-01T00:00:00.000Z', to: 'a@b.example', language: 'en' }),
    );
    await received(3);
    expect(server.received[2]?.to, 'the next mail is another one').to.deep.equal(['a@b.example']);
  });

  it('tells those who may publish that something waits for them', async () => {
    await elsewhere(0, async ({ actions, stores }) => {
      const organisations = [(await stores.organisations.all())[0]?.id ?? ''];
      const author = { kind: 'staff', user: 'anna', role: 'author', organisations, mayWrite: true } as const;
      const made = await actions.createRecord(author, 'project', null, aProjectInput({ title: 'Von Anna', visibility: 'draft' }));
      expect(made.ok && (await actions.submitRecord(author, made.value.id, '')).ok).to.equal(true);
    });
    await received(4);
    const [, , , mail] = server.received;
    expect(mail?.to).to.deep.equal([ADMIN.email]);
    expect(mail === undefined ? null : headerOf(mail, 'Subject')).to.equal('Zur Prüfung: Von Anna');
  });

  it('stops in time while the mail server takes a mail and says nothing any more', async () => {
    await server.stop();
    const silent = await aMailServer({ onData: () => undefined });
    const other = await anInstance({ settings: { SMTP_URL: silent.url } });
    try {
      const house = await openHouse({
        config: readConfig(other.environment, other.folder),
        clock: () => new Date(),
        isServer: false,
        onWaiting: () => undefined,
      });
      await house.actions.queueMail({ kind: 'password-reset', link: other.url, until: '2030-01-01T00:00:00.000Z', to: 'a@b.example', language: 'de' });
      await house.close();
      for (let n = 0; silent.connections() === 0 && n < 400; n += 1) await pause(50);
      expect(silent.connections()).to.equal(1);
      expect(await other.stop()).to.equal(0);
    } finally {
      await other.remove();
      await silent.stop();
      await server.start();
    }
  });
});
