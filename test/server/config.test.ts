import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect } from 'chai';

import { readConfig } from '../../server/config.ts';

const SECRETS = { SESSION_SECRET: 's'.repeat(32), KEY_SECRET: 'k'.repeat(32) };

describe('the settings', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'leuchtnetz-settings-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const refusal = (environment: Readonly<Record<string, string>>): string => {
    try {
      readConfig(environment, folder);
      return '';
    } catch (err) {
      return err instanceof Error ? err.message : '';
    }
  };

  it('need nothing, and then serve on loopback from a folder beside', () => {
    expect(readConfig({}, folder)).to.include({
      PORT: 3000,
      HOST: '127.0.0.1',
      BASE_URL: 'http://localhost:3000',
      DATA_DIR: join(folder, 'data'),
      ROLE: 'all',
      FEDERATION: 'open',
    });
  });

  it('take the file .env, and the environment before it', () => {
    writeFileSync(join(folder, '.env'), 'PORT=4000\nLOG_LEVEL=warn\n');
    expect(readConfig({ PORT: '5000' }, folder)).to.include({ PORT: 5000, LOG_LEVEL: 'warn' });
  });

  it('name every wrong and every unknown setting in one message', () => {
    writeFileSync(join(folder, '.env'), 'BASE_ULR=https://x.example\n');
    const message = refusal({ PORT: 'door', ROLE: 'queen', TRUST_PROXY: 'true', BASE_URL: 'https://x.example/wissen', SMTP_URL: 'mail' });
    for (const name of ['BASE_ULR', 'PORT', 'ROLE', 'TRUST_PROXY', 'BASE_URL', 'SMTP_URL']) expect(message).to.include(name);
  });

  it('have no default for a secret with MongoDB, nor for the address in production', () => {
    expect(refusal({ MONGODB_URL: 'mongodb://localhost/x' }))
      .to.include('SESSION_SECRET')
      .and.include('KEY_SECRET');
    expect(refusal({ MONGODB_URL: 'mongodb://localhost/x', ...SECRETS })).to.equal('');
    expect(refusal({ NODE_ENV: 'production' })).to.include('BASE_URL');
    expect(refusal({ ROLE: 'web' }))
      .to.include('MONGODB_URL')
      .and.include('MEILI_URL');
    expect(refusal({ MEILI_URL: 'http://localhost:7700' })).to.include('MEILI_KEY');
  });

  it('believe a proxy as far as it is named, and never everybody', () => {
    for (const [given, read] of [
      ['1', 1],
      ['10', 10],
      ['loopback', 'loopback'],
      ['loopback, linklocal,uniquelocal', 'loopback, linklocal,uniquelocal'],
      ['10.0.0.0/8, fd00::/8', '10.0.0.0/8, fd00::/8'],
      ['192.0.2.7', '192.0.2.7'],
    ] as const)
      expect(readConfig({ TRUST_PROXY: given }, folder).TRUST_PROXY).to.equal(read);
    for (const wrong of [
      'abc',
      'true',
      '11',
      '9999',
      '-1',
      '1.5',
      '::/0',
      '0.0.0.0/0',
      '::/00',
      '::ffff:0:0/96',
      '10.0.0.0/33',
      '10.0.0.0/',
      '10.0.0.0/8/8',
      '300.1.1.1',
      '10.0.0.1,',
      ',',
    ])
      expect(refusal({ TRUST_PROXY: wrong }), wrong)
        .to.include('TRUST_PROXY')
        .and.not.include('\n');
  });

  it('never print a secret', () => {
    expect(refusal({ SESSION_SECRET: 'zu-kurz', KEY_SECRET: 'auch-zu-kurz' }))
      .to.include('SESSION_SECRET')
      .and.not.include('zu-kurz');
  });

  it('speak German unless the terminal says English', () => {
    expect(readConfig({ LANG: 'en_GB.UTF-8' }, folder).language).to.equal('en');
    expect(readConfig({ LANG: 'C.UTF-8' }, folder).language).to.equal('de');
    expect(readConfig({ LANG: 'en_US.UTF-8', LC_ALL: 'de_DE.UTF-8' }, folder).language).to.equal('de');
  });
});
