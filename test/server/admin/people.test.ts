import { join } from 'node:path';

import { expect } from 'chai';
import Database from 'libsql';
import { aProjectInput } from '../../fixtures/a-project.ts';
import { aVisitor, signedIn } from '../../fixtures/a-staff-browser.ts';
import { ADMIN } from '../../fixtures/an-instance.ts';
import { PASSWORD } from '../account/a-house-with-doors.ts';
import { anOffice, type Office } from './an-office.ts';

describe('admins and the accounts of others', () => {
  let office: Office;
  beforeEach(async () => {
    office = await anOffice();
  });
  afterEach(() => office.close());
  const path = (): string => `/admin/people/${office.editor.id}`;
  const duties = (role: string, more: Readonly<Record<string, string>> = {}) => ({ do: 'duties', role, organisations: office.organisation.id, ...more });

  it('change role and organisations, and it counts at once', async () => {
    const [chief, erika] = [await office.browser(), await office.as(office.editor)];
    expect((await erika.get('/admin')).status).to.equal(404);
    const done = await chief.post(path(), duties('admin'));
    expect([done.status, done.location]).to.deep.equal([303, `${path()}?done=duties`]);
    expect((await chief.get(done.location ?? '')).text).to.include('Rolle und Organisationen sind gespeichert.');
    expect((await erika.get('/admin')).status).to.equal(200);
    expect((await chief.post(path(), duties('king'))).status).to.equal(422);
    expect((await chief.post(path(), { do: 'duties', role: 'editor', organisations: 'https://elsewhere.example/organisations/x' })).status).to.equal(422);
    expect((await office.user(office.editor.id)).role).to.equal('admin');
  });

  it('close an account: its sessions end, its password and tokens open nothing, until it is opened again', async () => {
    const erika = await office.as(office.editor);
    const token = await office.town.house.actions.useTokens.create(office.editor.email, 'read');
    const bearer = { authorization: `Bearer ${token.ok ? token.value : ''}` };
    const asks = async (): Promise<number> => (await fetch(`${office.town.url}/api/v1/search`, { headers: bearer })).status;
    expect(await asks()).to.equal(200);
    const chief = await office.browser();
    expect((await chief.post(path(), { do: 'close' })).status).to.equal(303);
    expect((await erika.get('/my/records')).status).to.equal(303);
    expect(await asks()).to.equal(401);
    expect((await aVisitor(office.town.url).post('/sign-in', { email: office.editor.email, password: PASSWORD })).status).to.equal(422);
    expect((await chief.get(path())).text).to.include('geschlossen seit');
    await chief.post(path(), { do: 'reopen' });
    await signedIn(office.town.url, office.editor.email, PASSWORD);
  });

  it('end sessions, switch off a lost second factor, revoke tokens and send a link for a new password', async () => {
    const erika = await office.as(office.editor);
    const { users, tokens } = office.town.house.stores;
    await users.change(office.editor.id, (before) => ({ ...before, secondFactor: { sealed: 'x', since: 'x', lastStep: 0, recovery: [] } }));
    await office.town.house.actions.useTokens.create(office.editor.email, 'write');
    const chief = await office.browser();
    await chief.post(path(), { do: 'sessions' });
    expect((await erika.get('/my/records')).location).to.match(/^\/sign-in/);
    await chief.post(path(), { do: 'second-factor' });
    expect((await office.user(office.editor.id)).secondFactor).to.equal(null);
    const [token] = await tokens.of(office.editor.id);
    expect((await chief.post(`/admin/people/${office.admin.id}`, { do: 'token', token: token?.id ?? '' })).status).to.equal(404);
    await chief.post(path(), { do: 'token', token: token?.id ?? '' });
    expect(await tokens.of(office.editor.id)).to.deep.equal([]);
    await chief.post(path(), { do: 'reset' });
    expect(await office.town.links('password-reset', office.editor.email)).to.have.length(1);
  });

  it('never leave the instance without an admin', async () => {
    const chief = await office.browser();
    const own = `/admin/people/${office.admin.id}`;
    for (const fields of [duties('reader'), duties('reader', { isSure: 'yes' }), { do: 'close' }]) {
      const answer = await chief.post(own, fields);
      expect(answer.status).to.equal(422);
      expect(answer.text).to.include('kern-alert--danger');
    }
    expect((await chief.post(`${own}/delete`, { email: ADMIN.email })).status).to.equal(422);
    const byHand = await office.town.house.actions.manageUsers.disable(office.town.operator, ADMIN.email);
    expect(byHand.ok, 'not even at the command line').to.equal(false);
    expect(await office.user(office.admin.id)).to.deep.include({ role: 'admin', disabled: null });
  });

  it('keep one of two who take the right from each other at the same moment', async () => {
    const { managePeople } = office.town.house.actions;
    const second = await office.town.person('zweite@musterstadt.example', 'admin');
    const other = { ...office.chief, user: second.id } as const;
    await Promise.all([managePeople.close(office.chief, second.id), managePeople.close(other, office.admin.id)]);
    const left = (await office.town.house.stores.users.all()).filter(({ role, disabled }) => role === 'admin' && disabled === null);
    expect(left.length).to.be.at.least(1);
  });

  it('give up their own right only when they say so', async () => {
    await office.town.person('zweite@musterstadt.example', 'admin');
    const chief = await office.browser();
    const own = `/admin/people/${office.admin.id}`;
    const asked = await chief.post(own, duties('editor'));
    expect(asked.status).to.equal(422);
    expect(asked.text).to.include('name="isSure"').and.include('value="editor" aria-describedby="rolle-editor-hinweis" checked');
    expect((await office.user(office.admin.id)).role).to.equal('admin');
    expect((await chief.post(own, duties('editor', { isSure: 'yes' }))).status).to.equal(303);
    expect((await chief.get('/admin')).status).to.equal(404);
  });

  it('invite, with typed text kept when something is wrong, and take invitations back', async () => {
    const chief = await office.browser();
    const wrong = await chief.post('/admin/people/invite', { email: '"><script>', role: 'author', organisations: office.organisation.id });
    expect(wrong.status).to.equal(422);
    expect(wrong.text).to.include('href="#feld-email"').and.include('value="&quot;&gt;&lt;script&gt;"');
    expect((await chief.post('/admin/people/invite', { email: office.editor.email, role: 'author', organisations: office.organisation.id })).status).to.equal(
      422,
    );
    const done = await chief.post('/admin/people/invite', { email: 'neu@musterstadt.example', role: 'author', organisations: office.organisation.id });
    // Nothing is sent here: to say it was on its way would leave the invited waiting.
    expect(done.location).to.equal('/admin/people?done=invited-kept');
    const { text } = await chief.get('/admin/people?done=invited-kept');
    expect(text).to.include('Öffnen Sie sie unter „E-Mails“').and.not.include('unterwegs');
    const [, id = ''] = /name="invitation" value="([^"]+)"/.exec(text) ?? [];
    expect(text).to.include('neu@musterstadt.example');
    await chief.post('/admin/people', { invitation: id });
    expect((await chief.get('/admin/people')).text).to.not.include('neu@musterstadt.example');
  });

  it('hand out all that is kept about a person, and no secret', async () => {
    const erika = await office.as(office.editor);
    await erika.post('/autosave', { path: '/projects/new', title: 'Halb fertig' }, '/projects/new');
    const { house } = office.town;
    const viewer = { ...office.chief, user: office.editor.id, role: 'editor' } as const;
    const record = await house.actions.createRecord(viewer, 'project', null, aProjectInput());
    await office.town.acts();
    const chief = await office.browser();
    const answer = await chief.post(path(), { do: 'export' });
    expect(answer.headers.get('content-disposition')).to.match(/^attachment; filename=leuchtnetz-person-.*json$/);
    const found = JSON.parse(answer.text) as Record<string, unknown[]> & { account: Record<string, unknown> };
    expect(found.account).to.deep.include({ email: office.editor.email, role: 'editor' });
    expect(found['sessions']).to.have.length(1);
    expect(JSON.stringify(found['unsavedForms'])).to.include('Halb fertig');
    expect(JSON.stringify(found['records'])).to.include(record.ok ? record.value.id : 'none');
    expect(found['versions']).to.have.length(1);
    expect(answer.text).to.not.match(/argon2|passwordHash|sealed/);
  });

  it('delete a person so that nothing leads to them, and the records stay', async () => {
    const { house } = office.town;
    const erika = await office.as(office.editor);
    await house.stores.users.change(office.editor.id, (before) => ({ ...before, name: 'Erika Mustermann' }));
    await erika.post('/autosave', { path: '/projects/new', title: 'Halb fertig von Erika Mustermann' }, '/projects/new');
    await house.actions.useTokens.create(office.editor.email, 'write');
    const viewer = { ...office.chief, user: office.editor.id, role: 'editor' } as const;
    const record = await house.actions.createRecord(viewer, 'project', null, aProjectInput());
    const id = record.ok ? record.value.id : '';
    const chief = await office.browser();
    await chief.post(path(), { do: 'reset' });
    await chief.post(path(), duties('author'));
    await chief.post(`/admin/people/invite`, { email: 'vor@musterstadt.example', role: 'reader', organisations: office.organisation.id });
    await office.town.acts();
    expect(traces(office, ['erika.mustermann', 'Erika Mustermann']), 'before').to.not.deep.equal([]);

    const told = await chief.get(`${path()}/delete`);
    expect(told.text).to.include('Was geht').and.include('Was bleibt');
    expect((await chief.post(`${path()}/delete`, { email: 'falsch@musterstadt.example' })).status).to.equal(422);
    const done = await chief.post(`${path()}/delete`, { email: ` ${office.editor.email.toUpperCase()} ` });
    expect(done.location).to.equal('/admin/people?done=person-deleted');
    await office.town.acts();

    expect(traces(office, ['erika.mustermann', 'Erika Mustermann'])).to.deep.equal([]);
    expect(await house.stores.sessions.of(office.editor.id)).to.deep.equal([]);
    expect(await house.stores.tokens.of(office.editor.id)).to.deep.equal([]);
    expect((await erika.get('/my/records')).status).to.equal(303);
    const kept = await house.stores.records.find(id);
    expect(kept).to.deep.include({ createdBy: office.editor.id });
    expect((await chief.get('/projects/strassenbeleuchtung-mit-bewegungsmeldern')).status).to.equal(200);
    const acts = await house.stores.audit.about(office.editor.id, null, 20);
    expect(acts.map(({ act }) => act.name))
      .to.include('person-deleted')
      .and.include('person-changed');
    const again = await house.actions.manageUsers.add(office.town.operator, { email: office.editor.email, role: 'reader', password: PASSWORD });
    expect(again.ok && again.value.id, 'the address is free again, for somebody with another id').to.not.equal(office.editor.id);
  });

  it('finish a deletion that was interrupted', async () => {
    const { house } = office.town;
    const now = new Date().toISOString();
    const happened = { kind: 'administered', subject: office.editor.id, at: now, by: office.admin.id, touches: [], version: null } as const;
    await house.stores.users.change(office.editor.id, (before) => ({ ...before, disabled: now }), [
      { ...happened, act: { name: 'person-deleted', detail: null } },
    ]);
    await office.town.acts();
    expect(await house.stores.users.find(office.editor.id)).to.equal(undefined);
    expect(traces(office, ['erika.mustermann'])).to.deep.equal([]);
  });
});

/** Every document of every collection that says one of these. */
function traces({ town }: Office, words: readonly string[]): string[] {
  const file = new Database(join(town.house.config.DATA_DIR, 'leuchtnetz.db'), { readonly: true } as never);
  try {
    const tables = file.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all() as { name: string }[];
    return tables.flatMap(({ name }) => {
      const rows = file.prepare(`SELECT * FROM "${name}"`).all() as Record<string, unknown>[];
      return rows
        .map((row) => JSON.stringify(row))
        .filter((row) => words.some((word) => row.toLowerCase().includes(word.toLowerCase())))
        .map((row) => `${name}: ${row.slice(0, 300)}`);
    });
  } finally {
    file.close();
  }
}
