import { expect } from 'chai';

import { LEGAL_PAGES } from '../../../server/domain/legal-text.ts';
import { aProjectInput } from '../../fixtures/a-project.ts';
import { aVisitor } from '../../fixtures/a-staff-browser.ts';
import { anOffice, type Office } from './an-office.ts';

const HOSTILE = [
  '# Eins\n\n<script>alert(1)</script>\n\n<img src=x onerror=alert(1)>',
  '[klick](javascript:alert(1)) [daten](data:text/html,x) ![bild](https://evil.example/x.png)',
  '</div></main><h1>Kapern</h1><iframe src="https://evil.example"></iframe>',
  '<a href="https://evil.example" style="position:fixed">x</a> {{{shell.csrf}}} {{t "x"}}',
].join('\n\n');
const seenIn = (text: string): string => /name="seen" value="([^"]*)"/.exec(text)?.[1] ?? '';
const outline = (text: string): string[] => [...(text.split('<main')[1]?.split('</main>')[0] ?? '').matchAll(/<h([1-6])[ >]/g)].map(([, level]) => level ?? '');

describe('the legal texts', () => {
  let office: Office;
  beforeEach(async () => {
    office = await anOffice();
  });
  afterEach(() => office.close());
  const PATH = '/admin/texts/imprint/de';

  it('begin as templates that know the town and mark what is missing, in both languages', async () => {
    const visitor = aVisitor(office.town.url);
    for (const page of LEGAL_PAGES)
      for (const language of ['de', 'en']) {
        const { text, status } = await visitor.get(`/${page}?lang=${language}`);
        expect(status).to.equal(200);
        expect(text, `${page} ${language}`).to.include('Musterstadt').and.include('[[').and.not.include('undefined');
        expect(text, 'the hint is for admins').to.not.include('/admin/texts');
        const levels = outline(text);
        expect(levels[0]).to.equal('1');
        expect(levels.filter((level) => level === '1')).to.have.length(1);
        expect(new Set(levels)).to.deep.equal(new Set(levels.includes('2') ? ['1', '2'] : ['1']));
      }
    expect((await visitor.get('/privacy')).text)
      .to.include('DSG NRW')
      .and.include('LDI NRW');
    expect((await visitor.get('/accessibility')).text)
      .to.include('BITVNRW')
      .and.include('Nordrhein-Westfalen');
    const hint = (await (await office.browser()).get('/imprint')).text;
    expect(hint).to.include('href="/admin/texts/imprint/de"').and.include('<li>Straße und Hausnummer</li>');
    expect((await (await office.as(office.editor)).get('/imprint')).text).to.not.include('/admin/texts');
  });

  it('fill themselves with what the organisation says of itself', async () => {
    await office.town.house.actions.changeOrganisation(office.chief, office.organisation.id, {
      imprint: '# Stadt Musterstadt\n\nRathausplatz 1',
      privacyContact: 'datenschutz@musterstadt.example',
      roles: [{ role: 'cdo', mailbox: 'digital@musterstadt.example' }],
    });
    office.town.pass(60_000);
    const visitor = aVisitor(office.town.url);
    const imprint = (await visitor.get('/imprint')).text;
    expect(imprint).to.include('Rathausplatz 1').and.include('mailto:digital@musterstadt.example').and.not.include('[[Straße');
    expect((await visitor.get('/privacy')).text)
      .to.include('datenschutz@musterstadt.example')
      .and.not.include('[[Name oder Stelle');
  });

  it('are saved, shown with their date, and go back to the template', async () => {
    const chief = await office.browser();
    const before = await chief.get(PATH);
    expect(before.text).to.include('Diese Stellen fehlen noch').and.include('**[[Straße und Hausnummer]]**');
    expect((await chief.post(PATH, { do: 'save', text: '  ', seen: seenIn(before.text) })).status).to.equal(422);
    expect((await chief.post(PATH, { do: 'save', text: 'x'.repeat(60_001), seen: '' })).status).to.equal(422);
    const done = await chief.post(PATH, { do: 'save', text: '## Rathaus\r\n\r\nHauptstraße 1, [[Telefonnummer]]', seen: '' });
    expect(done.location).to.equal(`${PATH}?done=text-saved`);
    const visitor = aVisitor(office.town.url);
    const shown = await visitor.get('/imprint');
    expect(shown.text)
      .to.include('<h2>Rathaus</h2>')
      .and.match(/Stand: \d/)
      .and.not.include('§ 5 DDG</p>');
    expect((await visitor.get('/imprint?lang=en')).text, 'the other language stays').to.include('Responsible for the content');
    expect((await chief.get('/imprint')).text).to.include('<li>Telefonnummer</li>');
    const present = await chief.get(PATH);
    await chief.post(PATH, { do: 'restore', text: '', seen: seenIn(present.text) });
    expect((await visitor.get('/imprint')).text)
      .to.include('Redaktionell verantwortlich')
      .and.not.match(/Stand: \d/);
  });

  it('never let anything run, load or break out', async () => {
    const chief = await office.browser();
    const preview = await chief.post(PATH, { do: 'preview', text: HOSTILE, seen: '' });
    await chief.post(PATH, { do: 'save', text: HOSTILE, seen: '' });
    for (const answer of [preview, await aVisitor(office.town.url).get('/imprint'), await chief.get(PATH)]) {
      expect(answer.status).to.equal(200);
      const main = answer.text.split('<main')[1]?.split('</main>')[0] ?? '';
      const tags = main.match(/<[a-z][^<>]*>/gi) ?? [];
      expect(tags.filter((tag) => /^<(script|iframe|img|style|object|embed)|\s(style|on\w+)=|(href|src)="\s*(javascript|data):/i.test(tag))).to.deep.equal([]);
      expect(tags.join(' ')).to.not.include('evil.example" style');
      expect(main.match(/<h1/g)).to.have.length(1);
    }
  });

  it('tell the second of two who write at once, and lose neither text', async () => {
    const chief = await office.browser();
    const first = seenIn((await chief.get(PATH)).text);
    await chief.post(PATH, { do: 'save', text: 'Fassung A', seen: first });
    const late = await chief.post(PATH, { do: 'save', text: 'Fassung B', seen: first });
    expect(late.status).to.equal(409);
    expect(late.text).to.include('Fassung B').and.include('Jemand anderes war schneller');
    expect((await aVisitor(office.town.url).get('/imprint')).text).to.include('Fassung A');
    expect((await chief.post(PATH, { do: 'save', text: 'Fassung B', seen: seenIn(late.text) })).status).to.equal(303);
    expect((await aVisitor(office.town.url).get('/imprint')).text).to.include('Fassung B');
  });
});

describe('the settings', () => {
  let office: Office;
  beforeEach(async () => {
    office = await anOffice();
  });
  afterEach(() => office.close());
  const PATH = '/admin/settings';

  it('count at once: four eyes, second factor, space', async () => {
    const chief = await office.browser();
    const done = await chief.post(PATH, { isFourEyes: 'yes', secondFactor: 'optional', quota: '1,5' });
    expect(done.location).to.equal(`${PATH}?done=settings-saved`);
    expect(await office.town.house.stores.settings.find()).to.deep.equal({ isFourEyes: true, secondFactor: 'optional', quota: 1_572_864, reminds: false });
    expect((await chief.get(PATH)).text).to.include('value="1,5"');
    const { createRecord, publishRecord } = office.town.house.actions;
    const made = await createRecord(office.chief, 'project', null, aProjectInput({ visibility: 'draft' }));
    const out = await publishRecord(office.chief, made.ok ? made.value.id : '', 'public', null);
    expect(out.ok ? null : out.refusal.kind).to.equal('four-eyes');
    const erika = await office.as(office.editor);
    expect((await erika.get('/projects/new')).status).to.equal(200);
    await chief.post(PATH, { secondFactor: 'everybody', quota: '2048' });
    expect((await erika.get('/')).text).to.include('/my/account/second-factor');
    expect((await chief.get(PATH)).location, 'the one who decided it too').to.equal('/my/account/second-factor');
  });

  it('name what is wrong at the field and keep what was typed', async () => {
    const chief = await office.browser();
    for (const [quota, secondFactor] of [
      ['viel', 'optional'],
      ['0', 'optional'],
      ['-5', 'optional'],
      ['99999999999', 'optional'],
      ['', 'optional'],
      ['2048', 'manche'],
    ]) {
      const answer = await chief.post(PATH, { quota: quota ?? '', secondFactor: secondFactor ?? '', isFourEyes: 'yes' });
      expect(answer.status, quota).to.equal(422);
      expect(answer.text)
        .to.include(`value="${quota}"`)
        .and.match(/name="isFourEyes"[^>]* checked/);
    }
    expect((await office.town.house.stores.settings.find()).isFourEyes).to.equal(false);
  });
});

describe('the mails, as admins see them', () => {
  let office: Office;
  before(async () => {
    office = await anOffice();
  });
  after(() => office.close());

  it('show a text only when it is asked for, go again, or are dropped with their text', async () => {
    const chief = await office.browser();
    const input = { email: 'neu@musterstadt.example', role: 'author', organisations: [office.organisation.id], language: 'de' } as const;
    await office.town.house.actions.invitePeople.invite(office.chief, input);
    const list = await chief.get('/admin/mail');
    expect(list.text).to.include('neu@musterstadt.example').and.include('kein Mailserver').and.not.include('/invitation/');
    const [, path = ''] = /href="(\/admin\/mail\/[^"]+)"/.exec(list.text) ?? [];
    expect((await chief.get(path)).text).to.not.include('/invitation/');
    const shown = await chief.post(path, { do: 'show' });
    expect(shown.text).to.match(/https?:\/\/[^ ]+\/invitation\/[\w-]{43}/);
    expect((await chief.post(path, { do: 'retry' })).status, 'it waits already').to.equal(409);
    await chief.post(path, { do: 'drop' });
    const gone = await chief.get(path);
    expect(gone.text).to.include('aufgegeben').and.not.include('value="show"');
    expect((await chief.post(path, { do: 'show' })).text).to.not.include('/invitation/');
    for (const odd of ['before=%00', 'before=zzz', 'before=../../x']) expect((await chief.get(`/admin/mail?${odd}`)).status).to.equal(200);
  });
});

describe('the organisations, as admins and editors see them', () => {
  let office: Office;
  beforeEach(async () => {
    office = await anOffice();
  });
  afterEach(() => office.close());
  const EDIT = '/organisations/musterstadt/edit';

  it('fold away what few need, and open it where something in it is wrong', async () => {
    const chief = await office.browser();
    const calm = (await chief.get(EDIT)).text;
    const [, folded = ''] = /<details class="admin__more">(.*?)<\/details>/s.exec(calm) ?? [];
    for (const name of ['ars', 'key', 'sizeTypeSource', 'regiostar7']) expect(folded, name).to.include(`name="${name}"`);
    expect(folded).to.not.include('name="ags"');
    const [, revision = ''] = /name="revision" value="([^"]*)"/.exec(calm) ?? [];
    const wrong = await chief.post(EDIT, { do: 'save', revision, name: 'Musterstadt', orgType: 'town', ars: '99' });
    expect(wrong.status).to.equal(422);
    expect(wrong.text).to.include('<details class="admin__more" open>').and.include('href="#feld-ars"');
  });

  it('are added with the checks of the set-up, under a handle and address of their own', async () => {
    const chief = await office.browser();
    const path = '/admin/organisations/new';
    const wrong = await chief.post(path, { do: 'save', name: '', handle: 'Große Stadt', orgType: 'king', ags: '99', 'coordinates.lat': '54' });
    expect(wrong.status).to.equal(422);
    for (const field of ['name', 'handle', 'ags', 'coordinates-lon']) expect(wrong.text, field).to.include(`href="#feld-${field}"`);
    expect(wrong.text).to.include('value="Große Stadt"');
    expect((await chief.post(path, { do: 'save', name: 'X', handle: 'musterstadt', orgType: 'town' })).status, 'taken').to.equal(422);
    const done = await chief.post(path, { do: 'save', name: 'Dorf', handle: 'dorf', orgType: 'municipality', ags: '16061113', population: '900' });
    expect(done.location).to.equal('/admin/organisations?done=organisation-added');
    const dorf = await office.town.house.stores.organisations.findByHandle('dorf');
    expect(dorf).to.deep.include({ id: `${office.town.url}/organisations/dorf` });
    expect(dorf?.content).to.deep.include({ state: 'DE-TH', county: '16061', sizeType: '50', sizeTypeSource: 'derived' });
    expect((await chief.post(`/admin/people/${office.editor.id}`, { do: 'duties', role: 'editor', organisations: dorf?.id ?? '' })).status).to.equal(303);
    expect((await (await office.as(office.editor)).get('/organisations/dorf/edit')).status).to.equal(200);
  });

  it('are edited by their editors, field by field, with rows, but never their handle', async () => {
    const erika = await office.as(office.editor);
    const page = await erika.get(EDIT);
    expect(page.text).to.include('lassen sich nicht ändern').and.not.include('name="handle"');
    const fields = { revision: '1', name: 'Lichtstadt', orgType: 'town', ags: '05970004', 'roles.0.role': 'cdo', 'roles.0.mailbox': 'cdo@musterstadt.example' };
    const more = await erika.post(EDIT, { ...fields, do: 'add:roles' });
    expect(more.text).to.include('name="roles.1.mailbox"').and.include('value="cdo@musterstadt.example"').and.include('Lichtstadt</textarea>');
    const bad = await erika.post(EDIT, { ...fields, do: 'save', website: 'javascript:alert(1)', 'roles.0.mailbox': 'niemand' });
    expect(bad.status).to.equal(422);
    expect(bad.text).to.include('href="#feld-website"').and.include('href="#feld-roles-0-mailbox"').and.include('value="javascript:alert(1)"');
    expect((await erika.get(EDIT)).text, 'kept for its writer').to.include('value="javascript:alert(1)"');
    const done = await erika.post(EDIT, { ...fields, do: 'save', handle: 'anders', memberOf: 'Kreis\nVerband' });
    expect(done.location).to.equal(`${EDIT}?done=organisation-saved`);
    const after = await office.town.house.stores.organisations.findByHandle('musterstadt');
    expect(after?.content).to.deep.include({ name: 'Lichtstadt', handle: 'musterstadt', memberOf: ['Kreis', 'Verband'], state: 'DE-NW' });
    const late = await erika.post(EDIT, { ...fields, name: 'Zu spät', do: 'save' });
    expect(late.status).to.equal(409);
    expect(late.text).to.include('Zu spät').and.include('Jemand anderes war schneller');
  });
});
