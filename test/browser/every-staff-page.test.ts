import { expect } from 'chai';
import type { Browser } from 'playwright-core';

import { signedIn, signInWith } from '../fixtures/a-staff-browser.ts';
import { ADMIN } from '../fixtures/an-instance.ts';
import { walk } from '../fixtures/walk.ts';
import { aBrowser } from './a-browser.ts';
import { aTown, type Town } from './a-town.ts';
import { expectAccessible, overhang, watchedPage } from './watched-page.ts';

/** Pages of many records or versions are alike; so many of a kind tell enough. */
const OF_A_KIND = 2;

describe('every page of those who work here, in a browser', function () {
  this.timeout(400_000);
  const held: { browser: Browser | null; town: Town | null; paths: readonly string[] } = { browser: null, town: null, paths: [] };

  before(async function () {
    held.browser = await aBrowser();
    if (held.browser === null) return this.skip();
    held.town = await aTown();
    const { project, lesson, process, url } = held.town;
    const start = ['/my/records', '/admin', '/projects/new', '/lessons/new', '/processes/new', `${project}/edit`, `${lesson}/edit`, `${process}/edit`, project];
    const staff = await signedIn(url, ADMIN.email, ADMIN.password);
    held.paths = fewOfEach(await walk(staff, start));
  });
  after(async () => {
    await held.browser?.close();
    await held.town?.instance.remove();
  });

  for (const [colorScheme, width] of [
    ['light', 1280],
    ['dark', 320],
  ] as const) {
    it(`has nothing for axe to find, fits ${width} pixels, asks no other host and logs no error (${colorScheme})`, async () => {
      if (held.browser === null || held.town === null) throw new Error('Not started');
      const { page, complaints, close } = await watchedPage(held.browser, held.town.url, { colorScheme, viewport: { width, height: 800 } });
      await signInWith(page, ADMIN);
      const faults: string[] = [];
      for (const path of held.paths) {
        await page.goto(path);
        await page.locator('details').evaluateAll((all) => all.map((details) => details.setAttribute('open', '')));
        await expectAccessible(page).catch((err: unknown) => faults.push(`${path}: ${err instanceof Error ? err.message : String(err)}`));
        const over = await overhang(page);
        if (over > 0) faults.push(`${path}: ${over} pixels too wide`);
      }
      expect(faults, `${held.paths.length} pages`).to.deep.equal([]);
      expect(complaints).to.deep.equal([]);
      expect(held.paths.length).to.be.greaterThan(40);
      await close();
    });
  }
});

function fewOfEach(paths: readonly string[]): string[] {
  const counts = new Map<string, number>();
  return paths.filter((path) => {
    const kind = path.split('?', 1)[0]?.replace(/\/(projects|lessons|processes|organisations|versions|history|people|reports)\/[^/]+/g, '/$1/…') as string;
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
    return (counts.get(kind) ?? 0) <= OF_A_KIND;
  });
}
