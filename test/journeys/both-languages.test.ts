import { readdirSync } from 'node:fs';

import { expect } from 'chai';

import { type Answer, aVisitor, type StaffBrowser, signedIn } from '../fixtures/a-staff-browser.ts';
import { ADMIN, anInstance, type Instance } from '../fixtures/an-instance.ts';
import { walk } from '../fixtures/walk.ts';

/** Small words that no sentence of the one language can do without and that mean nothing in the other. */
const TELL_TALE = {
  de: /(?<![\p{L}-])(the|and|your|you|with|this|from|please|have|has|been|which|their|there|were|would|should|cannot)(?![\p{L}-])/u,
  en: /(?<![\p{L}-])(und|oder|der|das|dem|den|nicht|ist|sind|mit|für|Sie|Ihr|Ihre|Ihren|wird|werden|noch|vom|zum|zur|eine|einen|einer|kein|keine|bitte|Bitte|wurde|haben|hier)(?![\p{L}-])/u,
} as const;
const FILES = readdirSync('views/locales/de').map((file) => file.replace('.json', ''));
const KEY = new RegExp(`(?<![\\w/.@-])(${FILES.join('|')})\\.[a-z][A-Za-z]+(\\.[A-Za-z-]+)*(?![\\w@/])`, 'u');

/** Words of no language, so that what people wrote is never taken for what the program says. */
const NEUTRAL = {
  title: 'Quzzel Brompf',
  summary: 'Vrillo zent kapro lumbat.',
  problem: 'Trempa zoll quint.',
  solution: 'Brunz **felmo** tarrik.',
  phase: 'pilot',
  topics: ['energy'],
  contact: { mailbox: 'quzzel@xyrhold.example' },
  visibility: 'public',
};

describe('every page in both languages', () => {
  let town: Instance;
  before(async () => {
    town = await anInstance({ organisation: { name: 'Xyrhold', handle: 'xyrhold' } });
    for (const n of [1, 2]) expect((await town.call('POST', '/api/v1/projects', { ...NEUTRAL, title: `${NEUTRAL.title} ${n}` })).status).to.equal(201);
    await town.call('POST', '/api/v1/projects', { ...NEUTRAL, visibility: 'draft' });
    await town.call('POST', '/api/v1/lessons', { lessonKind: 'failed', statement: 'Grelb zunto.', theme: 'culture', visibility: 'public' });
    await town.call('POST', '/api/v1/processes', { name: 'Prentil moxa', processLevel: 'local', steps: [{ text: 'Zent' }], visibility: 'public' });
    await town.settled();
  });
  after(() => town.remove());

  for (const language of ['de', 'en'] as const) {
    for (const who of ['a visitor', 'an admin'] as const) {
      it(`has no word missing and none of the other language, for ${who} (${language})`, async function () {
        this.timeout(120_000);
        const browser = who === 'a visitor' ? aVisitor(town.url) : await signedIn(town.url, ADMIN.email, ADMIN.password);
        const { pages, faults } = await walked(browser, language);
        expect(faults.slice(0, 20), `${pages} pages`).to.deep.equal([]);
        expect(pages).to.be.greaterThan(who === 'a visitor' ? 12 : 30);
      });
    }
  }
});

async function walked(browser: StaffBrowser, language: 'de' | 'en'): Promise<{ pages: number; faults: string[] }> {
  const faults: string[] = [];
  const look = (path: string, { status, text }: Answer): void => {
    if (status >= 500) faults.push(`${path}: ${status}`);
    const said = wordsOf(text);
    for (const [what, pattern] of [
      ['key', KEY],
      ['other language', TELL_TALE[language]],
    ] as const) {
      const found = pattern.exec(said);
      if (found !== null) faults.push(`${path}: ${what}: "${said.slice(Math.max(0, found.index - 50), found.index + 50)}"`);
    }
    if (!text.includes(`<html lang="${language}">`)) faults.push(`${path}: is not in ${language}`);
  };
  const pages = await walk(browser, ['/', '/does-not-exist', '/search?q=qqqqqq'], { ask: (path) => inLanguage(path, language), look });
  return { pages: pages.length, faults };
}

function inLanguage(path: string, language: string): string {
  const url = new URL(path, 'http://town.example');
  url.searchParams.set('lang', language);
  return `${url.pathname}${url.search}`;
}

/** What is read out: texts, and the attributes that stand for one. What says that it is in the other language may be. */
function wordsOf(html: string): string {
  const shown = html
    .replace(/^.*?<body/s, '<body')
    // Authorities have their name in one language.
    .replaceAll('Unabhängiges Landeszentrum für Datenschutz', ' ')
    .replace(/<(script|style)\b.*?<\/\1>/gs, ' ')
    .replace(/<(\w+)[^>]* lang="[^"]*"[^>]*>.*?<\/\1>/gs, ' ');
  const attributes = [...shown.matchAll(/ (?:alt|aria-label|title|placeholder)="([^"]*)"/g)].map(([, text]) => text);
  return [shown.replace(/<[^>]*>/g, ' '), ...attributes]
    .join(' ')
    .replace(/&(?:#\d+|\w+);/g, ' ')
    .replace(/\s+/g, ' ');
}
