import { readFileSync } from 'node:fs';

import { expect } from 'chai';

interface Lock {
  readonly packages: Readonly<
    Record<string, { readonly version?: string; readonly resolved?: string; readonly hasInstallScript?: boolean; readonly dev?: boolean }>
  >;
}

describe('the dependencies', () => {
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as Lock;
  const entries = Object.entries(lock.packages).filter(([path]) => path !== '');

  it('come from the registry alone, no git address among them', () => {
    const elsewhere = entries.filter(
      ([, { resolved, version = '' }]) => (resolved !== undefined && !resolved.startsWith('https://registry.npmjs.org/')) || /^(git|file|http)/.test(version),
    );
    expect(elsewhere.map(([path]) => path)).to.deep.equal([]);
  });

  it('run no script when they are installed for production', () => {
    expect(entries.filter(([, { hasInstallScript, dev }]) => hasInstallScript === true && dev !== true).map(([path]) => path)).to.deep.equal([]);
  });

  it('hold activitypub-express without its old parts', () => {
    const paths = entries.map(([path]) => path);
    expect(paths).to.include('node_modules/activitypub-express');
    expect(paths.filter((path) => /activitypub-express\/node_modules\/(mongodb|express)$/.test(path))).to.deep.equal([]);
  });
});
