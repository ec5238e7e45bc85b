import { expect } from 'chai';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

import { aBrowser } from './a-browser.ts';
import { aTown, type Town } from './a-town.ts';
import { expectAccessible, watchedPage } from './watched-page.ts';

describe('somebody looks for a project', function () {
  this.timeout(120_000);
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

  const visit = async (options: BrowserContextOptions, use: (page: Page, town: Town) => Promise<void>): Promise<void> => {
    if (held.browser === null || held.town === null) throw new Error('Not started');
    const { page, complaints, close } = await watchedPage(held.browser, held.town.url, options);
    await use(page, held.town);
    expect(complaints).to.deep.equal([]);
    await close();
  };
  const found = async (page: Page): Promise<number> => Number(/^[\d.]+/.exec((await page.locator('h1').textContent()) ?? '')?.[0].replace('.', ''));

  it('from the start page to the answers of a record', async () => {
    await visit({}, async (page) => {
      await page.goto('/');
      await page.getByLabel('Was haben Sie vor?').fill('Strassenbeleuchtung jemand kommt');
      await page.getByRole('button', { name: 'Suchen' }).click();
      await page.getByRole('link', { name: 'Straßenbeleuchtung, die nur leuchtet, wenn jemand kommt' }).click();
      const brief = page.locator('.brief');
      expect(await brief.textContent())
        .to.match(/486\.000\s€/)
        .and.contain('je 1.000 Einwohner')
        .and.contain('beleuchtung@musterstadt.example')
        .and.contain('Bestätigt am');
      expect(await page.locator('.record__aside').textContent()).to.contain('Was hat nicht funktioniert');
      await page.getByRole('link', { name: 'Die erste Sensorgeneration' }).click();
      expect(await page.locator('.record__main').textContent()).to.contain('eine Woche');
      await page.getByRole('link', { name: 'Straßenbeleuchtung, die nur' }).click();
      expect(await page.locator('h1').textContent()).to.contain('Straßenbeleuchtung');
    });
  });

  it('narrows the results down at once, keeps the focus, and goes back', async () => {
    await visit({}, async (page) => {
      await page.goto('/search');
      const all = await found(page);
      await page.locator('input[name=topic][value=transport]').check();
      await page.waitForURL(/topic=transport/);
      const onTopic = await found(page);
      expect(onTopic).to.be.lessThan(all);
      expect(await page.evaluate(() => (document.activeElement as HTMLInputElement | null)?.value)).to.equal('transport');
      await page.locator('input[name=state][value=DE-NW]').check();
      await page.waitForURL(/state=DE-NW/);
      expect(await found(page)).to.be.lessThan(onTopic);
      await page.getByRole('link', { name: 'Filter entfernen: Nordrhein-Westfalen' }).click();
      expect(await found(page)).to.equal(onTopic);
      await page.goBack();
      expect(await page.getByRole('link', { name: 'Filter entfernen: Nordrhein-Westfalen' }).count()).to.equal(1);
      await expectAccessible(page);
    });
  });

  it('does the same without JavaScript, filters open on a wide screen', async () => {
    await visit({ javaScriptEnabled: false }, async (page) => {
      await page.goto('/search');
      const all = await found(page);
      await page.locator('input[name=topic][value=transport]').check();
      await page.getByRole('button', { name: 'Filter anwenden' }).click();
      expect(page.url()).to.contain('topic=transport');
      expect(await found(page)).to.be.lessThan(all);
      await page.getByRole('link', { name: 'Neueste' }).click();
      expect(await page.locator('.sorts [aria-current]').textContent()).to.equal('Neueste');
    });
  });

  it('sees results before filters on a phone, and the number of choices', async () => {
    for (const javaScriptEnabled of [true, false]) {
      await visit({ javaScriptEnabled, viewport: { width: 360, height: 740 } }, async (page) => {
        await page.goto('/search?topic=energy');
        expect(await page.locator('#facetten').isVisible()).to.equal(false);
        const toggle = page.locator('summary.filters__toggle');
        expect(await toggle.textContent()).to.equal('Filter (1)');
        await toggle.click();
        expect(await page.locator('#facetten').isVisible()).to.equal(true);
        const first = await page.locator('.hit').first().boundingBox();
        expect(first).to.not.equal(null);
      });
    }
  });

  it('is told on a phone what was not understood, and is led to the field', async () => {
    for (const javaScriptEnabled of [true, false]) {
      await visit({ javaScriptEnabled, viewport: { width: 360, height: 740 } }, async (page) => {
        await page.goto('/search?near=Gibtsnicht&populationMin=abc');
        const alert = page.getByRole('alert');
        expect(await alert.textContent())
          .to.contain('„Gibtsnicht“ kennt das Ortsverzeichnis nicht')
          .and.contain('„abc“ ist keine Zahl')
          .and.contain('Einwohner, von');
        const [said, panel] = [await alert.boundingBox(), await page.locator('.filters__panel').boundingBox()];
        expect(said?.y).to.be.lessThan(panel?.y ?? 0);
        await alert.getByRole('link').nth(1).click();
        expect(await page.locator('#populationMin').isVisible()).to.equal(true);
        expect(await page.locator('#populationMin').inputValue()).to.equal('abc');
        if (javaScriptEnabled) await expectAccessible(page);
        await page.goto('/search?populationMin=300.000&populationMax=200.000');
        expect(await alert.count()).to.equal(0);
        expect(await page.locator('#populationMin').inputValue()).to.equal('200.000');
      });
    }
  });

  it('reads what a source said beyond our fields under names people know', async () => {
    await visit({}, async (page, town) => {
      await page.goto('/search?q=LoRaWAN-Modelldorf');
      await page.locator('.hit__title a').first().click();
      const source = await page.locator('#karte-quelle').textContent();
      expect(source, town.url).to.contain('Stand laut Quelle').and.not.contain('status');
    });
  });

  it('with the keyboard alone: skip link, filter, result', async () => {
    await visit({}, async (page) => {
      await page.goto('/search?q=beleuchtung');
      await page.keyboard.press('Tab');
      expect(await page.evaluate(() => document.activeElement?.textContent)).to.equal('Zum Inhalt springen');
      await page.keyboard.press('Enter');
      const reached = async (selector: string): Promise<boolean> => {
        for (let n = 0; n < 80; n += 1) {
          await page.keyboard.press('Tab');
          const state = await page.evaluate((wanted) => {
            const active = document.activeElement;
            const style = active === null ? null : getComputedStyle(active);
            return {
              isIt: active?.matches(wanted) ?? false,
              isSeen: style !== null && (style.outlineStyle !== 'none' || style.boxShadow !== 'none'),
              what: active?.outerHTML.slice(0, 80) ?? '',
            };
          }, selector);
          expect(state.isSeen, `focus is not visible on ${state.what}`).to.equal(true);
          if (state.isIt) return true;
        }
        return false;
      };
      expect(await reached('input[name=topic]')).to.equal(true);
      await page.keyboard.press('Space');
      await page.waitForURL(/topic=/);
      expect(await reached('.hit__title a')).to.equal(true);
      await page.keyboard.press('Enter');
      await page.waitForURL(/\/projects\//);
    });
  });

  it('reads all of it in English, and keeps the language on the way', async () => {
    await visit({}, async (page) => {
      await page.goto('/search?q=beleuchtung&topic=energy');
      await page.getByRole('link', { name: 'English' }).click();
      expect(new URL(page.url()).search).to.equal('?q=beleuchtung&topic=energy&lang=en');
      expect(await page.locator('html').getAttribute('lang')).to.equal('en');
      expect(await page.locator('h1').textContent()).to.match(/records? for/);
      await page.locator('.hit__title a').first().click();
      expect(page.url()).to.contain('lang=en');
      expect(await page.locator('.brief h2').textContent()).to.equal('Fact sheet');
      await page.getByLabel('Search Leuchtnetz').fill('LoRaWAN');
      await page.keyboard.press('Enter');
      await page.waitForURL(/q=LoRaWAN/);
      expect(await page.locator('h1').textContent()).to.match(/records for “LoRaWAN”/);
    });
  });

  it('prints a record as a sheet with everything unfolded and nothing to click', async () => {
    await visit({}, async (page, town) => {
      await page.goto(town.project);
      await page.emulateMedia({ media: 'print' });
      expect(await page.getByText('Kommunalrichtlinie').isVisible()).to.equal(true);
      expect(await page.locator('.masthead__nav').isVisible()).to.equal(false);
      expect(await page.getByText(/486\.000\s€/).isVisible()).to.equal(true);
    });
  });
});
