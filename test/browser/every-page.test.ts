import { expect } from 'chai';
import type { Browser } from 'playwright-core';

import { aBrowser } from './a-browser.ts';
import { aTown, type Town } from './a-town.ts';
import { expectAccessible, overhang, watchedPage } from './watched-page.ts';

describe('every page, in a browser', function () {
  this.timeout(180_000);
  const held: { browser: Browser | null; town: Town | null } = { browser: null, town: null };

  before(async function () {
    held.browser = await aBrowser();
    if (held.browser === null) return this.skip();
    held.town = await aTown();
  });
  after(async () => {
    await held.browser?.close();
    await held.town?.instance.remove();
  });

  const visit = async (use: (browser: Browser, town: Town) => Promise<void>): Promise<void> => {
    if (held.browser === null || held.town === null) throw new Error('Not started');
    await use(held.browser, held.town);
  };
  const pagesOf = (town: Town): string[] => [
    '/',
    '/search',
    '/search?q=beleuchtung',
    '/search?q=xyzzyqwert&phase=pilot',
    '/search?topic=energy&state=DE-NW&near=Krefeld&km=100&populationMax=300.000&page=1',
    '/search?near=Gibtsnicht',
    town.project,
    town.lesson,
    town.importedLesson,
    town.process,
    '/organisations',
    '/organisations/musterstadt',
    '/ns/v1',
    '/ns/v1?lang=en',
    '/imprint',
    '/privacy',
    '/accessibility',
    '/projects/gibt-es-nicht',
    '/setup',
    '/search?lang=en',
    `${town.project}?lang=en`,
  ];

  for (const colorScheme of ['light', 'dark'] as const) {
    it(`has nothing for axe to find (${colorScheme}), asks no other host and logs no error`, async () => {
      await visit(async (browser, town) => {
        const { page, complaints, close } = await watchedPage(browser, town.url, { colorScheme });
        for (const path of pagesOf(town)) {
          await page.goto(path);
          await page.locator('details').evaluateAll((all) => all.map((details) => details.setAttribute('open', '')));
          await expectAccessible(page).catch((err: unknown) => {
            throw new Error(`${path} (${colorScheme}): ${err instanceof Error ? err.message : String(err)}`);
          });
        }
        expect(complaints).to.deep.equal([]);
        await close();
      });
    });
  }

  for (const width of [320, 340, 360, 768, 1920]) {
    it(`fits a window ${width} pixels wide`, async () => {
      await visit(async (browser, town) => {
        const { page, close } = await watchedPage(browser, town.url, { viewport: { width, height: 800 } });
        // Every result of the real projects: the longest names are what breaks a line.
        const results = Array.from({ length: width < 700 ? 8 : 1 }, (_, n) => `/search?sort=newest&page=${n + 1}`);
        for (const path of [...pagesOf(town), ...results, '/search?near=Krefeld&km=1000']) {
          await page.goto(path);
          expect(await overhang(page), path).to.equal(0);
        }
        await close();
      });
    });
  }

  it('gives fingers targets of 44 pixels on a phone', async () => {
    await visit(async (browser, town) => {
      const { page, close } = await watchedPage(browser, town.url, { viewport: { width: 390, height: 844 } });
      for (const path of ['/', '/search?q=beleuchtung&topic=energy', town.project]) {
        await page.goto(path);
        // Links within text and titles may be as high as their line (WCAG 2.2, 2.5.8).
        const small = await page.locator('nav a, button, summary, .chip, .tag, .sorts a, .masthead a').evaluateAll((all) =>
          all
            .filter((one) => one.checkVisibility())
            .map((one) => ({ text: one.textContent?.trim() ?? '', height: one.getBoundingClientRect().height }))
            .filter(({ height }) => height < 43.5),
        );
        expect(small, path).to.deep.equal([]);
      }
      await close();
    });
  });

  it('still fits when letters are twice as big', async () => {
    await visit(async (browser, town) => {
      const { page, close } = await watchedPage(browser, town.url);
      for (const path of ['/', '/search?q=led', town.project, '/setup']) {
        await page.goto(path);
        await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'));
        expect(await overhang(page), path).to.equal(0);
      }
      await close();
    });
  });
});
