import { expect } from 'chai';

import { aProjectInput } from '../../fixtures/a-project.ts';
import { type TwoTowns, twoTownsOnOne } from './two-towns-on-one.ts';

describe('where four eyes are asked for, one person alone', () => {
  let here: TwoTowns;
  before(async () => {
    here = await twoTownsOnOne();
    await here.town.house.stores.settings.change((before) => ({ ...before, isFourEyes: true }), []);
  });
  after(() => here.close());

  const isOut = async (path: string): Promise<boolean> => (await here.people.visitor.get(path)).status === 200;
  const pathOf = (json: Readonly<Record<string, unknown>>): string => new URL(String(json['url'])).pathname;

  it('brings nothing out: not at once, not in two steps, not by form, not by API, not for followers', async () => {
    for (const visibility of ['public', 'followers']) {
      const made = await here.call('POST', '/api/v1/projects', 'editor', aProjectInput({ title: `Allein ${visibility}`, visibility }));
      expect(made.json).to.include({ visibility: 'draft' });
      const path = pathOf(made.json);
      expect((await here.call('PATCH', `/api/v1${path}`, 'editor', { visibility })).status).to.equal(202);
      for (const saves of [{}, { saves: '1' }, { saves: '' }])
        expect((await here.people.editor.post(`${path}/edit`, { do: 'publish', visibility, ...saves })).status).to.equal(403);
      expect(await isOut(path)).to.equal(false);
    }
    const answers = { title: 'Formular', summary: 'S', problem: 'P', solution: 'L', phase: 'pilot', topics: 'energy' };
    const contact = { 'contact.unit': 'Amt', 'contact.role': 'project-lead', 'contact.mailbox': 'amt@musterstadt.example' };
    await here.people.editor.post('/projects/new', { ...answers, ...contact, visibility: 'public', do: 'publish' });
    expect(await isOut('/projects/formular')).to.equal(false);
  });

  it('does not bring out what he wrote once a colleague has withdrawn the version before', async () => {
    const made = await here.call('POST', '/api/v1/projects', 'author', aProjectInput({ title: 'Umweg', visibility: 'draft' }));
    const path = pathOf(made.json);
    await here.people.editor.post(`${path}/edit`, { do: 'publish', visibility: 'public' });
    expect(await isOut(path)).to.equal(true);
    expect((await here.call('PATCH', `/api/v1${path}`, 'editor', { summary: 'Das hat noch niemand gesehen.' })).status).to.equal(202);
    const withdrawn = await here.people.second.post(`${path}/withdraw`, {});
    const draft = (withdrawn.location ?? '').split('/edit', 1)[0] ?? '';
    expect((await here.people.editor.post(`${draft}/edit`, { do: 'publish', visibility: 'public' })).status).to.equal(403);
    expect((await here.people.second.post(`${draft}/edit`, { do: 'publish', visibility: 'public' })).status, 'who wrote nothing of it').to.equal(303);
  });

  it('fills no mailbox by asking again and again', async () => {
    const { path } = await here.aProject({ title: 'Bitte ansehen' });
    for (let n = 0; n < 8; n += 1) {
      expect((await here.people.author.post(`${path}/edit`, { do: 'submit' })).status).to.equal(303);
      await here.settled();
    }
    const made = await here.call('POST', '/api/v1/projects', 'second', aProjectInput({ title: 'Noch einmal', visibility: 'public' }));
    await here.settled();
    for (let n = 0; n < 8; n += 1) {
      expect((await here.call('PATCH', `/api/v1${pathOf(made.json)}`, 'second', { visibility: 'public' })).status).to.equal(202);
      await here.settled();
    }
    const asked = await here.mailsAbout('editor@musterstadt.example', ['Bitte ansehen', 'Noch einmal']);
    expect(asked).to.deep.equal([1, 1]);
  });
});
