import { expect } from 'chai';
import { Secret, TOTP } from 'otpauth';

import { ACTS, type ActName } from '../../../server/domain/happening.ts';
import { aProjectInput } from '../../fixtures/a-project.ts';
import { aVisitor } from '../../fixtures/a-staff-browser.ts';
import { ADMIN } from '../../fixtures/an-instance.ts';
import { MINUTE, PASSWORD } from '../account/a-house-with-doors.ts';
import { anOffice, type Office } from './an-office.ts';

type Deed = (office: Office) => Promise<unknown>;

const NEW = 'neu@musterstadt.example';
const ERIKA = 'erika.mustermann@musterstadt.example';

const person = ({ editor }: Office): string => `/admin/people/${editor.id}`;
const admin = async (office: Office, path: string, fields: Readonly<Record<string, string>>): Promise<void> => {
  const { status } = await (await office.browser()).post(path, fields);
  if (status !== 303 && status !== 200) throw new Error(`${path} answered ${status}`);
};
const invite = (office: Office): Promise<void> => admin(office, '/admin/people/invite', { email: NEW, role: 'author', organisations: office.organisation.id });
const reset: Deed = (office) => admin(office, person(office), { do: 'reset' });
const enrol: Deed = async (office) => {
  const page = '/my/account/second-factor';
  const erika = await office.as(office.editor);
  const [, typed = ''] = /account__secret">([^<]+)</.exec((await erika.get(page)).text) ?? [];
  const app = new TOTP({ secret: Secret.fromBase32(typed.replaceAll(' ', '')) });
  await erika.post(page, { do: 'prove', code: app.generate({ timestamp: office.town.house.clock().getTime() }) });
};
const published = async ({ town, chief }: Office): Promise<string> => {
  const made = await town.house.actions.createRecord(chief, 'project', null, aProjectInput());
  if (!made.ok) throw new Error('Not made');
  return made.value.id;
};
const anInvitedMail = async (office: Office): Promise<string> => {
  await invite(office);
  const [mail] = await office.town.house.stores.mails.to(NEW);
  return mail?.id ?? '';
};

/** What must be there before, and what is done; every act must be told by exactly one of the latter. */
const DEEDS: Readonly<Record<ActName, { readonly before?: Deed; readonly deed: Deed; readonly by?: 'operator' | 'editor' | 'somebody' }>> = {
  'person-invited': { deed: invite },
  'invitation-withdrawn': {
    before: invite,
    deed: async (office) => {
      const [, id = ''] = /name="invitation" value="([^"]+)"/.exec((await (await office.browser()).get('/admin/people')).text) ?? [];
      await admin(office, '/admin/people', { invitation: id });
    },
  },
  'person-joined': {
    before: invite,
    by: 'somebody',
    deed: async ({ town }) => {
      const [path = ''] = await town.links('invitation', NEW);
      await aVisitor(town.url).post(path, { name: 'Nora', password: PASSWORD });
    },
  },
  'person-changed': { deed: (office) => admin(office, person(office), { do: 'duties', role: 'author', organisations: office.organisation.id }) },
  'person-disabled': { deed: (office) => admin(office, person(office), { do: 'close' }) },
  'person-enabled': { before: (office) => admin(office, person(office), { do: 'close' }), deed: (office) => admin(office, person(office), { do: 'reopen' }) },
  'person-exported': { deed: (office) => admin(office, person(office), { do: 'export' }) },
  'person-deleted': { deed: (office) => admin(office, `${person(office)}/delete`, { email: ERIKA }) },
  'reset-sent': { deed: reset },
  'password-reset': {
    before: reset,
    by: 'editor',
    deed: async ({ town }) => {
      const [path = ''] = await town.links('password-reset', ERIKA);
      await aVisitor(town.url).post(path, { password: 'Ein neues Licht 9' });
    },
  },
  'second-factor-on': { by: 'editor', deed: enrol },
  'second-factor-off': { before: enrol, deed: (office) => admin(office, person(office), { do: 'second-factor' }) },
  'sessions-ended': { before: (office) => office.as(office.editor), deed: (office) => admin(office, person(office), { do: 'sessions' }) },
  'token-made': { by: 'operator', deed: ({ town }) => town.house.actions.useTokens.create(ERIKA, 'read') },
  'token-revoked': {
    before: ({ town }) => town.house.actions.useTokens.create(ERIKA, 'read'),
    deed: async (office) => {
      const [token] = await office.town.house.stores.tokens.of(office.editor.id);
      await admin(office, person(office), { do: 'token', token: token?.id ?? '' });
    },
  },
  'settings-changed': { deed: (office) => admin(office, '/admin/settings', { isFourEyes: 'yes', secondFactor: 'optional', quota: '1', reminds: 'yes' }) },
  'texts-changed': { deed: (office) => admin(office, '/admin/texts/privacy/en', { do: 'save', text: 'Done', seen: '' }) },
  'organisation-added': {
    deed: (office) => admin(office, '/admin/organisations/new', { do: 'save', name: 'Nachbarstadt', handle: 'nachbarstadt', orgType: 'town' }),
  },
  'organisation-changed': {
    by: 'editor',
    deed: async (office) =>
      (await office.as(office.editor)).post('/organisations/musterstadt/edit', {
        do: 'save',
        revision: '1',
        name: 'Lichtstadt',
        orgType: 'town',
        ags: '05970004',
      }),
  },
  'report-decided': {
    before: async ({ town }) => {
      const { reportContent } = town.house.actions;
      const stamp = reportContent.stamp;
      const input = {
        reason: 'other',
        explanation: 'Das stimmt so nicht.',
        address: `${town.url}/imprint`,
        name: 'Kim',
        email: 'kim@example.org',
        goodFaith: true,
      };
      const sealed = typeof stamp === 'function' ? stamp() : stamp;
      town.pass(MINUTE);
      const filed = await reportContent.file({ kind: 'visitor' }, input, { from: '127.0.0.1', language: 'de', trap: '', stamp: sealed });
      if (!filed.ok) throw new Error(JSON.stringify(filed.refusal));
    },
    deed: async ({ town, chief }) => {
      const [report] = await town.house.stores.reports.page('open', 0, 1);
      return town.house.actions.decideReport.decide(chief, report?.id ?? '', { kind: 'none', reasons: 'Das Impressum ist richtig.' });
    },
  },
  'record-deleted': { before: published, deed: async (office) => office.town.house.actions.deleteRecord(office.chief, await onlyRecord(office)) },
  'record-withdrawn': { before: published, deed: async (office) => office.town.house.actions.withdrawRecord(office.chief, await onlyRecord(office)) },
  'mail-shown': { before: anInvitedMail, deed: async (office) => admin(office, `/admin/mail/${await mailOf(office)}`, { do: 'show' }) },
  'mail-retried': {
    before: async (office) => {
      const id = await anInvitedMail(office);
      await office.town.house.stores.mails.change(id, (before) => ({ ...before, state: 'given-up', dueAt: null, fault: '550' }));
    },
    deed: async (office) => admin(office, `/admin/mail/${await mailOf(office)}`, { do: 'retry' }),
  },
  'mail-dropped': { before: anInvitedMail, deed: async (office) => admin(office, `/admin/mail/${await mailOf(office)}`, { do: 'drop' }) },
};

async function mailOf({ town }: Office): Promise<string> {
  return (await town.house.stores.mails.to(NEW))[0]?.id ?? '';
}

async function onlyRecord({ town }: Office): Promise<string> {
  return (await town.house.stores.records.page({}, null, 1))[0]?.id ?? '';
}

describe('the audit log', () => {
  let office: Office;
  beforeEach(async () => {
    office = await anOffice();
  });
  afterEach(() => office.close());

  for (const name of ACTS) {
    it(`tells "${name}" once, with who did it`, async () => {
      const { before, deed, by } = DEEDS[name];
      await before?.(office);
      await office.town.acts();
      const known = await office.town.house.stores.audit.page(null, 100);
      await deed(office);
      await office.town.acts();
      const all = await office.town.house.stores.audit.page(null, 100);
      const fresh = all.slice(0, all.length - known.length);
      expect(fresh.map(({ act }) => act.name)).to.deep.equal([name]);
      const doer = by === 'operator' ? 'operator' : by === 'editor' ? office.editor.id : office.admin.id;
      if (by !== 'somebody') expect(fresh[0]?.by).to.equal(doer);
      expect(JSON.stringify(fresh), 'no address: the log outlives the person').to.not.include('@musterstadt.example');
      const browser = await office.browser();
      for (const language of ['de', 'en']) expect((await browser.get(`/admin/audit?lang=${language}`)).status).to.equal(200);
    });
  }

  it('says it in plain words, old value and new, in both languages', async () => {
    await admin(office, person(office), { do: 'duties', role: 'author', organisations: office.organisation.id });
    await admin(office, '/admin/settings', { secondFactor: 'optional', quota: '512' });
    await office.town.acts();
    const browser = await office.browser();
    const german = (await browser.get('/admin/audit')).text;
    expect(german).to.include(`${ADMIN.email} hat Rolle oder Organisationen geändert: ${ERIKA}`).and.include('Rolle: Autorin oder Autor statt Redaktion');
    expect(german).to.include('512 statt 2.048').and.include('Erinnerungen: nein statt ja');
    const english = (await browser.get('/admin/audit?lang=en')).text;
    expect(english).to.include(`${ADMIN.email} changed role or organisations: ${ERIKA}`).and.include('Role: Author instead of Editor');
  });

  it('shows one person, pages, and never fails on odd parameters', async () => {
    const other = await office.town.person('kai@musterstadt.example', 'author');
    for (let n = 0; n < 60; n += 1) {
      await office.town.house.actions.managePeople.endSessions(office.chief, other.id);
      office.town.pass(1_000);
    }
    for (let n = 0; n < 20 && (await office.town.house.journal.counts()).waiting > 0; n += 1) await office.town.acts();
    const browser = await office.browser();
    const count = (text: string): number => [...text.matchAll(/class="journal__line"/g)].length;
    const first = await browser.get(`/admin/audit?person=${other.id}`);
    expect(count(first.text)).to.equal(50);
    const [, next = ''] = /rel="next" href="([^"]+)"/.exec(first.text) ?? [];
    expect(count((await browser.get(next.replaceAll('&amp;', '&').replaceAll('&#x3D;', '='))).text)).to.equal(11);
    expect(count((await browser.get(`/admin/audit?person=${office.editor.id}`)).text)).to.equal(1);
    for (const odd of ['person=%00', 'before=gestern', 'before=2026-99-99T99:99:99.999Z', 'person=<script>', `person=${'x'.repeat(5_000)}`])
      expect((await browser.get(`/admin/audit?${odd}`)).status, odd).to.equal(200);
  });

  it('comes as a table in which no cell is a formula', async () => {
    await office.town.house.stores.users.change(office.admin.id, (before) => ({ ...before, name: '=HYPERLINK("https://evil.example")' }));
    await admin(office, person(office), { do: 'sessions' });
    await office.town.acts();
    const answer = await (await office.browser()).get('/admin/audit.csv');
    expect(answer.headers.get('content-type')).to.match(/^text\/csv/);
    expect(answer.headers.get('content-disposition')).to.include('attachment');
    const cells = answer.text.split(/\r?\n/).flatMap((line) => line.split(';').map((cell) => cell.replace(/^"/, '')));
    expect(cells.filter((cell) => /^[=+@\t]|^-(?!\d)/.test(cell))).to.deep.equal([]);
    expect(answer.text).to.include('sessions-ended');
  });
});
