import { expect } from 'chai';

import { aDesk, type Desk, outcome, value } from './a-desk.ts';

describe('a record that is reviewed', () => {
  let desk: Desk;
  beforeEach(async () => {
    desk = await aDesk();
  });
  afterEach(() => desk.close());

  it('passes a record from author to publisher and back, with all that was said', async () => {
    const { actions, people } = desk;
    const { id } = await desk.aRecord('draft');
    value(await actions.submitRecord(people.author, id, 'Bitte ansehen.'));
    expect(outcome(await actions.sendBack(people.editor, id, '  '))).to.equal('invalid');
    expect(outcome(await actions.commentRecord(people.colleague, id, 'x'.repeat(4_001)))).to.equal('invalid');
    value(await actions.commentRecord(people.colleague, id, 'Das Bild fehlt.'));
    const back = value(await actions.sendBack(people.editor, id, 'Bitte mit Kosten.'));
    expect(back.review).to.include({ state: 'returned', by: 'editor' });
    expect(back.review?.comments.map(({ by, text }) => `${by}: ${text}`)).to.deep.equal([
      'author: Bitte ansehen.',
      'colleague: Das Bild fehlt.',
      'editor: Bitte mit Kosten.',
    ]);
    expect(outcome(await actions.sendBack(people.editor, id, 'Noch einmal.'))).to.equal('outdated');
    for (let n = 3; n < 100; n += 1) value(await actions.commentRecord(people.colleague, id, `${n}`));
    expect(outcome(await actions.commentRecord(people.colleague, id, 'zu viel'))).to.equal('invalid');
    expect(value(await actions.publishRecord(people.editor, id, 'public', null)).review).to.equal(null);
    const open = value(await actions.commentRecord(people.colleague, id, 'Schön geworden.'));
    expect(open.review?.state).to.equal('open');
    expect(outcome(await actions.submitRecord(people.author, id, ''))).to.equal('outdated');
  });

  it('submits only what could go out as it is', async () => {
    const { actions, people } = desk;
    const { id } = await desk.aRecord('draft', { phase: null });
    expect(await actions.submitRecord(people.author, id, '')).to.deep.nested.include({ 'refusal.kind': 'invalid', 'refusal.problems[0].field': 'phase' });
  });

  it('lets nobody publish alone what he wrote or submitted, where four eyes are asked for', async () => {
    const { actions, people } = desk;
    await desk.fourEyes(true);
    const { id } = await desk.aRecord('draft');
    value(await actions.saveRecord(people.editor, id, { title: 'Von der Redaktion' }, null));
    expect(outcome(await actions.publishRecord(people.editor, id, 'public', null))).to.equal('four-eyes');
    expect(value(await actions.readForEdit.byId(people.editor, id)).rights.mayPublish).to.equal(false);
    value(await actions.submitRecord(people.admin, id, ''));
    expect(outcome(await actions.publishRecord(people.admin, id, 'public', null))).to.equal('four-eyes');
    value(await actions.sendBack(people.admin, id, 'Doch nicht.'));
    expect(outcome(await actions.publishRecord(people.admin, id, 'public', null))).to.equal('ok');
    value(await actions.saveRecord(people.admin, id, { title: 'Noch besser' }, null));
    expect(outcome(await actions.publishRecord(people.admin, id, 'public', null))).to.equal('four-eyes');
    expect(outcome(await actions.publishRecord(people.editor, id, 'public', null))).to.equal('ok');
    await desk.fourEyes(false);
    value(await actions.saveRecord(people.editor, id, { title: 'Allein' }, null));
    expect(outcome(await actions.publishRecord(people.editor, id, 'public', null))).to.equal('ok');
  });
});
