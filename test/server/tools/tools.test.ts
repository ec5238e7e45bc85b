import { expect } from 'chai';
import { parse } from 'csv-parse/sync';

import { pathOf } from '../../../server/view-models/record-view.ts';
import { aProjectInput } from '../../fixtures/a-project.ts';
import { MINUTE } from '../account/a-house-with-doors.ts';
import { aTownWithTools, type TownWithTools } from './a-town-with-tools.ts';

describe('compare, print and export, over HTTP', function () {
  this.timeout(60_000);
  let town: TownWithTools;
  before(async () => {
    town = await aTownWithTools();
  });
  after(() => town.doors.close());

  const compare = (...keys: string[]): string => `/compare?${new URLSearchParams(keys.map((key): [string, string] => ['record', key]))}`;
  const HIDDEN = ['Geheimer Entwurf', 'Nur unter Kollegen'];

  it('lays records side by side by path, by id and by whole address, each once and what differs first', async () => {
    const { visitor, full, other, doors } = town;
    const { text, status } = await visitor.get(compare(pathOf(full), full.id, `${doors.url}${pathOf(other)}`));
    expect(status).to.equal(200);
    expect(text.match(/class="compare__cell compare__title"/g)).to.have.length(2);
    expect(text).to.contain('40.500').and.to.contain('12.000').and.to.contain('je 1.000 Einwohner');
    const [differing = '', same = ''] = text.split('id="gleich"');
    expect(differing).to.contain('Einmalige Kosten');
    expect(differing).to.not.contain('<h3>Ort</h3>');
    expect(same).to.contain('<h3>Ort</h3>');
    expect(text, 'a field that neither fills').to.not.contain('<h3>OZG-Themenfeld</h3>');
  });

  it('shows strangers nothing hidden, and never says which it was', async () => {
    const { visitor, admin, full, draft, followers } = town;
    const asked = compare(pathOf(full), pathOf(draft), followers.id, '/projects/gibt-es-nicht');
    const stranger = await visitor.get(asked);
    expect(stranger.status).to.equal(200);
    for (const title of HIDDEN) expect(stranger.text).to.not.contain(title);
    expect(stranger.text).to.contain('3 Einträge sind nicht (mehr) zugänglich');
    const own = await admin.get(asked);
    for (const title of HIDDEN) expect(own.text).to.contain(title);
  });

  it('takes four, leaves out the rest, and survives any address', async () => {
    const { visitor, add } = town;
    const five = [];
    for (let n = 0; n < 5; n += 1) five.push(pathOf(await add('project', aProjectInput({ title: `Reihe ${n}` }))));
    const { text } = await visitor.get(compare(...five));
    expect(text.match(/class="compare__cell compare__title"/g)).to.have.length(4);
    expect(text).to.contain('höchstens vier');
    const odd = [
      '?record=',
      '?record[]=x',
      '?record=%00',
      `?record=${'x'.repeat(3000)}`,
      '?record=//evil.example/',
      '?record=/projects/../x',
      '?q=%ff',
      `?${'record=a&'.repeat(900)}`,
    ];
    for (const query of odd) expect((await visitor.get(`/compare${query}`)).status, query.slice(0, 30)).to.equal(200);
  });

  it('prints a Steckbrief and an annex, for those only who may read the record', async () => {
    const { visitor, admin, full, draft, followers, add } = town;
    for (const sheet of ['steckbrief', 'council-paper']) {
      const { text, status } = await visitor.get(`${pathOf(full)}/${sheet}`);
      expect(status).to.equal(200);
      expect(text)
        .to.contain('class="sheet')
        .and.to.contain(`${town.doors.url}${pathOf(full)}`)
        .and.to.contain('486.000')
        .and.to.contain('Katzen');
      for (const hidden of [draft, followers]) {
        expect((await visitor.get(`${pathOf(hidden)}/${sheet}`)).status).to.equal(404);
        expect((await admin.get(`${pathOf(hidden)}/${sheet}`)).status).to.equal(200);
      }
      expect((await visitor.get(`/projects/gibt-es-nicht/${sheet}`)).status).to.equal(404);
    }
    const hostile = await add('project', aProjectInput({ title: '<script>x</script>', solution: '<img src=x onerror=alert(1)>' }));
    expect((await visitor.get(`${pathOf(hostile)}/council-paper`)).text)
      .to.not.contain('<script>x')
      .and.to.not.match(/<img[^>]+onerror/);
    // What nobody answered is said once, as a list.
    const thin = (await visitor.get(`${pathOf(hostile)}/council-paper`)).text;
    expect(thin.split('Dazu sagt der Eintrag nichts')).to.have.length(2);
    expect(thin).to.match(/Dazu sagt der Eintrag nichts<\/h2><ul[^>]*>(<li>[^<]+<\/li>)*<li>Finanzierung und Vergabe<\/li>/);
    expect(thin).to.not.contain('id="teil-funding"');
    // On paper an address stands once, also where it is its own text.
    const sourced = await add('project', aProjectInput({ title: 'Mit Quelle', sources: [{ url: 'https://ort.example/bericht' }] }));
    expect((await visitor.get(`${pathOf(sourced)}/council-paper`)).text).to.contain('<a class="sheet__address" href="https://ort.example/bericht">');
  });

  it('gives every hit of a search as a table, as JSON and as JSON-LD, also to HEAD, and never what is hidden', async () => {
    const { visitor, admin, doors } = town;
    for (const browser of [visitor, admin])
      for (const ending of ['csv', 'json', 'jsonld']) {
        const { text, status, headers } = await browser.get(`/search.${ending}`);
        expect(status).to.equal(200);
        for (const title of HIDDEN) expect(text, ending).to.not.contain(title);
        expect(text).to.contain('Laternen mit Zeitschaltuhr');
        expect(headers.get('content-disposition')).to.contain(`.${ending}"`);
        expect(headers.get('x-limit')).to.equal('5000');
      }
    const head = await fetch(`${doors.url}/search.csv?q=Zeitschaltuhr`, { method: 'HEAD' });
    expect([head.status, head.headers.get('x-total-count'), await head.text()]).to.deep.equal([200, '1', '']);
    const found = JSON.parse((await visitor.get('/search.json?q=Zeitschaltuhr')).text) as { total: number; records: { title: string; importKey: null }[] };
    expect([found.total, found.records.map(({ title }) => title)]).to.deep.equal([1, ['Laternen mit Zeitschaltuhr']]);
    const linked = JSON.parse((await visitor.get('/search.jsonld?q=Zeitschaltuhr')).text) as { '@graph': unknown[] };
    expect(linked['@graph']).to.have.length(1);
  });

  it('heads the table with words people know, leads back to every record, and runs no formula (T56)', async () => {
    const { visitor, add, settled, other, doors } = town;
    await add('project', aProjectInput({ title: '=HYPERLINK("https://evil.example")', summary: '@SUM(A1)', tags: ['+1', '-1+1'] }));
    await settled();
    const { text } = await visitor.get('/search.csv');
    const first = 'Titel;Zusammenfassung;Ort und Bundesland;Name der Organisation;Bearbeitungsstand;Themen;Link zum Eintrag;Stand der Angaben;';
    expect(text.slice(0, first.length)).to.equal(first);
    expect(text.split('\r\n', 1)[0]?.split('\n', 1)[0]).to.match(/;Kennung \(id\);.*;Prüfsumme beim Import$/);
    // Reading it as text takes the mark away that tells Excel of the umlauts.
    expect(Buffer.from(await (await fetch(`${doors.url}/search.csv`)).arrayBuffer()).subarray(0, 3)).to.deep.equal(Buffer.from('\ufeff'));
    const rows = parse(text, { delimiter: ';', columns: true, bom: true }) as Record<string, string>[];
    const lanterns = rows.find((row) => row['Titel'] === 'Laternen mit Zeitschaltuhr');
    expect(lanterns?.['Link zum Eintrag']).to.equal(`${doors.url}${pathOf(other)}`);
    expect(lanterns?.['Bearbeitungsstand']).to.equal('P3 Pilotphase');
    expect(lanterns?.['Name der Organisation']).to.match(/Musterstadt/);
    expect(lanterns?.['Art des Eintrags']).to.equal('Pilotprojekt');
    for (const cell of rows.flatMap((row) => Object.values(row))) expect(cell).to.not.match(/^[=+@\t\r]|^-(?!\d+([.,]\d+)?$)/);
    expect(rows.some((row) => row['Titel'] === '\'=HYPERLINK("https://evil.example")')).to.equal(true);
    expect((await visitor.get('/search.csv?lang=en')).text).to.match(/^Title;Summary;Place and state;Name of the organisation;.*;Link to the record;/);
  });

  it("saves searches, counts what is new, renames and forgets them; nobody reaches another person's", async () => {
    expect((await town.admin.get('/my/records')).text).to.contain('href="/my/searches"');
    const { admin, visitor, doors, add, settled } = town;
    expect((await visitor.get('/my/searches')).location).to.match(/^\/sign-in/);
    expect((await visitor.get('/search?q=laternen')).text).to.not.contain('/my/searches/new');
    expect((await admin.get('/search?q=laternen')).text).to.contain('/my/searches/new?q&#x3D;laternen');
    const form = await admin.get('/my/searches/new?q=laternen&phase=pilot&near=Kiel');
    expect(form.text).to.contain('value="laternen, P3 Pilotphase, um Kiel"');
    const from = '/my/searches/new?q=Neuheit';
    expect((await admin.post('/my/searches', { name: ' ', query: 'q=Neuheit' }, from)).status).to.equal(422);
    const saved = await admin.post('/my/searches', { name: 'Zeitschalter', query: 'q=Neuheit&javascript=x' }, from);
    expect(saved.status).to.equal(303);
    const id = /saved=(.+)$/.exec(saved.location ?? '')?.[1] ?? '';
    expect((await admin.get('/my/searches')).text).to.contain('Nichts Neues');
    doors.pass(5 * MINUTE);
    await add('project', aProjectInput({ title: 'Eine Neuheit' }));
    await settled();
    expect((await admin.get('/my/searches')).text).to.contain('Einen neuen Eintrag ansehen');
    const opened = await admin.post(`/my/searches/${id}`, { do: 'look' }, '/my/searches');
    expect(opened.location).to.equal('/search?q=Neuheit&sort=newest');
    expect((await admin.get('/my/searches')).text).to.contain('Nichts Neues');
    const colleague = await town.doors.person('b@musterstadt.example', 'reader').then(() => import('../../fixtures/a-staff-browser.ts'));
    const stranger = await colleague.signedIn(doors.url, 'b@musterstadt.example', 'Laternen am Fluss 3');
    for (const order of ['look', 'rename', 'remove'])
      expect((await stranger.post(`/my/searches/${id}`, { do: order, name: 'Meins' }, '/my/searches')).status).to.equal(404);
    expect((await stranger.get('/my/searches')).text).to.not.contain('Zeitschalter');
    expect((await admin.post(`/my/searches/${id}`, { do: 'rename', name: '' }, '/my/searches')).status).to.equal(422);
    await admin.post(`/my/searches/${id}`, { do: 'rename', name: '<b>Anders' }, '/my/searches');
    expect((await admin.get('/my/searches')).text).to.contain('&lt;b&gt;Anders');
    await admin.post(`/my/searches/${id}`, { do: 'remove' }, '/my/searches');
    expect((await admin.get('/my/searches')).text).to.contain('Noch ist keine Suche gemerkt');
  });
});
