import { expect } from 'chai';

import { type Answer, type StaffBrowser, signedIn } from '../../../fixtures/a-staff-browser.ts';
import { ADMIN, anInstance, type Instance } from '../../../fixtures/an-instance.ts';

const SHORT = {
  title: 'Licht mit Sensor',
  summary: 'Es wird hell, wenn jemand kommt.',
  problem: 'Es brannte die ganze Nacht.',
  solution: 'Sensoren.',
  phase: 'pilot',
  topics: 'energy',
  'contact.mailbox': 'tiefbau@musterstadt.example',
};

describe('whoever did something with a record', function () {
  this.timeout(120_000);
  const held: { instance: Instance | null; staff: StaffBrowser | null } = { instance: null, staff: null };
  const staff = (): StaffBrowser => {
    if (held.staff === null) throw new Error('Not started');
    return held.staff;
  };
  /** What the page says to which the form led. */
  const saidAfter = async ({ status, location }: Answer): Promise<string> => {
    expect(status).to.equal(303);
    const { text } = await staff().get(location ?? '');
    return /role="status".*?<\/(?:p|div)>/s.exec(text)?.[0] ?? '';
  };

  before(async () => {
    held.instance = await anInstance();
    held.staff = await signedIn(held.instance.url, ADMIN.email, ADMIN.password);
  });
  after(() => held.instance?.remove());

  it('reads in a sentence that it was done: kept, published, confirmed, deleted', async () => {
    expect(await saidAfter(await staff().post('/projects/new', { title: 'Nur ein Titel', do: 'save' }))).to.include('Als Entwurf gespeichert.');
    const published = await staff().post('/projects/new', { ...SHORT, do: 'publish' });
    expect(await saidAfter(published)).to.include('Veröffentlicht.');
    const [path = ''] = (published.location ?? '').split('?');
    const [, id = ''] = /name="only" value="([^"]+)"/.exec((await staff().get(path)).text) ?? [];
    expect(await saidAfter(await staff().post('/my/records/confirm', { only: id, back: path }, path))).to.include('Bestätigt');
    expect(await saidAfter(await staff().post(`${path}/delete`, {}))).to.include('Der Eintrag ist gelöscht.');
  });

  it('reads nothing of the kind when nothing was done, whatever the address says', async () => {
    for (const path of ['/my/records', '/my/records?done=%3Cscript%3E', '/my/records?done=confirmed'])
      expect((await staff().get(path)).text, path).to.not.include('role="status"');
  });
});
