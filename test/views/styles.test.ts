import { readFileSync } from 'node:fs';

import { expect } from 'chai';

import { openAssets } from '../../server/web/assets.ts';
import { kernFolder } from '../../server/web/package-root.ts';
import { classesUsedIn, stylesheet } from '../../server/web/stylesheet.ts';
import { usedCss } from '../../server/web/used-css.ts';

describe('the style sheet', () => {
  const kern = kernFolder(process.cwd());
  const whole = readFileSync(`${kern}/dist/kern.min.css`, 'utf8');
  const made = stylesheet({ views: 'views', kernFolder: kern, address: (name) => `/assets/${name}` });

  it('brings every rule of KERN that our templates use, and leaves the rest at home', () => {
    for (const name of classesUsedIn('views')) {
      const rules = (css: string): number => css.split(new RegExp(`\\.${name}(?![\\w-])`)).length - 1;
      if (rules(whole) > 0) expect(made, name).to.match(new RegExp(`\\.${name}(?![\\w-])`));
    }
    expect(made).to.contain('.kern-btn--primary').and.contain('prefers-color-scheme');
    expect(made).to.not.contain('kern-kopfzeile__').and.not.contain('.kern-dialog__footer');
    expect(made.length).to.be.lessThan(whole.length / 2);
  });

  it('loads nothing from elsewhere', () => {
    expect([...made.matchAll(/url\((.*?)\)/g)].map(([, address = '']) => address).filter((address) => !/^"(\/assets\/|data:)/.test(address))).to.deep.equal([]);
    expect(made).to.not.contain('@import');
  });

  it('keeps a rule for the class in use, and only the selectors that can apply', () => {
    const css = '@media (x){.k-a,.k-b>p{color:red}.k-b{top:0}}.k-b:not(.k-c) .k-a{left:0}:is(.k-b,body) p{right:0}.k-a::after{content:"}.k-b{"}';
    expect(usedCss(css, /^k-/, new Set(['k-a']))).to.equal('@media (x){.k-a{color:red}}:is(.k-b,body) p{right:0}.k-a::after{content:"}.k-b{"}');
  });

  it('lies under an address that changes with its content', () => {
    const assets = openAssets(process.cwd(), kern);
    expect(assets.address('leuchtnetz.css')).to.match(/^\/assets\/leuchtnetz\.[0-9a-f]{12}\.css$/);
    expect(() => assets.address('nothing.css')).to.throw('nothing.css');
  });
});
