import { expect } from 'chai';

import { pathOf } from '../../../server/view-models/record-view.ts';
import { aProjectInput } from '../../fixtures/a-project.ts';
import { aVisitor, signedIn } from '../../fixtures/a-staff-browser.ts';
import { ADMIN } from '../../fixtures/an-instance.ts';
import { DAY, PASSWORD } from '../account/a-house-with-doors.ts';
import { aTownWithTools, type TownWithTools } from './a-town-with-tools.ts';

const REPORTER = 'ada@home.example';

describe('reports under Article 16, over HTTP', function () {
  this.timeout(60_000);
  let town: TownWithTools;
  before(async () => {
    town = await aTownWithTools();
  });
  after(() => town.doors.close());

  const whole = (path: string, differently: Readonly<Record<string, string>> = {}) => ({
    reason: 'privacy',
    explanation: 'Im zweiten Absatz steht der Name meiner Nachbarin.',
    address: `${town.doors.url}${path}`,
    name: 'Ada Licht',
    email: REPORTER,
    goodFaith: 'yes',
    website: '',
    ...differently,
  });
  /** Fills the form in and waits as long as people do. */
  const report = async (fields: Readonly<Record<string, string>>, browser = aVisitor(town.doors.url), wait = 5_000) => {
    const stamp = /name="stamp" value="([^"]+)"/.exec((await browser.get('/report')).text)?.[1] ?? '';
    town.doors.pass(wait);
    return browser.post('/report', { stamp, ...fields }, '/report');
  };
  const numberOf = (location: string | null): string => /number=([0-9A-F-]+)/.exec(location ?? '')?.[1] ?? '';

  it('are linked from every page and from the record, take what Article 16 asks for, and answer with a number and a mail', async () => {
    const { visitor, full, doors } = town;
    expect((await visitor.get('/')).text).to.contain('href="/report"');
    const link = /href="(\/report\?about[^"]+)"/.exec((await visitor.get(pathOf(full))).text)?.[1]?.replace('&#x3D;', '=') ?? '';
    const form = await visitor.get(link);
    expect(form.text)
      .to.contain(`value="${doors.url}${pathOf(full)}"`)
      .and.to.contain('Sie melden: „Straßenbeleuchtung');
    const sent = await report(whole(pathOf(full)));
    expect(sent.status).to.equal(303);
    const received = await visitor.get(sent.location ?? '');
    expect(received.text).to.match(/<strong>\d{4}-[0-9A-F]{4}-[0-9A-F]{4}<\/strong>/);
    expect(received.text).to.not.contain(REPORTER);
    expect(await doors.mails(REPORTER)).to.deep.equal(['report-receipt']);
    expect(await doors.mails(ADMIN.email)).to.deep.equal(['report-arrived']);
    expect((await visitor.get('/report/received?number=2026-0000-0000')).status).to.equal(404);
  });

  it('need a name and an address, but not where children are abused', async () => {
    const { full } = town;
    const unnamed = await report(whole(pathOf(full), { name: '', email: '' }));
    expect(unnamed.status).to.equal(422);
    expect(unnamed.text).to.contain('href="#feld-name"').and.to.contain('href="#feld-email"').and.to.contain('zweiten Absatz steht der Name');
    expect((await report(whole(pathOf(full), { name: '', email: '', reason: 'child-abuse' }))).status).to.equal(303);
    for (const field of ['reason', 'explanation', 'address', 'goodFaith'])
      expect((await report(whole(pathOf(full), { [field]: '' }))).status, field).to.equal(422);
  });

  it("stop programs without asking anybody else, and lose nobody's words", async () => {
    const { full } = town;
    const trapped = await report(whole(pathOf(full), { website: 'https://spam.example' }));
    expect([trapped.status, trapped.text.includes('zweiten Absatz')]).to.deep.equal([422, true]);
    const fast = await report(whole(pathOf(full)), aVisitor(town.doors.url), 0);
    expect(fast.status).to.equal(422);
    const stamp = /name="stamp" value="([^"]+)"/.exec(fast.text)?.[1] ?? '';
    town.doors.pass(5_000);
    expect((await report(whole(pathOf(full), { stamp }))).status, 'the same form, a moment later').to.equal(303);
    expect((await report(whole(pathOf(full), { stamp: 'made up' }))).status).to.equal(422);
  });

  it('need no cookie of a visitor, and take none from another site', async () => {
    const { full, doors } = town;
    const stamp = /name="stamp" value="([^"]+)"/.exec((await aVisitor(doors.url).get('/report')).text)?.[1] ?? '';
    doors.pass(5_000);
    const bare = aVisitor(doors.url);
    expect((await bare.post('/report', { ...whole(pathOf(full)), stamp }, null)).status).to.equal(303);
    const foreign = await bare.post('/report', { ...whole(pathOf(full)), stamp }, null, { 'sec-fetch-site': 'cross-site' });
    expect(foreign.status).to.equal(403);
  });

  it('survive whatever is typed', async () => {
    const hostile = ['<script>alert(1)</script>', '\u0000\u202e', '=1+1', 'x'.repeat(9_999), "'; DROP", '{"$ne":1}', 'a\r\nBcc: all@x.example'];
    for (const text of hostile) {
      const answer = await report({ reason: text, explanation: text, address: text, name: text, email: text, goodFaith: text, website: '' });
      expect(answer.status, text.slice(0, 20)).to.equal(422);
      expect(answer.text).to.not.contain('<script>alert');
    }
    for (const query of ['?about=javascript:alert(1)', '?about=%00', '?about[]=x', `?about=${'y'.repeat(5_000)}`])
      expect((await town.visitor.get(`/report${query}`)).status).to.equal(200);
    const elsewhere = await report(
      whole('/', { address: 'https://anderswo.example/x', email: 'b@home.example', explanation: '<img src=x onerror=1> steht dort.' }),
    );
    const seen = await town.admin.get(`/admin/reports/${numberOf(elsewhere.location)}`);
    expect(seen.text).to.contain('&lt;img').and.to.not.contain('href="https://anderswo.example').and.to.not.contain('value="withdraw"');
  });

  it('are limited by where they come from', async () => {
    const fresh = await aTownWithTools();
    try {
      const browser = aVisitor(fresh.doors.url);
      const stamp = /name="stamp" value="([^"]+)"/.exec((await browser.get('/report')).text)?.[1] ?? '';
      fresh.doors.pass(5_000);
      const fields = { ...whole('/projects/x'), address: `${fresh.doors.url}/projects/x`, email: '', name: '', reason: 'child-abuse', stamp };
      const answers = [];
      for (let n = 0; n < 21; n += 1) answers.push((await browser.post('/report', fields, '/report')).status);
      expect(answers.slice(0, 20).every((status) => status === 303)).to.equal(true);
      expect(answers.at(-1)).to.equal(429);
    } finally {
      await fresh.doors.close();
    }
  });

  it('are seen and decided by admins alone', async () => {
    const { visitor, doors } = town;
    expect((await visitor.get('/admin/reports')).location).to.match(/^\/sign-in/);
    for (const role of ['editor', 'author', 'reader'] as const) {
      await doors.person(`${role}@musterstadt.example`, role);
      const browser = await signedIn(doors.url, `${role}@musterstadt.example`, PASSWORD);
      expect((await browser.get('/admin/reports')).status, role).to.equal(404);
      const found = await doors.house.stores.users.findByEmail(`${role}@musterstadt.example`);
      const viewer = { kind: 'staff', user: found?.id ?? '', role, organisations: found?.organisations ?? [], mayWrite: true } as const;
      const listed = await doors.house.actions.decideReport.list(viewer, 'open', 1);
      expect(listed.ok ? null : listed.refusal.kind, role).to.equal('not-found');
    }
  });

  it('are decided with reasons; the record goes, reporter and organisation are told, and the act is in the audit log', async () => {
    const { admin, add, settled, visitor, doors } = town;
    const record = await add('project', aProjectInput({ title: 'Wird gemeldet', contact: { mailbox: 'kontakt@musterstadt.example' } }));
    await settled();
    const number = numberOf((await report(whole(pathOf(record), { email: 'c@home.example' }))).location);
    const path = `/admin/reports/${number}`;
    const without = await admin.post(path, { decision: 'withdraw', reasons: ' ' });
    expect([without.status, (await visitor.get(pathOf(record))).status]).to.deep.equal([422, 200]);
    const decided = await admin.post(path, { decision: 'withdraw', reasons: 'Der Name gehört nicht dorthin.' });
    expect(decided.location).to.equal('/admin/reports?state=decided&done=decided');
    await settled();
    expect((await visitor.get(pathOf(record))).status).to.equal(410);
    expect(await doors.mails('c@home.example')).to.deep.equal(['report-decision', 'report-receipt']);
    expect(await doors.mails('kontakt@musterstadt.example')).to.deep.equal(['report-decision']);
    expect(await doors.acts()).to.include('report-decided');
    const register = await admin.get(path);
    expect(register.text).to.contain('Der Name gehört nicht dorthin.').and.to.contain('Eintrag zurückgezogen').and.to.not.contain('name="decision"');
    const listed = await doors.house.actions.listMail(doors.operator);
    const toTown = listed.ok ? listed.value.items.find(({ to }) => to === 'kontakt@musterstadt.example')?.text : '';
    expect(toTown).to.contain('Der Name gehört nicht dorthin.').and.to.not.contain('c@home.example').and.to.not.contain('Ada');
  });

  it('are decided for every organisation of the instance, and that opens nothing else', async () => {
    const { admin, doors, settled, visitor } = town;
    const { addOrganisation, createRecord, deleteRecord, withdrawRecord } = doors.house.actions;
    const added = await addOrganisation(doors.operator, { name: 'Nachbarstadt', handle: 'nachbarstadt', orgType: 'town' });
    const neighbour = added.ok ? added.value.id : '';
    const editor = { kind: 'staff', user: 'nachbarin', role: 'editor', organisations: [neighbour], mayWrite: true } as const;
    const own = await doors.house.stores.users.findByEmail(ADMIN.email);
    const viewer = { kind: 'staff', user: own?.id ?? '', role: 'admin', organisations: own?.organisations ?? [], mayWrite: true } as const;
    expect(viewer.organisations).to.not.include(neighbour);
    for (const decision of ['withdraw', 'delete']) {
      const made = await createRecord(editor, 'project', neighbour, aProjectInput({ title: `Beim Nachbarn: ${decision}` }));
      if (!made.ok) throw new Error(JSON.stringify(made.refusal));
      await settled();
      for (const refused of [await deleteRecord(viewer, made.value.id), await withdrawRecord(viewer, made.value.id)])
        expect(refused.ok ? null : refused.refusal.kind, 'without a report').to.equal('not-allowed');
      const number = numberOf((await report(whole(pathOf(made.value), { email: 'g@home.example' }))).location);
      const decided = await admin.post(`/admin/reports/${number}`, { decision, reasons: 'Das darf dort nicht stehen.' });
      expect(decided.status, decision).to.equal(303);
      expect((await visitor.get(pathOf(made.value))).status).to.equal(410);
      expect((await doors.house.stores.reports.find(number))?.decision).to.include({ kind: decision, by: own?.id });
    }
    const another = await createRecord(editor, 'project', neighbour, aProjectInput({ title: 'Bleibt beim Nachbarn' }));
    const refused = await deleteRecord(viewer, another.ok ? another.value.id : '');
    expect(refused.ok ? null : refused.refusal.kind, 'afterwards').to.equal('not-allowed');
  });

  it('are decided once, also when two admins do it at the same moment', async () => {
    const { admin, full, doors, settled } = town;
    const number = numberOf((await report(whole(pathOf(full), { email: 'd@home.example' }))).location);
    const decide = (reasons: string) => doors.house.actions.decideReport.decide(doors.operator, number, { kind: 'none', reasons });
    const both = await Promise.all([decide('Eins'), decide('Zwei')]);
    expect(both.filter(({ ok }) => ok)).to.have.length(1);
    expect((await decide('Drei')).ok).to.equal(false);
    await settled();
    await doors.house.actions.decideReport.tell([
      { kind: 'administered', subject: number, at: '', by: 'x', touches: [], version: null, act: { name: 'report-decided', detail: null } },
    ]);
    expect(
      (await doors.mails('d@home.example')).filter((kind) => kind === 'report-decision'),
      'told twice',
    ).to.have.length(1);
    expect((await admin.get('/admin/reports?state=decided')).text).to.contain(number);
  });

  it('are given out to whoever filed them, and with the account goes who it was, once that is decided', async () => {
    const { doors, full } = town;
    const { stores, actions } = doors.house;
    const email = 'melderin@musterstadt.example';
    const { id } = await doors.person(email, 'reader');
    const open = numberOf((await report(whole(pathOf(full), { email }))).location);
    const decided = numberOf((await report(whole(pathOf(full), { email }))).location);
    await actions.decideReport.decide(doors.operator, decided, { kind: 'none', reasons: 'Nichts.' });
    const data = await actions.exportPerson(doors.operator, id);
    const given = data.ok ? (data.value['reports'] as { id: string; explanation: string }[]) : [];
    expect(given.map((one) => one.id).sort()).to.deep.equal([open, decided].sort());
    expect(given[0]?.explanation).to.contain('meiner Nachbarin');
    const gone = await actions.deletePerson(doors.operator, id, email);
    expect(gone.ok).to.equal(true);
    expect((await stores.reports.find(decided))?.reporter).to.equal(null);
    expect((await stores.reports.find(open))?.reporter, 'must still be told').to.include({ email });
  });

  it('forget who reported a year after the decision, and keep the rest', async () => {
    const { doors, full } = town;
    const number = numberOf((await report(whole(pathOf(full), { email: 'e@home.example' }))).location);
    await doors.house.actions.decideReport.decide(doors.operator, number, { kind: 'none', reasons: 'Nichts.' });
    const reporter = async () => (await doors.house.stores.reports.find(number))?.reporter ?? null;
    doors.pass(300 * DAY);
    await doors.house.actions.decideReport.forgetReporters();
    expect(await reporter()).to.include({ email: 'e@home.example' });
    doors.pass(70 * DAY);
    await doors.house.actions.decideReport.forgetReporters();
    expect(await reporter()).to.equal(null);
    expect((await doors.house.stores.reports.find(number))?.decision?.reasons).to.equal('Nichts.');
  });
});
