import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';

import { expect } from 'chai';

import { aTerminal, PASSWORD, type Terminal, WITH_ADMIN } from '../../fixtures/a-terminal.ts';

describe('the command line: files', () => {
  let terminal: Terminal;
  beforeEach(async () => {
    terminal = aTerminal();
    await terminal.run(WITH_ADMIN, { stdin: PASSWORD });
  });
  afterEach(() => terminal.remove());

  it('says in the words of a table what may stand there', async () => {
    writeFileSync(terminal.at('b.csv'), 'Titel;Phase;Einmalige Kosten\nLampen;Quatsch;5000\n');
    const said = await terminal.run(['import', terminal.at('b.csv')]);
    expect(said.code).to.equal(1);
    expect(said.out).to.match(/Möglich sind: .*Pilotphase/);
    expect(said.out).to.include('„Einmalige Kosten: Spanne“, „Einmalige Kosten: Betrag in Euro“');
    const english = await terminal.run(['import', terminal.at('b.csv')], { env: { LANG: 'en_GB.UTF-8' } });
    expect(english.out).to.not.include('Pilotphase');
  });

  it('imports the real projects, reports each, and says so when nothing changed', async () => {
    const dry = await terminal.run(['import', 'server/seed/projects.json', '--dry-run']);
    expect(dry).to.include({ code: 0, err: '' });
    expect(dry.out).to.include('Probelauf').and.include('340 Einträge: 340 neu');
    const done = await terminal.run(['import', 'server/seed/projects.json']);
    expect(done.out).to.match(/^Eintrag 1: Pilotprojekt „LoRaWAN- und IoT-Konzept .*“: neu$/m);
    expect((await terminal.run(['import', 'server/seed/projects.json'])).out).to.include('340 Einträge: 340 unverändert');
  });

  it('reports a bad row with field, problem and remedy, takes the others, and exits with 1', async () => {
    writeFileSync(terminal.at('a.csv'), `Titel;Themen;Quellen\nGut;Energie;\n${'x'.repeat(130)};Raumfahrt;\nDrei;\n`);
    const said = await terminal.run(['import', terminal.at('a.csv')]);
    expect(said.code).to.equal(1);
    expect(said.out).to.include('Zeile 2: Pilotprojekt „Gut“: neu');
    expect(said.out).to.include('„Titel“ darf höchstens 120 Zeichen lang sein.');
    expect(said.out).to.include('„Themen“ enthält einen Wert, den es hier nicht gibt. Möglich sind:');
    expect(said.out).to.match(/Zeile 4: .*Fehler\n {4}Die Zahl der Zellen ist 2, die der Spalten in der Überschrift 3\./);
    expect(said.out).to.include('3 Einträge: 1 neu, 2 Fehler');
  });

  it('says of a file it cannot read what is wrong with it', async () => {
    writeFileSync(terminal.at('tabelle.xlsx'), Buffer.from('504b0304140000', 'hex'));
    writeFileSync(terminal.at('leer.json'), '');
    writeFileSync(terminal.at('kaputt.json'), '[{"title": "A"},\n{]');
    for (const [file, says] of [
      ['tabelle.xlsx', 'CSV UTF-8'],
      ['leer.json', 'leer'],
      ['kaputt.json', 'Zeile 2'],
      ['fehlt.csv', 'gibt es nicht'],
      ['.', 'keine Datei'],
    ] as const) {
      const said = await terminal.run(['import', terminal.at(file)]);
      expect(said, file).to.include({ code: 1, out: '' });
      expect(said.err, file).to.include(says);
    }
  });

  it('counts one as one', async () => {
    writeFileSync(terminal.at('a.json'), '[{"id":"1","title":"Allein"}]');
    expect((await terminal.run(['import', terminal.at('a.json')])).out).to.match(/^1 Eintrag: 1 neu$/m);
    expect((await terminal.run(['import', terminal.at('a.json')], { env: { LANG: 'en_GB.UTF-8' } })).out).to.match(/^1 record: 1 unchanged$/m);
  });

  it('says in the language of the terminal what the machine refuses', async () => {
    writeFileSync(terminal.at('datei'), '');
    mkdirSync(terminal.at('kaputt'));
    writeFileSync(terminal.at('kaputt/leuchtnetz.db'), 'Das ist keine Datenbank. '.repeat(500));
    for (const [args, env, says] of [
      [['user', 'list'], { DATA_DIR: terminal.at('kaputt') }, /^Die Daten in .* sind beschädigt.*leuchtnetz restore/],
      [['user', 'list'], { DATA_DIR: terminal.at('kaputt'), LANG: 'en_GB.UTF-8' }, /^The data in .* are damaged/],
      [WITH_ADMIN, { DATA_DIR: terminal.at('datei') }, /Bitte prüfen Sie DATA_DIR/],
      [['backup', terminal.at('fehlt/x')], {}, /lässt sich nicht schreiben \(ENOENT\)/],
    ] as const) {
      const said = await terminal.run(args, { env, stdin: PASSWORD });
      expect(said).to.include({ code: 1, out: '' });
      expect(said.err).to.match(says);
      expect(said.err.trim().split('\n')).to.have.length(1);
    }
  });

  it('exports everything for the operator alone, whole or not at all', async () => {
    writeFileSync(terminal.at('a.json'), '[{"id":"1","title":"Entwurf"}]');
    await terminal.run(['import', terminal.at('a.json')]);
    expect((await terminal.run(['export', terminal.at('b.json')])).out).to.equal(`1 Eintrag in ${terminal.at('b.json')}\n`);
    expect(JSON.parse(readFileSync(terminal.at('b.json'), 'utf8'))).to.have.nested.property('records[0].title', 'Entwurf');
    expect(statSync(terminal.at('b.json')).mode & 0o077).to.equal(0);
    expect((await terminal.run(['export', terminal.at('b.xml')])).err).to.include('.csv, .json oder .jsonld');
    expect((await terminal.run(['export', terminal.at('fehlt/b.csv')])).err).to.include('lässt sich nicht schreiben');
  });

  it('loads the register of places and names its bad rows', async () => {
    writeFileSync(
      terminal.at('orte.csv'),
      'ags,name,state,district,type,population,latitude,longitude\n01002000,Kiel,DE-SH,Kiel,Kreisfreie Stadt,247717,54.3,10.1\n1,Nirgendwo,DE-SH,X,Stadt,1,54,10\n',
    );
    const said = await terminal.run(['places', terminal.at('orte.csv')]);
    expect(said.code).to.equal(1);
    expect(said.out).to.match(/^Zeile 3: .*Gemeindeschlüssel/m);
    expect(said.out).to.include('1 Ort geladen');
    expect((await terminal.run(['places', terminal.at('orte.csv').replace('orte', 'keine')])).code).to.equal(1);
  });
});
