import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect } from 'chai';

import type { Shell } from '../../server/view-models/shell.ts';
import type { Models, Speech } from '../../server/view-models/views.ts';
import { openTemplates } from '../../server/web/handlebars.ts';
import { openWords } from '../../server/web/i18n.ts';
import { loud, undefinedIn } from './loud.ts';
import { samples } from './samples.ts';

const SHELL: Shell = {
  title: 'Titel',
  description: 'Worum es geht',
  language: 'de',
  other: { language: 'en', name: 'English', href: '/?lang=en' },
  nav: [{ label: 'Suche', href: '/search', isCurrent: true }],
  carried: 'de',
  hasSearch: true,
  canonical: 'https://town.example/',
  isIndexed: false,
  feed: { href: '/feed.atom', title: 'Neues' },
  jsonLd: '{"@type":"Article"}' as Shell['jsonLd'],
  nonce: 'abc',
  csrf: 'token',
  account: { name: 'Ada Licht', isAdmin: true, mayWrite: true, mustEnrol: true },
  signIn: null,
  home: { name: 'Musterstadt', href: '/organisations/musterstadt' },
  assets: { style: '/assets/a.css', script: '/assets/a.js', formScript: '/assets/b.js', icon: '/assets/a.svg', fonts: ['/assets/a.woff2'] },
};
const BARE: Shell = {
  ...SHELL,
  description: null,
  carried: null,
  hasSearch: false,
  canonical: null,
  isIndexed: true,
  feed: null,
  jsonLd: null,
  home: null,
  csrf: null,
  account: null,
  signIn: '/sign-in',
};

describe('templates', () => {
  const render = openTemplates('views');
  const words = openWords('views/locales');
  const speech = (language: 'de' | 'en'): Speech => ({ words: words[language], carried: null, baseUrl: 'https://town.example' });
  const names = Object.keys(samples(words.de)) as (keyof Models)[];

  it('each have a model, and each model a template', () => {
    const files = readdirSync('views/pages').map((file) => `pages/${file.replace('.hbs', '')}`);
    expect(files.sort()).to.deep.equal([...names].sort());
  });

  for (const language of ['de', 'en'] as const) {
    for (const name of names) {
      it(`${name} asks only for what its model has, full or empty (${language})`, () => {
        for (const model of samples(words[language])[name]) {
          for (const shell of [SHELL, BARE]) expect(render(name, loud({ ...model, shell }) as never, speech(language))).to.contain('</html>');
        }
      });
    }
  }

  it('would notice a field that is not there, even inside an #if', () => {
    const [model] = samples(words.de)['pages/record'];
    const { about: _gone, ...short } = { ...model };
    void _gone;
    expect(() => render('pages/record', loud({ ...short, shell: SHELL }) as never, speech('de'))).to.throw('The model has no "about"');
  });

  it('have models without keys that may be missing', () => {
    for (const name of names) for (const model of samples(words.de)[name]) expect(undefinedIn(model), name).to.deep.equal([]);
    const optional = readdirSync('server/view-models')
      .filter((file) => /(-view|shell|brief|views)\.ts$/.test(file))
      .filter((file) => /^ {2}readonly \w+\?:/m.test(readFileSync(join('server/view-models', file), 'utf8')));
    expect(optional).to.deep.equal([]);
  });

  it('write what people typed as text, never as markup', () => {
    const [search] = samples(words.de)['pages/search'];
    expect(render('pages/search', { ...search, shell: SHELL } as never, speech('de'))).to.contain('<mark>Licht</mark> &lt;b&gt;an&lt;/b&gt;');
    const [, setUp] = samples(words.de)['pages/set-up'];
    expect(render('pages/set-up', { ...setUp, shell: SHELL } as never, speech('de'))).to.contain('value="&quot;&gt;&lt;script&gt;"');
  });

  it('show a code that nobody here knows as it came', () => {
    const [search] = samples(words.de)['pages/search'];
    expect(render('pages/search', { ...search, shell: SHELL } as never, speech('de'))).to.contain('future-code');
  });
});

describe('the text of the templates', () => {
  const files = readdirSync('views', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.hbs'));
  const texts = files.map((file) => ({ file, text: readFileSync(join('views', file), 'utf8') }));
  const found = (pattern: RegExp): string[] => texts.flatMap(({ file, text }) => [...text.matchAll(pattern)].map(([match]) => `${file}: ${match}`));

  it('lets only SafeHtml and the JSON for search engines through unescaped', () => {
    expect(found(/\{\{\{.*?\}\}\}/g).sort()).to.deep.equal([
      'layouts/frame.hbs: {{{shell.jsonLd}}}',
      'pages/admin-text.hbs: {{{preview}}}',
      'pages/legal.hbs: {{{text}}}',
      'pages/organisation.hbs: {{{vision}}}',
      'pages/record.hbs: {{{html}}}',
      'partials/answer.hbs: {{{html}}}',
    ]);
    expect(found(/\{\{&/g)).to.deep.equal([]);
  });

  it('carries the language on in every link', () => {
    // Assets and the other language know their whole address; the error summary links within its page.
    const known = ['layouts/frame.hbs: href="{{this}}"', 'pages/set-up.hbs: href="{{href}}"'];
    const bare = found(/(href|action)="\{\{(?!to |shell\.)[^"]*"/g);
    expect(bare.filter((match) => !known.includes(match))).to.deep.equal([]);
  });

  it('has no style or script of its own, and no words that are not in views/locales', () => {
    expect(found(/ style="| on[a-z]+="|<style/g)).to.deep.equal([]);
    const withoutMarkup = texts.map(({ file, text }) => ({
      file,
      text: text
        .replace(/<svg[\s\S]*?<\/svg>/g, '')
        .replace(/\{\{[\s\S]*?\}\}/g, '')
        .replace(/<code>[^<]*<\/code>/g, '')
        .replace(/<[^>]*>/g, ''),
    }));
    const strays = withoutMarkup.flatMap(({ file, text }) =>
      (text.match(/[A-Za-zÄÖÜäöüß]{3,}/g) ?? []).filter((word) => word !== 'Leuchtnetz').map((word) => `${file}: ${word}`),
    );
    expect(strays).to.deep.equal([]);
  });
});
