import { expect } from 'chai';

import { ROLES } from '../../../server/domain/viewer.ts';
import { aVisitor, type StaffBrowser } from '../../fixtures/a-staff-browser.ts';
import { anOffice, type Office } from './an-office.ts';

/** What can be posted, with fields that would do something if it were let through. */
const POSTS: readonly (readonly [path: string, fields: Readonly<Record<string, string>>])[] = [
  ['/admin/people', { invitation: 'x' }],
  ['/admin/people/invite', { email: 'x@y.example', role: 'admin' }],
  ['/admin/people/ADMIN', { do: 'close' }],
  ['/admin/people/ADMIN', { do: 'duties', role: 'reader' }],
  ['/admin/people/ADMIN', { do: 'export' }],
  ['/admin/people/ADMIN/delete', { email: 'admin@musterstadt.example' }],
  ['/admin/organisations/new', { name: 'X', handle: 'x', orgType: 'town' }],
  ['/admin/settings', { isFourEyes: 'yes', secondFactor: 'everybody', quota: '1', reminds: 'yes' }],
  ['/admin/texts/imprint/de', { text: 'Meins', seen: '' }],
  ['/admin/mail/x', { do: 'show' }],
];
const PAGES = [
  '/admin',
  '/admin/people',
  '/admin/people/invite',
  '/admin/people/ADMIN',
  '/admin/people/ADMIN/delete',
  '/admin/organisations',
  '/admin/organisations/new',
  '/admin/settings',
  '/admin/texts',
  '/admin/texts/imprint/de',
  '/admin/texts/accessibility/en',
  '/admin/audit',
  '/admin/audit.csv',
  '/admin/mail',
  '/admin/mail/x',
];

describe('the administration', () => {
  let office: Office;
  const others: [string, StaffBrowser][] = [];
  before(async () => {
    office = await anOffice();
    others.push(['visitor', aVisitor(office.town.url)]);
    for (const role of ROLES.filter((one) => one !== 'admin'))
      others.push([role, await office.as(await office.town.person(`${role}@musterstadt.example`, role))]);
  });
  after(() => office.close());
  const at = (path: string): string => path.replace('ADMIN', office.admin.id);

  it('looks like a missing page to everybody else, whatever they send', async () => {
    for (const [who, browser] of others) {
      const missing = await browser.get('/admin/gibt-es-nicht');
      for (const path of PAGES) {
        const answer = await browser.get(at(path));
        expect(answer.status, `${who} ${path}`).to.equal(404);
        expect(answer.text.match(/<h1>.*?<\/h1>/)?.[0], `${who} ${path}`).to.equal(missing.text.match(/<h1>.*?<\/h1>/)?.[0]);
      }
      for (const [path, fields] of POSTS)
        expect((await browser.post(at(path), fields, who === 'visitor' ? '/sign-in' : '/')).status, `${who} POST ${path}`).to.equal(404);
    }
    expect(await office.user(office.admin.id)).to.deep.include({ role: 'admin', disabled: null });
    expect(await office.town.house.stores.organisations.all()).to.have.length(1);
    expect(await office.town.house.stores.texts.all()).to.deep.equal([]);
    expect((await office.town.house.stores.settings.find()).isFourEyes).to.equal(false);
  });

  it('is open to admins, and what is not there is a missing page to them too', async () => {
    const browser = await office.browser();
    for (const path of PAGES.filter((one) => one !== '/admin/mail/x')) expect((await browser.get(at(path))).status, path).to.equal(200);
    for (const path of ['/admin/mail/x', '/admin/people/x', '/admin/texts/imprint/fr', '/admin/nichts'])
      expect((await browser.get(path)).status, path).to.equal(404);
    expect((await browser.post('/admin/people/x', { do: 'close' }, '/admin')).status).to.equal(404);
    expect((await browser.post(at('/admin/people/ADMIN'), { do: 'unsinn' })).status).to.equal(404);
  });

  it('takes no form without its token, and every page asks to be kept by nobody', async () => {
    const browser = await office.browser();
    const { status } = await browser.post(`/admin/people/${office.editor.id}`, { do: 'close' }, null, { 'sec-fetch-site': 'cross-site' });
    expect(status).to.equal(403);
    expect((await office.user(office.editor.id)).disabled).to.equal(null);
    for (const path of PAGES.filter((one) => one !== '/admin/mail/x')) {
      const { headers } = await browser.get(at(path));
      expect(headers.get('cache-control'), path).to.equal('private, no-store');
    }
  });

  it('has every button on every page it shows known here', () => {
    const known = new Set(POSTS.map(([path]) => path.replace('ADMIN', ':id').replace('/imprint/de', '').replace('/mail/x', '/mail/:id')));
    const posts = office.town.posts.filter((path) => path.startsWith('/admin') && !path.startsWith('/admin/reports'));
    expect(posts.map((path) => path.replace(/\/(imprint|privacy|accessibility)\/(de|en)$/, '')).filter((path) => !known.has(path))).to.deep.equal([]);
  });

  it('leaves the profile of an organisation to its own editors and admins', async () => {
    const path = '/organisations/musterstadt/edit';
    const changed = { name: 'Gekapert', orgType: 'town' };
    for (const [who, browser] of others) {
      const isVisitor = who === 'visitor';
      const isEditor = who === 'editor';
      expect((await browser.get(path)).status, who).to.equal(isVisitor ? 303 : isEditor ? 200 : 403);
      if (!isEditor) expect((await browser.post(path, changed, who === 'visitor' ? '/sign-in' : '/')).status, who).to.equal(403);
    }
    const far = await office.town.house.actions.addOrganisation(office.chief, { name: 'Nachbarstadt', handle: 'nachbarstadt', orgType: 'town' });
    expect(far.ok).to.equal(true);
    expect((await (await office.as(office.editor)).get('/organisations/nachbarstadt/edit')).status).to.equal(403);
    expect((await (await office.browser()).get('/organisations/nachbarstadt/edit')).status).to.equal(403);
    expect((await office.town.house.stores.organisations.findByHandle('musterstadt'))?.content.name).to.equal('Musterstadt');
  });

  it('sends an admin who owes a second factor to set it up first', async () => {
    const browser = await office.browser();
    await browser.post('/admin/settings', { secondFactor: 'admins', quota: '2048' });
    const answer = await browser.get('/admin/people');
    expect([answer.status, answer.location]).to.deep.equal([303, '/my/account/second-factor']);
    await office.town.house.stores.settings.change((before) => ({ ...before, secondFactor: 'optional' }), []);
    expect((await browser.get('/admin/people')).status).to.equal(200);
  });
});
