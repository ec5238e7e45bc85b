import { expect } from 'chai';

import { aProjectInput } from '../../fixtures/a-project.ts';
import { aDesk, type Desk, value } from './a-desk.ts';

describe('a new record', () => {
  let desk: Desk;
  beforeEach(async () => {
    desk = await aDesk();
  });
  afterEach(() => desk.close());

  it('is one, however often the same form is sent with the same answers; other answers and other people make others', async () => {
    const { actions, people } = desk;
    const form = actions.newForm();
    const send = async (title: string, viewer = people.editor, once: string | null = form) =>
      value(await actions.createRecord(viewer, 'project', null, aProjectInput({ title }), undefined, once));
    const [one, two] = await Promise.all([send('Licht'), send('Licht')]);
    expect(two.id).to.equal(one.id);
    expect((await send('Licht')).slug).to.equal('licht');
    expect(one.id, 'ids go on in the order of time').to.contain(`/records/${form.slice(0, 9)}`);
    const other = await send('Schatten');
    expect(other.id).to.not.equal(one.id);
    expect((await send('Licht', people.admin)).id).to.not.equal(one.id);
    expect((await send('Licht', people.editor, 'x'.repeat(25))).id, 'no name of ours').to.not.equal(one.id);
    value(await actions.deleteRecord(people.editor, one.id));
    expect((await send('Licht')).id, 'what was deleted does not come back').to.not.equal(one.id);
    expect(await desk.everything()).to.have.length(4);
  });
});
