import { expect } from 'chai';

import { aTerminal, PASSWORD, type Terminal, WITH_ADMIN } from '../../fixtures/a-terminal.ts';

describe('the command line: setting up and people', () => {
  let terminal: Terminal;
  beforeEach(() => {
    terminal = aTerminal();
  });
  afterEach(() => terminal.remove());

  it('sets up once, with what follows from the AGS, and drops the final line break of the password', async () => {
    const done = await terminal.run(WITH_ADMIN, { stdin: `${PASSWORD}\n` });
    expect(done).to.include({ code: 0, err: '' });
    expect(done.out).to.include('http://localhost:3000/organisations/musterstadt');
    const again = await terminal.run(WITH_ADMIN, { stdin: PASSWORD });
    expect(again).to.include({ code: 1, out: '' });
    expect(again.err).to.equal('Die Instanz ist schon eingerichtet; es wurde nichts geändert.\n');
    expect((await terminal.run(['user', 'list'])).out).to.equal('admin@musterstadt.example\tadmin\n');
  });

  it('names every wrong field in one line', async () => {
    const args = ['setup', '--name', 'X', '--handle', 'Groß Stadt', '--type', 'dorf', '--ags', '123', '--population', 'viele', '--admin-email', 'x'];
    const wrong = await terminal.run([...args, '--admin-password-stdin'], { stdin: 'kurz' });
    expect(wrong.code).to.equal(1);
    expect(wrong.err.trim().split('\n')).to.have.length(1);
    for (const part of ['Kleinbuchstaben', 'Gemeindeschlüssel', 'Zahl', 'E-Mail', '8 Zeichen']) expect(wrong.err).to.include(part);
  });

  it('takes a negative coordinate and German numbers', async () => {
    const args = [...WITH_ADMIN, '--population', '20.123', '--lat', '51,1', '--lon', '-8.4'];
    expect(await terminal.run(args, { stdin: PASSWORD })).to.include({ code: 0 });
  });

  it('takes county and size class as the page does', async () => {
    const wrong = await terminal.run([...WITH_ADMIN, '--size-type', '99'], { stdin: PASSWORD });
    expect(wrong).to.include({ code: 1 });
    expect(wrong.err).to.include('Möglich sind: 11, 12');
    expect(await terminal.run([...WITH_ADMIN, '--county', '05970', '--size-type', '40'], { stdin: PASSWORD })).to.include({ code: 0 });
  });

  it('asks for set-up before anything else', async () => {
    for (const args of [['user', 'list'], ['import', 'x.csv'], ['reindex']]) {
      const said = await terminal.run(args);
      expect(said.code, args.join(' ')).to.equal(1);
      expect(said.err).to.include('leuchtnetz setup');
    }
  });

  it('adds and disables people, and prints a token alone', async () => {
    await terminal.run(WITH_ADMIN, { stdin: PASSWORD });
    expect(await terminal.run(['user', 'add', '--email', 'neu@ort.example', '--role', 'author', '--password-stdin'], { stdin: PASSWORD })).to.include({
      code: 0,
    });
    expect((await terminal.run(['user', 'add', '--email', 'neu@ort.example', '--password-stdin'], { stdin: PASSWORD })).err).to.include('schon vergeben');
    const token = await terminal.run(['token', 'create', '--email', 'neu@ort.example']);
    expect(token.out).to.match(/^lnt_[\w-]{43}\n$/);
    expect(await terminal.run(['user', 'disable', '--email', 'NEU@ort.example'])).to.include({ code: 0 });
    expect((await terminal.run(['user', 'list'])).out).to.match(/neu@ort\.example\tauthor\tgesperrt seit/);
    const disabled = await terminal.run(['token', 'create', '--email', 'neu@ort.example']);
    expect(disabled).to.include({ code: 1, out: '' });
    expect(disabled.err).to.match(/^Der Zugang neu@ort.example ist gesperrt/);
    for (const command of ['token create', 'user disable']) {
      const nobody = await terminal.run([...command.split(' '), '--email', 'wer@ort.example']);
      expect(nobody.err, command).to.match(/^Einen Zugang mit der E-Mail-Adresse wer@ort.example gibt es nicht/);
    }
    expect(await terminal.run(['token', 'create', '--email', 'admin@musterstadt.example', '--scope', 'alles'])).to.include({ code: 1 });
  });
});

describe('the command line: what was typed', () => {
  const terminal = aTerminal();
  after(() => terminal.remove());

  const wrongs: readonly (readonly [typed: string, says: string])[] = [
    ['improt x.csv', '„import“'],
    ['quatschen', 'leuchtnetz --help'],
    ['user', 'user add, user list, user disable'],
    ['import x.csv --dryrun', '--dry-run'],
    ['import x.csv --laut', '--help'],
    ['import', 'Es fehlt: DATEI'],
    ['import a.csv b.csv', '„b.csv“'],
    ['import x.csv --dry-run=ja', 'steht für sich allein'],
    ['token create --email', '--email WERT'],
    ['token create --email --scope read', '--email WERT'],
    ['token create', '--email'],
    ['setup --name X', '--handle, --type, --admin-email, --admin-password-stdin'],
    ['follow @a@b', 'noch nicht'],
    ['import /gibt/es/nicht.csv', 'leuchtnetz setup'],
  ];
  for (const [typed, says] of wrongs) {
    it(`answers "${typed}" with one line that says what to do`, async () => {
      const said = await terminal.run(typed.split(' '));
      expect(said).to.include({ code: 1, out: '' });
      expect(said.err.trim().split('\n')).to.have.length(1);
      expect(said.err).to.include(says);
    });
  }

  it('has help for all and for each, in the language of the terminal', async () => {
    const all = await terminal.run(['--help']);
    expect(all.code).to.equal(0);
    const commands = [...all.out.matchAll(/^ {2}([a-z]+(?: [a-z]+)?)(?= )/gm)].map(([, name]) => name ?? '');
    expect(commands).to.include.members([
      'setup',
      'user add',
      'token create',
      'places',
      'import',
      'export',
      'reindex',
      'rebase',
      'backup',
      'restore',
      'doctor',
    ]);
    for (const command of commands) {
      for (const LANG of ['de_DE.UTF-8', 'en_GB.UTF-8']) {
        const help = await terminal.run([...command.split(' '), '--help'], { env: { LANG } });
        expect(help.code, command).to.equal(0);
        expect(help.out, command).to.match(new RegExp(`^leuchtnetz ${command}`));
      }
    }
    expect((await terminal.run(['import', '--help'], { env: { LANG: 'en_GB.UTF-8' } })).out).to.include('--dry-run   shows what would happen');
    expect((await terminal.run(['import', '--help'], { env: { LANG: 'C' } })).out).to.include('--dry-run   zeigt, was geschähe');
  });

  it('explains a family of commands, and what the executable does itself, in columns', async () => {
    for (const family of ['user', 'token']) {
      const help = await terminal.run([family, '--help']);
      expect(help).to.include({ code: 0, err: '' });
      expect(help.out).to.match(new RegExp(`^leuchtnetz ${family} BEFEHL`));
      expect(help.out)
        .to.match(new RegExp(`^  ${family} \\w+  `, 'm'))
        .and.not.include('doctor');
    }
    expect((await terminal.run(['--help'])).out).to.match(/^ {2}start +startet den Server \(npm start\)$/m);
    expect((await terminal.run(['export', '--help'])).out).to.match(/DATEI +Name der Datei/);
    expect((await terminal.run(['rebase', '--help'])).out).to.match(/NEUE_ADRESSE +zum Beispiel/);
  });

  it('names wrong settings before it begins', async () => {
    const said = await terminal.run(['user', 'list'], { env: { PORT: 'x', FEDERATION: 'y' } });
    expect(said.code).to.equal(1);
    expect(said.err).to.include('PORT').and.include('FEDERATION');
  });
});
