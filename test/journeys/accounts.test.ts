import { expect } from 'chai';
import { aMailServer, type MailServer, partOf } from '../fixtures/a-mail-server.ts';
import { type Answer, aVisitor, type StaffBrowser, signedIn } from '../fixtures/a-staff-browser.ts';
import { ADMIN, anInstance, type Instance, pause } from '../fixtures/an-instance.ts';

const EMAIL = 'nora@musterstadt.example';
const FIRST = 'Laternen am Fluss 3';
const SECOND = 'Drei Brücken und ein Turm';

describe('people, from the invitation to a new password', function () {
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

  /** The link in the newest mail that has one, as a path. */
  const linkIn = async (count: number): Promise<string> => {
    for (let n = 0; server.received.length < count && n < 400; n += 1) await pause(50);
    const mail = server.received.at(-1);
    if (mail === undefined) throw new Error('No mail came');
    expect(mail.to).to.deep.equal([EMAIL]);
    const [, path = ''] = /https?:\/\/[^\s/]+(\/\S{30,})/.exec(partOf(mail, 'text/plain')) ?? [];
    return path;
  };
  const name = async (browser: StaffBrowser): Promise<boolean> => (await browser.get('/my/account')).text.includes('Nora Neu');

  it('are invited by an admin, join, stay signed in over a restart and a crash, and help themselves when they forget', async () => {
    const admin = await signedIn(town.url, ADMIN.email, ADMIN.password);
    const organisation = `${town.url}/organisations/musterstadt`;
    const invited = await admin.post('/admin/people/invite', { email: EMAIL, role: 'author', organisations: [organisation] });
    expect(invited.status).to.equal(303);

    const nora = aVisitor(town.url);
    const joined: Answer = await nora.post(await linkIn(1), { name: 'Nora Neu', password: FIRST });
    expect([joined.status, joined.location]).to.deep.equal([303, '/my/records']);
    expect((await nora.get('/my/records')).status).to.equal(200);
    expect((await nora.get('/admin/people')).status).to.equal(404);

    expect(await town.stop()).to.equal(0);
    await town.start();
    expect(await name(nora), 'after a restart').to.equal(true);
    await town.kill();
    await town.start();
    expect(await name(nora), 'after kill -9').to.equal(true);

    const forgetful = aVisitor(town.url);
    await forgetful.post('/password/forgotten', { email: EMAIL });
    await forgetful.post(await linkIn(2), { password: SECOND });
    expect(await name(nora)).to.equal(false);
    expect(await name(await signedIn(town.url, EMAIL, SECOND))).to.equal(true);
    for (let n = 0; server.received.length < 3 && n < 400; n += 1) await pause(50);
    expect(server.received[2]?.to).to.deep.equal([EMAIL]);

    await town.settled();
    const log = await (await signedIn(town.url, ADMIN.email, ADMIN.password)).get('/admin/audit');
    expect(log.status).to.equal(200);
    expect(log.text).to.include('Nora Neu');
    expect(town.output(), 'nothing that opens an account is printed')
      .to.not.include(FIRST)
      .and.not.match(/\/(invitation|password\/new)\/[\w-]{20,}/);
  });
});
