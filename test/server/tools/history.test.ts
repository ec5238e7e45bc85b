import { expect } from 'chai';

import { diffWords } from '../../../server/text/diff-words.ts';
import { pathOf } from '../../../server/view-models/record-view.ts';
import { aProjectInput } from '../../fixtures/a-project.ts';
import { signedIn } from '../../fixtures/a-staff-browser.ts';
import { PASSWORD } from '../account/a-house-with-doors.ts';
import { aTownWithTools, type TownWithTools } from './a-town-with-tools.ts';

describe('the history of a record, over HTTP', function () {
  this.timeout(60_000);
  let town: TownWithTools;
  before(async () => {
    town = await aTownWithTools();
  });
  after(() => town.doors.close());

  it('names who wrote what and when, tells the working copy apart, compares word by word and puts back', async () => {
    const { admin, add, doors, settled } = town;
    const record = await add('project', aProjectInput({ title: 'Mit Verlauf', summary: 'Die Lampe war rot und hell.' }));
    const { actions } = doors.house;
    const person = await doors.person('e@musterstadt.example', 'editor');
    const viewer = { kind: 'staff', user: person.id, role: 'editor', organisations: person.organisations, mayWrite: true } as const;
    await actions.changeRecord(viewer, record.id, { summary: 'Die Lampe war grün und hell.' });
    await actions.saveRecord(viewer, record.id, { summary: 'Die Lampe ist aus.', phase: 'idea' }, null);
    await settled();
    const path = `${pathOf(record)}/history`;
    const list = await admin.get(path);
    expect(list.status).to.equal(200);
    expect(list.text.match(/class="history__line/g)).to.have.length(3);
    expect(list.text).to.contain('e@musterstadt.example').and.to.contain('Kommandozeile des Servers').and.to.contain('Arbeitskopie, nicht veröffentlicht');

    const second = await admin.get(`${path}/2`);
    expect(second.text).to.match(/<del[^>]*>.*gestrichen: <\/span>rot/s);
    expect(second.text).to.match(/<ins[^>]*>.*eingefügt: <\/span>grün/s);
    expect(second.text).to.contain('Was sich von Fassung 1 zu Fassung 2 geändert hat');
    const far = await admin.get(`${path}/1?with=3`);
    expect(far.text).to.contain('Was sich von Fassung 1 zu Fassung 3 geändert hat').and.to.contain('Ideenfindung');

    const restored = await admin.post(`${path}/1/restore`, {}, `${path}/1`);
    expect(restored.location).to.equal(`${path}?restored=1`);
    expect((await admin.get(`${path}?restored=1`)).text).to.contain('Fassung 1 ist wiederhergestellt');
    expect((await town.visitor.get(pathOf(record))).text, 'nothing went out').to.contain('grün');
    const edited = await actions.readForEdit.byId(viewer, record.id);
    expect(edited.ok && edited.value.edited.content).to.include({ summary: 'Die Lampe war rot und hell.' });
  });

  it('is for the people of the organisation alone; readers see it and put nothing back', async () => {
    const { visitor, full, draft, doors, settled } = town;
    await settled();
    for (const record of [full, draft]) expect((await visitor.get(`${pathOf(record)}/history`)).location).to.match(/^\/sign-in\?to=/);
    const elsewhere = await doors.person('fremd@anderswo.example', 'admin');
    await doors.house.stores.users.change(elsewhere.id, (before) => ({ ...before, organisations: ['https://anderswo.example/organisations/x'] }));
    const foreign = await signedIn(doors.url, 'fremd@anderswo.example', PASSWORD);
    for (const path of ['/history', '/history/1']) {
      expect((await foreign.get(pathOf(draft) + path)).status, 'a draft is not there').to.equal(404);
      const { status, text } = await foreign.get(pathOf(full) + path);
      expect(status).to.equal(403);
      expect(text).to.not.contain('history__line').and.to.not.contain('class="changes"');
    }
    expect((await foreign.post(`${pathOf(full)}/history/1/restore`, {}, '/my/searches/new')).status).to.equal(403);
    await doors.person('lesen@musterstadt.example', 'reader');
    const reader = await signedIn(doors.url, 'lesen@musterstadt.example', PASSWORD);
    const seen = await reader.get(`${pathOf(full)}/history/1`);
    expect(seen.status).to.equal(200);
    expect(seen.text).to.not.contain('/restore"');
    expect((await reader.post(`${pathOf(full)}/history/1/restore`, {}, '/my/searches/new')).status).to.equal(403);
  });

  it('survives any version that is asked for', async () => {
    const { admin, full } = town;
    for (const odd of ['0', '-1', '99', 'x', '1e99', '%00']) expect((await admin.get(`${pathOf(full)}/history/${odd}`)).status, odd).to.equal(404);
    for (const odd of ['?before=x', '?before=-5', '?restored=%3Cscript%3E']) expect((await admin.get(`${pathOf(full)}/history${odd}`)).status).to.equal(200);
    for (const odd of ['?with=x', '?with=1', '?with=77']) expect((await admin.get(`${pathOf(full)}/history/1${odd}`)).status).to.equal(200);
  });
});

describe('the difference of two texts', () => {
  const rebuilt = (pieces: ReturnType<typeof diffWords>, without: 'added' | 'removed'): string =>
    pieces
      .filter(({ kind }) => kind !== without)
      .map(({ text }) => text)
      .join('');

  it('gives back both texts, whatever they are', () => {
    const texts = ['', 'Licht', 'Licht an', 'Das Licht\nist aus.', 'Straße · größer', '😀 Licht', ' '];
    for (const before of texts)
      for (const after of texts) {
        const pieces = diffWords(before, after);
        expect([rebuilt(pieces, 'added'), rebuilt(pieces, 'removed')]).to.deep.equal([before, after]);
      }
  });

  it('tells a changed word, not a changed text', () => {
    expect(diffWords('Die Lampe war rot.', 'Die Lampe war grün.').filter(({ kind }) => kind !== 'same')).to.deep.equal([
      { text: 'rot', kind: 'removed' },
      { text: 'grün', kind: 'added' },
    ]);
  });

  it('tells texts that have nothing in common, or no end, as a whole instead of word by word', () => {
    const long = (word: string) => Array.from({ length: 6_000 }, (_, n) => `${word}${n}`).join(' ');
    for (const [before, after] of [
      [long('a'), long('b')],
      ['x '.repeat(150_000), 'y '.repeat(150_000)],
    ] as const)
      expect(diffWords(before, after).map(({ kind }) => kind)).to.deep.equal(['removed', 'added']);
  });
});
