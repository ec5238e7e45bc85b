import { readFileSync } from 'node:fs';

import { expect } from 'chai';

import { ROOMS, sourcesIn } from './sources.ts';

const MOST_LINES = 250;

describe('every file', () => {
  const own = ROOMS.flatMap(sourcesIn);
  const all = [...own, ...sourcesIn('test')];
  const textOf = (file: string): string => readFileSync(file, 'utf8');

  it('stays within one look', () => {
    const long = all.filter((file) => textOf(file).split('\n').length > MOST_LINES);
    expect(long).to.deep.equal([]);
  });

  it('leaves the environment to server/config.ts', () => {
    const readers = own.filter((file) => file !== 'server/config.ts' && textOf(file).includes('process.env'));
    expect(readers).to.deep.equal([]);
  });

  it('has no any, and silences no compiler', () => {
    const loose = all.filter((file) => /(: any\b|as any\b|<any>|@ts-(ignore|nocheck|expect-error))/.test(textOf(file)) && !file.endsWith('lengths.test.ts'));
    expect(loose).to.deep.equal([]);
  });

  it('asks nobody whether an address can be parsed but the one who knows (domain/web-address.ts)', () => {
    const asking = own.filter((file) => /URL\.canParse/.test(textOf(file)) && !/server\/(config|domain\/web-address)\.ts$/.test(file));
    expect(asking).to.deep.equal([]);
  });

  it('keeps nothing changeable at module level', () => {
    const changeable = own.filter((file) => /^(export )?(let|var) /m.test(textOf(file)));
    expect(changeable).to.deep.equal([]);
  });

  it('exports by name', () => {
    expect(own.filter((file) => /^export default/m.test(textOf(file)))).to.deep.equal([]);
  });
});
