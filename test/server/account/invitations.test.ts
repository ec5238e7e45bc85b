import { expect } from 'chai';

import { aVisitor, signedIn } from '../../fixtures/a-staff-browser.ts';
import { aHouseWithDoors, DAY, type HouseWithDoors, PASSWORD } from './a-house-with-doors.ts';

const EMAIL = 'neu@musterstadt.example';

describe('an invitation', () => {
  let town: HouseWithDoors;
  let organisation: string;
  beforeEach(async () => {
    town = await aHouseWithDoors();
    organisation = (await town.house.stores.organisations.all())[0]?.id ?? '';
  });
  afterEach(() => town.close());

  const invite = (email = EMAIL, role = 'author', organisations = [organisation]) =>
    town.house.actions.invitePeople.invite(town.operator, { email, role, organisations, language: 'de' });
  const link = async (to = EMAIL): Promise<string> => (await town.links('invitation', to))[0] ?? '';

  it('leads to an account of this role, signed in, and works once', async () => {
    expect((await invite()).ok).to.equal(true);
    const path = await link();
    expect(path).to.match(/^\/invitation\/[\w-]{43}$/);
    const browser = aVisitor(town.url);
    const page = await browser.get(path);
    expect(page.status).to.equal(200);
    expect(page.text).to.include('Musterstadt').and.include(EMAIL).and.include('Autorin');
    expect(page.headers.get('referrer-policy')).to.equal('no-referrer');
    const empty = await browser.post(path, { name: ' \n ', password: 'kurz' });
    expect(empty.status).to.equal(422);
    expect(empty.text).to.include('href="#feld-name"').and.include('href="#feld-password"');

    const done = await browser.post(path, { name: '  Nora \n Neu ', password: PASSWORD });
    expect([done.status, done.location]).to.deep.equal([303, '/my/records']);
    expect((await browser.get('/')).text).to.include('Nora Neu');
    const user = await town.house.stores.users.findByEmail(EMAIL);
    expect(user).to.deep.include({ name: 'Nora Neu', role: 'author', organisations: [organisation], disabled: null });

    const again = await aVisitor(town.url).get(path);
    expect(again.status).to.equal(410);
    expect(again.text).to.include('/sign-in');
    expect((await aVisitor(town.url).post(path, { name: 'Wer', password: PASSWORD }, '/sign-in')).status).to.equal(410);
    expect(await town.acts()).to.include.members(['person-invited', 'person-joined']);
    const told = await town.house.stores.audit.about(user?.id ?? '', null, 10);
    expect(told.map(({ act, by }) => [act.name, by])).to.deep.include.members([
      ['person-invited', 'operator'],
      ['person-joined', user?.id],
    ]);
  });

  it('is replaced by the next, ends after seven days, and can be taken back', async () => {
    await invite();
    const first = await link();
    await invite();
    const second = await link();
    expect(second).to.not.equal(first);
    expect((await aVisitor(town.url).get(first)).status).to.equal(410);
    const listed = await town.house.actions.invitePeople.list(town.operator);
    expect(listed.ok && listed.value.map(({ email, role }) => [email, role])).to.deep.equal([[EMAIL, 'author']]);
    town.pass(7 * DAY + 1_000);
    expect((await aVisitor(town.url).get(second)).status).to.equal(410);

    await invite();
    const third = await link();
    const open = await town.house.actions.invitePeople.list(town.operator);
    await town.house.actions.invitePeople.withdraw(town.operator, (open.ok && open.value[0]?.id) || '');
    expect((await aVisitor(town.url).get(third)).status).to.equal(410);
    expect(await town.acts()).to.include('invitation-withdrawn');
  });

  it('accepted on an English page, makes an account that is written to in English', async () => {
    await invite();
    await aVisitor(town.url).post(`${await link()}?lang=en`, { name: 'Nora', password: PASSWORD });
    expect((await town.house.stores.users.findByEmail(EMAIL))?.language).to.equal('en');
  });

  it('makes one account when two use it at the same moment', async () => {
    await invite();
    const secret = (await link()).split('/').at(-1) ?? '';
    const join = (name: string) => town.house.actions.invitePeople.join(secret, { name, password: PASSWORD, language: 'de', from: '192.0.2.1' });
    const done = await Promise.all([join('Eins'), join('Zwei')]);
    expect(done.filter(({ ok }) => ok)).to.have.length(1);
    expect((await town.house.stores.users.all()).filter(({ email }) => email === EMAIL)).to.have.length(1);
  });

  it('is made by admins alone, for who is not here yet, a role there is and organisations of this instance', async () => {
    const editor = await town.person('erika@musterstadt.example', 'editor');
    const viewer = { kind: 'staff', user: editor.id, role: 'editor', organisations: [organisation], mayWrite: true } as const;
    const refused = await town.house.actions.invitePeople.invite(viewer, { email: EMAIL, role: 'admin', organisations: [organisation], language: 'de' });
    expect(refused).to.deep.equal({ ok: false, refusal: { kind: 'not-found' } });
    for (const [problem, made] of [
      ['email', await invite('Erika@musterstadt.example')],
      ['email', await invite('a@b.example, c@d.example')],
      ['role', await invite(EMAIL, 'king')],
      ['organisations', await invite(EMAIL, 'author', ['https://elsewhere.example/organisations/x'])],
    ] as const)
      expect(!made.ok && made.refusal.kind === 'invalid' && made.refusal.problems.map(({ field }) => field), problem).to.deep.equal([problem]);
  });

  it('is worth nothing for another errand, and its secret is in no log', async () => {
    await invite();
    const secret = (await link()).split('/').at(-1) ?? '';
    expect((await aVisitor(town.url).get(`/password/new/${secret}`)).status).to.equal(410);
    expect((await aVisitor(town.url).get(`/invitation/${secret}x`)).status).to.equal(410);
    expect((await aVisitor(town.url).get(`/invitation/${secret}`)).status).to.equal(200);
    expect(town.logged.join('\n')).to.include('/invitation/…').and.not.include(secret);
  });

  it('leaves whoever is signed in as somebody else with their own account', async () => {
    await town.person('erika@musterstadt.example', 'editor');
    await invite();
    const browser = await signedIn(town.url, 'erika@musterstadt.example', PASSWORD);
    await browser.post(await link(), { name: 'Nora', password: PASSWORD });
    expect((await browser.get('/my/account')).text).to.include(EMAIL);
    expect(await town.house.stores.users.findByEmail('erika@musterstadt.example')).to.deep.include({ name: null });
  });
});
